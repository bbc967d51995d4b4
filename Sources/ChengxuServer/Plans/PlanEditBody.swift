// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning
import Foundation
import Geography
import Hummingbird

/// Decisions by hand as a page asks for them, all for one reason.
struct PlanEditBody: Codable, Sendable {
  /// A place of the plan in force, or a point on the map that stands for the nearest junction.
  struct Line: Codable, Sendable {
    var change: PlanEdit.Kind
    var form: DutyForm?
    var place: Int64?
    /// Where somebody shall stand.
    var latitude: Double?
    var longitude: Double?
    var strength: Strength?
  }

  var edits: [Line]
  var reason: String
  /// Places of the plan in force that may be given up at most; `nil` for as many as is best.
  var moves: Int?
}

/// A decision that somebody takes back.
struct PlanEditWithdrawalBody: Decodable {
  /// As it was answered.
  var edit: PlanEdit
  var reason: String
}

/// Finds the junctions that the lines of a body mean.
struct PlanEditReader: Sendable {
  private let plans: DutyPlanSet
  private let roads: RoadNetwork
  private let junctions: PointIndex

  /// A finger on a phone is no nearer.
  private static let reachMetres = 300.0

  init(_ plans: DutyPlanSet, _ roads: RoadNetwork) {
    self.plans = plans
    self.roads = roads
    junctions = PointIndex(roads.junctions.map(\.location))
  }

  func edits(
    of body: PlanEditBody, mode: DutyMode, person: String, time: CivilTime
  ) throws -> [PlanEdit] {
    guard !body.edits.isEmpty else { throw Problem.noEdits }
    return try body.edits.map {
      PlanEdit(
        mode: mode, change: try change($0, mode), person: person, time: time, reason: body.reason)
    }
  }

  /// Throws for what cannot hold together or nobody signed.
  func check(_ edits: [PlanEdit]) throws {
    do throws(PlanningError) {
      try edits.check(roads)
    } catch { throw Problem(status: .badRequest, explanation: error.explanation) }
  }

  private func change(_ line: PlanEditBody.Line, _ mode: DutyMode) throws -> PlanEdit.Change {
    switch line.change {
    case .pin: return .pin(try line.place == nil ? target(line) : place(line, mode))
    case .forbid: return .forbid(try place(line, mode))
    case .move: return .move(from: try place(line, mode), to: try target(line))
    case .resize:
      guard let strength = line.strength else { throw Problem.editLacks("strength") }
      return .resize(try line.place == nil ? target(line) : place(line, mode), strength)
    }
  }

  private func place(_ line: PlanEditBody.Line, _ mode: DutyMode) throws -> DutyModel.ID<Junction> {
    guard let form = line.form, let number = line.place else {
      throw Problem.editLacks("form, place")
    }
    let plan = plans[mode]
    let junction =
      switch form {
      case .post: plan?.posts.first { $0.id.rawValue == number }?.junction
      case .checkpoint: plan?.checkpoints.first { $0.id.rawValue == number }?.junction
      default: nil as DutyModel.ID<Junction>?
      }
    guard let junction else { throw Problem.unknownPlace(form: form.rawValue, id: "\(number)") }
    return junction
  }

  private func target(_ line: PlanEditBody.Line) throws -> DutyModel.ID<Junction> {
    guard let latitude = line.latitude, let longitude = line.longitude else {
      throw Problem.editLacks("latitude, longitude")
    }
    let point = try PlaceOnEarth.checked(latitude, longitude, nil).wgs84
    guard let match = junctions.nearest(to: point, withinMetres: Self.reachMetres) else {
      throw Problem.noJunctionNear
    }
    return roads.junctions[match.position].id
  }
}

extension Problem {
  fileprivate static let noEdits = Self(
    status: .badRequest,
    explanation: LocalizedName(
      chinese: "没有任何调整（edits）。可以先在地图上选定一处再试算。",
      english: "There is no decision in edits. Maybe choose a place first."))

  fileprivate static let noJunctionNear = Self(
    status: .badRequest,
    explanation: LocalizedName(
      chinese: "300 米内没有路口。可以放大地图，在路口上点选。",
      english: "No junction lies within 300 m. Maybe zoom in and choose one on the map."))

  fileprivate static func editLacks(_ fields: String) -> Self {
    Self(
      status: .badRequest,
      explanation: LocalizedName(
        chinese: "这条调整缺少 \(fields)。", english: "This decision lacks \(fields)."))
  }
}

// SPDX-License-Identifier: Apache-2.0

import AccessControl
import CityOrder
import DutyModel
import Foundation
import Geography
import Hummingbird

/// Where every route of cases comes in: whether the city has cases, and who it is that asks.
struct CaseEntrance: Sendable {
  private let service: Open311Service?
  private let wording: CaseWording?
  private let territories: TerritoryIndex
  private let duty: DutyDesksSource?

  /// - Parameters:
  ///   - service: `nil` in a city that has no cases: the routes then say so.
  ///   - duty: Where brigades take violations; `nil` where nothing of the day is taken in.
  init(
    _ service: Open311Service?, territories: TerritoryIndex, duty: DutyDesksSource? = nil
  ) {
    self.duty = duty
    self.service = service
    self.territories = territories
    wording = service.map { CaseWording($0.directory) }
  }

  func open(
    to context: ServerContext
  ) throws -> (service: Open311Service, visitor: CaseVisitor) {
    guard let visitor = context.visitor?.visitor else { throw AccessError.sessionOver }
    let service = try openToAll()
    return (service, try CaseVisitor(visitor, service.directory, territories))
  }

  func openToAll() throws(Problem) -> Open311Service {
    guard let service else { throw .noCases }
    return service
  }

  /// Does what people ask of cases, by the roster and plans of this moment.
  func desk(_ service: Open311Service) -> CaseDesk {
    service.desk(referral: duty?.current.referralDesk)
  }

  func words() throws(Problem) -> CaseWording {
    guard let wording else { throw .noCases }
    return wording
  }

  /// A case with all that was done to it and all that its reader may do.
  func timeline(
    of id: ID<CityCase>, _ service: Open311Service, _ visitor: CaseVisitor,
    status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    // The case is made from the events that are shown, so that both are of one moment.
    let events = try await service.cases.events(of: id)
    let one = try CityCase(id: id, replaying: events)
    let seen = try words().timeline(of: one, events, for: visitor.reader) { day in
      let found = one.report.place.flatMap { service.grids.responsibility(at: $0, on: day)?.owners }
      return (found ?? []).filter { visitor.seesAll || visitor.isOf($0.unit) }
    }
    guard visitor.sees(one, events), var body = seen else { throw Problem.otherBody }
    let now = service.now()
    body.actions = visitor.actions(on: one, at: now)
    let desk = self.desk(service)
    body.territory = desk.territorialUnit(of: one, at: now)?.rawValue
    if body.actions.contains(.dispatch) { body.referral = desk.referralBody(of: one)?.rawValue }
    if body.actions.contains(.markDuplicate) {
      body.duplicates = try await duplicates(of: one, service)
    }
    return try Response(private: body, status: status)
  }

  /// Open cases that may be the same problem.
  private func duplicates(
    of one: CityCase, _ service: Open311Service
  ) async throws -> [CaseTimelineBody.Duplicate] {
    guard let place = one.report.place, let found = service.directory.classes[one.code] else {
      return []
    }
    // A little more than the longest reach, 50 m, in degrees.
    let (high, wide) = (0.001, 0.002)
    let box = GeographicBox(
      south: place.latitude - high, west: place.longitude - wide, north: place.latitude + high,
      east: place.longitude + wide)
    let near = try await service.cases.openCases(in: box, limit: CaseRoutes.mostCases)
    return DuplicateFinder(near.filter { $0.id < one.id }).suggestions(
      for: one.report, at: one.receivedAt, within: .standard(for: found.kind)
    ).map { .init(id: $0.id.rawValue, metres: $0.metres.rounded()) }
  }
}

extension ServerContext {
  func caseNumber() throws(Problem) -> ID<CityCase> {
    let text = parameters.get("id") ?? ""
    guard let id = ID<CityCase>(text) else { throw .badCaseNumber(text) }
    return id
  }
}

// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel
import Geography

/// A plan as the command centre sends it.
struct CampaignPlanBody: Decodable {
  struct Task: Decodable {
    var name: String
    var unit: Int64
    /// Codes of 14 or 15 digits.
    var grids: [String]
    /// Whether every street of these grids has to be walked too.
    var withStreets: Bool?
  }

  var key: String?
  var kind: String
  var name: String
  /// On the city's clock, such as `2017-10-08T08:00`.
  var from: String
  var until: String
  var tasks: [Task]

  static let mostTasks = 50
  static let mostTargets = 5000

  func step(
    _ opened: OrderEntrance.Opened, _ ground: CampaignGround
  ) throws(Problem) -> CampaignRecord.Step {
    let kind = try OrderFields.found(CampaignRecord.Kind(rawValue: kind), "kind")
    guard (1...Self.mostTasks).contains(tasks.count) else { throw .badField("tasks") }
    let planned = try tasks.map { one throws(Problem) in try task(one, opened, ground) }
    guard planned.reduce(0, { $0 + $1.targets.count }) <= Self.mostTargets else {
      throw .badField("tasks")
    }
    let clock = opened.service.directory.clock
    return .plan(
      kind, try OrderFields.name(name),
      from: clock.instant(of: try OrderFields.found(CivilTime(from), "from")),
      until: clock.instant(of: try OrderFields.found(CivilTime(until), "until")), planned)
  }

  private func task(
    _ task: Task, _ opened: OrderEntrance.Opened, _ ground: CampaignGround
  ) throws(Problem) -> Campaign.Task {
    let unit = ID<OrderUnit>(rawValue: task.unit)
    guard opened.knows(unit) else { throw .badField("unit") }
    let grids = try task.grids.map { text throws(Problem) in
      try OrderFields.found(GridCode(text).flatMap { opened.service.grids[$0] }, "grids")
    }
    let streets = task.withStreets == true ? grids.flatMap(ground.streets) : []
    return Campaign.Task(
      name: try OrderFields.name(task.name), unit: unit,
      targets: grids.map { .grid($0.code) } + streets)
  }
}

/// Somebody of a body went over a grid, or along a street.
struct CampaignVisitBody: OrderStepBody {
  var version: Int
  var key: String?
  /// From 1, as the plan lists them.
  var task: Int
  /// One of the two.
  var grid: String?
  var street: Int64?
  /// Metres along the street; the whole of it where they are missing.
  var fromMetres: Double?
  var untilMetres: Double?
  /// Cases that were found there.
  var cases: [Int64]?

  func step(in record: CampaignRecord) throws(Problem) -> CampaignRecord.Step {
    let cases = (cases ?? []).map { ID<CityCase>(rawValue: $0) }
    guard cases.count <= 200 else { throw .badField("cases") }
    if let grid {
      return .visit(.grid(try OrderFields.found(GridCode(grid), "grid")), cases: cases)
    }
    let street = ID<RoadSegment>(rawValue: try OrderFields.found(street, "grid"))
    let whole = record.campaign.length(of: street) ?? 0
    let (from, until) = (
      try millimetres(fromMetres, else: 0), try millimetres(untilMetres, else: whole)
    )
    guard from < until else { throw .badField("untilMetres") }
    return .visit(.street(street, from..<until), cases: cases)
  }

  private func millimetres(_ metres: Double?, else whole: Int64) throws(Problem) -> Int64 {
    guard let metres else { return whole }
    guard (0...1_000_000).contains(metres) else { throw .badField("fromMetres") }
    return Int64((metres * 1000).rounded())
  }
}

/// What a body did of its task.
struct CampaignResultBody: OrderStepBody {
  var version: Int
  var key: String?
  var task: Int
  var people: Int
  var vehicles: Int
  /// Put right on the spot.
  var corrected: Int
  var note: String?

  var step: CampaignRecord.Step {
    get throws(Problem) {
      guard [people, vehicles, corrected].allSatisfy({ (0...100_000).contains($0) }) else {
        throw .badField("people")
      }
      return .report(
        CampaignRecord.TaskResult(
          task: task - 1, people: people, vehicles: vehicles, corrected: corrected,
          note: String((note ?? "").prefix(2000))))
    }
  }
}

struct CampaignEndBody: OrderStepBody {
  var version: Int
  var key: String?
  /// Needed where something is missing.
  var reason: String?

  var step: CampaignRecord.Step {
    get throws(Problem) {
      guard let reason, !reason.allSatisfy(\.isWhitespace) else { return .end(reason: nil) }
      return .end(reason: try OrderFields.found(CaseReason(reason), "reason"))
    }
  }
}

extension Campaign {
  /// In millimetres; `nil` for a street that no task has.
  fileprivate func length(of street: DutyModel.ID<RoadSegment>) -> Int64? {
    for case .street(street, let length) in tasks.flatMap(\.targets) { return length }
    return nil
  }
}

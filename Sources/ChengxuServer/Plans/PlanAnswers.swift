// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import DutyPlanning
import Synchronization

/// The plans as they are sent: the whole ones made at the start, parts of them when they are first asked for.
final class PlanAnswers: Sendable {
  private struct Key: Hashable {
    var mode: DutyMode
    /// `nil` for the whole detachment.
    var reach: TerritoryReach?
  }

  private let contents: ServerContents
  private let people: PeopleIndex
  private let owners: PlaceOwners
  private let made: Mutex<[Key: PreparedBody]>

  init(_ contents: ServerContents, people: PeopleIndex, owners: PlaceOwners) throws {
    self.contents = contents
    self.people = people
    self.owners = owners
    var whole: [Key: PreparedBody] = [:]
    for plan in contents.plans.plans {
      whole[Key(mode: plan.mode)] = try Self.answer(plan, contents, people)
    }
    made = Mutex(whole)
  }

  /// - Returns: `nil` where there is no plan for the mode.
  func answer(_ mode: DutyMode, for reach: TerritoryReach?) throws -> PreparedBody? {
    let key = Key(mode: mode, reach: reach)
    if let known = made.withLock({ $0[key] }) { return known }
    guard let reach, let plan = owners.part(reach).plans[mode] else { return nil }
    let answer = try Self.answer(plan, contents, people)
    made.withLock { $0[key] = answer }
    return answer
  }

  private static func answer(
    _ plan: DutyPlan, _ contents: ServerContents, _ people: PeopleIndex
  ) throws -> PreparedBody {
    try PreparedBody(
      json: PlanBody(
        plan, version: contents.plans.version.digest, isDemoData: contents.plans.isDemoData,
        people: people, roads: contents.snapshot.roads, beforeAfter: contents.beforeAfter))
  }
}

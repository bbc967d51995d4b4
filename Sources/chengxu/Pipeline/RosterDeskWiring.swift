// SPDX-License-Identifier: Apache-2.0

import ChengxuServer
import CityData
import DutyModel
import DutyPlanning
import Foundation
import Rostering
import Stores

extension PublishedValues {
  /// People and leave that planners imported since the snapshot was made.
  mutating func takeStaff(from store: LiveStore) async throws {
    let intakes = try await RosterDesk.intakes(in: store.rosters)
    snapshot.organization = snapshot.organization.taking(intakes)
  }
}

/// By which rules and which holidays a roster was made; its desk judges by the same.
struct RosterRuling: Codable {
  /// `nil` for the standard rules.
  var rules: RosterRuleSet?
  var calendar: WorkingCalendar?
  /// Soft rules that were given another weight than the set's, by key.
  var weights: [String: Int]?
  /// The weather, and when the roster is to come out; `nil` where nothing was said.
  var circumstances: RosterCircumstances?

  /// The rules with these weights, which judge by these circumstances.
  var weighed: RosterRules {
    (rules?.rules ?? .standard).weighing(weights ?? [:])
      .judging(by: circumstances ?? RosterCircumstances())
  }

  /// A folder from before the file was written was made by the standard rules.
  static func read(from folder: StageFolder) throws(StageFileError) -> RosterRuling {
    let path = folder.rosterRuling.path(percentEncoded: false)
    guard FileManager.default.fileExists(atPath: path) else { return RosterRuling() }
    return try StageFile.read(RosterRuling.self, from: folder.rosterRuling)
  }
}

/// The desk of a folder's roster.
enum RosterDeskWiring {
  /// The desk of the folder's roster where that was served before; it keeps what is imported.
  static func existing(
    of folder: StageFolder, organization: Organization, store: LiveStore
  ) async throws -> RosterDesk? {
    guard
      [folder.roster, folder.plan].allSatisfy({
        FileManager.default.fileExists(atPath: $0.path(percentEncoded: false))
      })
    else { return nil }
    let roster = try StageFile.read(Roster.self, from: folder.roster)
    let index = try await store.rosters.index()
    guard index.contains(where: { $0.digest == roster.version.digest }) else { return nil }
    return try await open(
      roster, of: folder, plans: try StageFile.read(DutyPlanSet.self, from: folder.plan),
      organization: organization, store: store)
  }

  static func open(
    _ roster: Roster, of folder: StageFolder, plans: DutyPlanSet, organization: Organization,
    store: LiveStore
  ) async throws -> RosterDesk {
    let ruling = try RosterRuling.read(from: folder)
    let booked = try await store.bookedRest(
      before: roster.firstDate, clock: organization.clock)
    return try await RosterDesk.open(
      roster, plans: plans, organization: organization, rules: ruling.weighed,
      calendar: ruling.calendar, booked: booked, store: store.rosters,
      by: RosterPerson(name: Console.actor), at: .now
    ) { () throws(RepairError) in
      do {
        return try Solvers(try ToolLocations.find()).rostering
      } catch {
        let words = (error as? any ExplainedError)?.explanation.english
        throw .solver(words ?? "\(error)")
      }
    }
  }
}

// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation
import Operations
import Rostering
import Stores

/// What stands before a roster: the duties published for the twelve weeks before it, the rest that
/// special duties booked in them, what planners let soft rules weigh, and the staff they imported.
struct RosterBefore {
  var history: [RosteredDuty] = []
  var booked: [RestDebt] = []
  /// By rule: of the folder's roster, with what its desk decided since.
  var weights: [String: Int] = [:]
  /// In the order of taking.
  var intakes: [StaffIntake] = []

  /// Nothing was worked yet.
  static let nothing = RosterBefore()

  init() {}

  /// From a folder's live store; a folder that was never served has none.
  init(
    _ folder: StageFolder, _ database: DatabaseOptions, before first: CivilDate, clock: CityClock
  ) async throws {
    weights = try RosterRuling.read(from: folder).weights ?? [:]
    let address = try await database.address()
    let path = folder.live.path(percentEncoded: false)
    guard address != nil || FileManager.default.fileExists(atPath: path) else { return }
    let store = try await LiveStore(folder, address: address)
    history = try await RosterDesk.history(before: first, in: store.rosters)
    intakes = try await RosterDesk.intakes(in: store.rosters)
    booked = try await store.bookedRest(before: first, clock: clock)
    if let newest = try await store.rosters.index().first {
      weights.merge(try await store.rosters.book(newest.id).weightsInForce) { $1 }
    }
    try store.close()
  }
}

extension LiveStore {
  /// Rest that special duties booked in the twelve weeks before a day.
  func bookedRest(before first: CivilDate, clock: CityClock) async throws -> [RestDebt] {
    try await desks.read { session in
      try session.bookedRest(before: first, clock: clock)
    }
  }
}

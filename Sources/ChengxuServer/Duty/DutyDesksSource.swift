// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Operations
import Rostering
import Synchronization

/// The desks over the roster that is in force, as it was solved until the first publication, from
/// then on as it was published last; and over the staff with what was imported since.
///
/// Whoever publishes need not tell: `refresh` asks the roster's desk, and any number of servers
/// before one database come to the same within its interval.
final class DutyDesksSource: Sendable {
  private let desks: Mutex<DutyDesks>
  private let roster: RosterDesk?
  /// What all live feeds read.
  let tail: LogTail

  init(_ live: LiveDuty, _ contents: ServerContents) throws {
    let book = try DutyBook(
      snapshot: contents.snapshot, plans: contents.plans, roster: contents.roster)
    roster = contents.rosterDesk
    let store = live.store
    tail = LogTail(interval: live.lookInterval) { try await store.events(after: $0, limit: $1) }
    desks = Mutex(
      try DutyDesks(
        live, book, codes: try .standard(), checklists: try InspectionChecklist.standard(),
        people: contents.people, order: contents.open311))
  }

  var current: DutyDesks { desks.withLock { $0 } }

  /// Takes over what was published and who was imported since.
  ///
  /// - Returns: whether anything was.
  /// - Throws: `RosterDeskError`; `ReplayError` for a roster that does not fit the city or its plans,
  ///   and then the one before stays in force.
  @discardableResult
  func refresh() async throws -> Bool {
    guard let roster else { return false }
    let old = current
    let inForce = try await roster.current().published ?? old.book.roster
    let staff = try await roster.currentStaff().officers
    guard
      old.book.roster.version != inForce.version
        || old.book.snapshot.organization.officers != staff
    else { return false }
    let new = try old.following(inForce, staff: staff)
    desks.withLock { $0 = new }
    return true
  }
}

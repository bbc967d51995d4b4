// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Operations
import Rostering
import TestSupport
import Testing

@Suite("The book of rostered days")
struct DutyBookTests {
  private static let snapshot = GridCity.snapshot(incidents: [])

  private static func book(_ roster: Roster) throws(ReplayError) -> DutyBook {
    try DutyBook(snapshot: snapshot, plans: GridDay.plans, roster: roster)
  }

  @Test("has the stays of each day of the roster, and none outside it")
  func days() throws {
    let book = try Self.book(GridDay.roster())
    let stays = book.day(GridDay.date).stays
    #expect(Set(stays.map(\.id.duty.rawValue)) == Set(1...8))
    #expect(book.day(GridDay.date.adding(days: -1)).stays.isEmpty)
    #expect(book.day(GridDay.date.adding(days: 30)).stays.isEmpty)
  }

  @Test("keeps last night's watch on the morning after, even where no duty starts that day")
  func night() throws {
    let morning = try Self.book(GridDay.roster()).day(GridDay.date.adding(days: 1))
    #expect(morning.stays.map(\.id.duty) == [6, 7])
  }

  @Test("refuses a roster that names an officer who is not there, and says whose duty it is")
  func unknownOfficer() throws {
    var roster = GridDay.roster()
    roster.duties[0].officer = 999
    #expect(throws: ReplayError.unknownOfficer(999, duty: 1)) { try Self.book(roster) }
    let sound = try Self.book(GridDay.roster())
    #expect(throws: ReplayError.unknownOfficer(999, duty: 1)) {
      try DutyBook(sound, following: roster)
    }
  }
}

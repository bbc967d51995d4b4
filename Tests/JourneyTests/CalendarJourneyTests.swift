// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@Suite("A newly published calendar is taken in beside the one in use")
struct CalendarJourneyTests {
  /// A calendar of the named days that has no holidays.
  private func calendar(_ first: String, _ last: String, in scratch: URL) throws -> URL {
    let file = scratch.appending(path: "calendar.json")
    try Data(
      #"""
      {"name": {"zh": "新历", "en": "New"}, "source": "test",
       "covers": [{"from": "\#(first)", "to": "\#(last)"}], "holidays": [], "shiftedWorkdays": []}
      """#.utf8
    ).write(to: file)
    return file
  }

  @Test("The next year follows without a gap, and is used")
  func nextYear() throws {
    let (data, scratch) = try Program.preparedDistrict()
    defer { Scratch.remove(scratch) }
    // From the end of the bundled calendar to the end of next year, whenever this runs.
    let last = "\(Calendar(identifier: .gregorian).component(.year, from: .now) + 1)-12-31"
    let file = try calendar("2027-01-01", last, in: scratch)
    let outcome = try Program.run(["cases", "calendar", file.path(), "--data", data.path()])
    #expect(outcome.status == 0, "\(outcome.complaint)")
    #expect(outcome.output.contains(last), "\(outcome.output)")
  }

  @Test(
    "A gap, and days that are known otherwise, are named, and nothing changes",
    arguments: [
      ("2027-03-01", "2027-12-31", "2027-01-01"), ("2026-01-01", "2027-12-31", "2026-10-01"),
    ])
  func refused(first: String, last: String, named: String) throws {
    let (data, scratch) = try Program.preparedDistrict()
    defer { Scratch.remove(scratch) }
    let kept = data.appending(path: "city-order-deadlines.json")
    let before = try Data(contentsOf: kept)
    let file = try calendar(first, last, in: scratch)
    let outcome = try Program.run(["cases", "calendar", file.path(), "--data", data.path()])
    #expect(outcome.status == 11, "\(outcome.complaint)")
    #expect(outcome.complaint.contains(named), "\(outcome.complaint)")
    #expect(try Data(contentsOf: kept) == before)
  }
}

// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation
import PlanningKernels
import RosterInstances
import Testing

@Suite("Reader of shift-scheduling files")
struct ShiftSchedulingReaderTests {
  private static let small = """
    # Comments start with #
    SECTION_HORIZON
    7

    SECTION_SHIFTS
    D,480,
    N,600,D

    SECTION_STAFF
    A,D=7|N=2,2880,960,3,2,2,1
    B,D=5,2880,0,5,1,1,0

    SECTION_DAYS_OFF
    A,0,6

    SECTION_SHIFT_ON_REQUESTS
    A,2,D,3

    SECTION_SHIFT_OFF_REQUESTS
    B,4,N,2

    SECTION_COVER
    1,D,2,100,1
    """

  private static func read(_ text: String) throws -> RosterInstance {
    let url = FileManager.default.temporaryDirectory
      .appending(path: "shifts-\(UUID().uuidString).txt")
    try Data(text.utf8).write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    return try ShiftSchedulingReader.read(url)
  }

  @Test("Every field lands where it is used")
  func fields() throws {
    let problem = try Self.read(Self.small)
    let table = problem.table
    #expect(problem.shiftNames == ["D", "N"])
    #expect(problem.personNames == ["A", "B"])
    #expect(table.dayCount == 7)
    #expect(table.shifts[1].minutes == 600)
    #expect(table.shifts[1].notFollowedBy == [0])
    let first = table.people[0]
    #expect(first.shiftLimits == [7, 2])
    #expect(first.minutes == 960...2880)
    #expect(first.workRun == 2...3)
    #expect(first.minimumFreeRun == 2)
    #expect(first.weekendLimit == 1)
    #expect(first.choices[0] == .free)
    #expect(first.choices[1] == .all)
    // A wish that is not met costs its weight: the base, less what working the shift gives back.
    #expect(first.basePrice == 3)
    #expect(first.prices[2 * 2] == -3)
    #expect(table.people[1].prices[4 * 2 + 1] == 2)
    // A shift without a maximum of its own has none.
    #expect(table.people[1].shiftLimits == [5, 7])
    #expect(table.needs[2] == RosterTable.Need(count: 2, priceBelow: 100, priceAbove: 1))
    #expect(table.needs[3] == RosterTable.Need())
    #expect(table.weekends == [nil, nil, nil, nil, nil, 0, 0])
  }

  @Test(
    "Trouble is told with file, line, field and what was expected",
    arguments: [
      (
        "A,2,D,3", "A,7,D,3", 17, "Day",
        RosterFileError.Problem.outOfRange(found: 7, least: 0, most: 6)
      ),
      ("A,2,D,3", "A,2,X,3", 17, "ShiftID", .unknown(found: "X", known: "D, N")),
      ("A,2,D,3", "C,2,D,3", 17, "EmployeeID", .unknown(found: "C", known: "A, B")),
      ("A,2,D,3", "A,2,D", 17, "Weight", .tooFewFields(found: 3, expected: 4)),
      ("N,600,D", "N,long,D", 7, "length in minutes", .notANumber(found: "long")),
      ("N,600,D", "D,600,", 7, "shift", .duplicate(found: "D")),
      ("2880,960,3", "2880,3000,3", 10, "MinTotalMinutes", .crossed(lower: 3000, upper: 2880)),
      ("SECTION_COVER", "SECTION_COVERS", 22, "section", .unknownSection(found: "SECTION_COVERS")),
    ])
  func trouble(
    from old: String, to new: String, line: Int, field: String, problem: RosterFileError.Problem
  ) throws {
    let text = Self.small.replacingOccurrences(of: old, with: new)
    let error = #expect(throws: RosterFileError.self) { try Self.read(text) }
    #expect(error?.line == line)
    #expect(error?.field == field)
    #expect(error?.problem == problem)
    #expect(error?.explanation.english.contains("Maybe") == true)
  }

  @Test("A file that is not there is said to be missing")
  func missing() {
    let error = #expect(throws: RosterFileError.self) {
      try ShiftSchedulingReader.read(URL(filePath: "/nowhere/Instance1.txt"))
    }
    #expect(error?.problem == .missingFile)
  }
}

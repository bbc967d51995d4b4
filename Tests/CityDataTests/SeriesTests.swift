// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation
import Geography
import Testing

@testable import CityData

@Suite("Imported series")
struct SeriesTests {
  private func traffic(
    _ text: String, _ badRows: ImportOptions.BadRows = .refuse
  ) throws(ImportError) -> Series<TrafficReading> {
    try Series<TrafficReading>.reader.read(
      text: Array(text.utf8), file: "speeds.csv", badRows: badRows)
  }

  @Test("Speeds become levels by their street's rank; a level of its own goes before")
  func speeds() throws {
    let series = try traffic(
      """
      source,place,time,speed,level,road_class,flow
      ,A,2018-06-04T07:00,12,,arterial,900
      ,A,2018-06-04T07:05,,2,,
      demo,B,2018-06-04 07:10,12,5,local,
      """)
    #expect(series.rows.map(\.level) == [.severe, .mostlyFree, .severe])
    #expect(series.rows.map(\.flow) == [900, nil, nil])
    #expect(series.isDemoData)
    #expect(series.rowsRead == 3 && series.omissions.isEmpty)
  }

  @Test("A bad row is named with line, column, what stood there and what was expected")
  func badRow() throws {
    let text = """
      place,time,speed,road_class
      A,2018-06-04T07:00,12,arterial
      A,2018-06-04T07:03,12,arterial
      A,2018-06-04T07:05,fast,arterial
      A,2018-06-04T07:10,20,alley
      ,2018-06-04T07:15,20,local
      A,2018-06-04T07:20,,local
      A,2018-06-04T07:25
      """
    let error = #expect(throws: ImportError.self) { try traffic(text) }
    guard case .badRows(_, let examples, let count, let rows) = error else {
      Issue.record("another error: \(String(describing: error))")
      return
    }
    #expect(count == 6 && rows == 7)
    #expect(
      examples.map(\.expected) == [
        .fiveMinutes, .number(0, 200), .roadClass, .text, .speedOrLevel, .fieldCount(4),
      ])
    #expect(examples[0].line == 3 && examples[0].column == 3)
    #expect(examples[1].found == "fast" && examples[1].column == 20)
    let kept = try traffic(text, .leaveOut)
    #expect(kept.rows.count == 1)
    #expect(kept.omissions.reduce(0) { $0 + $1.count } == 6)
    #expect(kept.omissions.first?.examples.first?.contains("line 3, column 3") == true)
  }

  @Test("Violations need more than no hours; places come in their own datum")
  func violations() throws {
    func read(_ text: String) throws(ImportError) -> Series<ObservedViolations> {
      try Series<ObservedViolations>.reader.read(
        text: Array(text.utf8), file: "v.csv", badRows: .refuse)
    }
    let series = try read(
      "place,time,hours,violations,lat,lon\nA,2018-06-04T07:00,1.5,12,36.7,119.1\n")
    #expect(series.rows.first?.violations == 12 && series.rows.first?.hours == 1.5)
    #expect(series.rows.first?.location == Coordinate(latitude: 36.7, longitude: 119.1))
    for (row, expected) in [
      ("A,2018-06-04T07:00,0,12", BadField.Expectation.hours),
      ("A,2018-06-04T07:00,,12", .number(0, 744)),
      ("A,2018-06-04T07:00,1,1.5", .number(0, 1_000_000)),
      ("A,2018-06-04,1,1", .localTime),
    ] {
      let error = #expect(throws: ImportError.self) {
        try read("place,time,hours,violations\n\(row)\n")
      }
      guard case .badRows(_, let examples, _, _) = error else {
        Issue.record("another error for \(row)")
        continue
      }
      #expect(examples.first?.expected == expected)
    }
  }

  @Test("Missing and doubled columns, empty files and files that are not there")
  func files() throws {
    #expect(
      throws: ImportError.missingColumns(file: "speeds.csv", missing: ["time"], found: ["place"])
    ) {
      try traffic("place\nA\n")
    }
    #expect(throws: ImportError.duplicateColumn(file: "speeds.csv", column: "time")) {
      try traffic("place,time,time\n")
    }
    let empty = ImportError.emptySeries(file: "speeds.csv", columns: ["place", "time"])
    #expect(throws: empty) { try traffic("") }
    #expect(throws: empty) { try traffic("place,time,level\n") }
    #expect(empty.explanation.english.contains("place,time"))
    let nowhere = FileManager.default.temporaryDirectory.appending(path: "no-such-\(UUID()).csv")
    #expect(throws: ImportError.self) { try Series<StreetReport>.read(nowhere) }
    let error = #expect(throws: ImportError.self) {
      try Series<StreetReport>.reader.read(
        text: Array("time,lat,lon,reporter,topic\n2018-06-04T07:00,36,119,r,noise\n".utf8),
        file: "r.csv", badRows: .refuse)
    }
    #expect(error?.explanation.english.contains("expected congestion or disorder") == true)
  }
}

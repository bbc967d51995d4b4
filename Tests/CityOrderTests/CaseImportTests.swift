// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel
import Foundation
import TestSupport
import Testing

@Suite("Another system's cases")
struct CaseImportTests {
  static let header =
    "id,category,agency,opened,due,closed,status,lat,lon,district,grid"
  static let good =
    "7,Dirty Alley,Solid Waste,2017-05-02T07:30:10,2017-05-03T07:30:10,2017-05-03T07:30:10,Closed,39.3,-76.6,Northern,522.0"

  static func mapping() throws -> CaseMapping {
    let file = TestTools.packageFolder.appending(path: "Data/city-order/mapping-baltimore.json")
    return try JSONDecoder().decode(CaseMapping.self, from: Data(contentsOf: file))
  }

  static func read(_ rows: String..., skipsBadRows: Bool = false) throws -> CaseImport {
    let text = ([header] + rows).joined(separator: "\n")
    return try CaseImport(
      Array(text.utf8), file: "cases.csv", mapping: mapping(), skipsBadRows: skipsBadRows)
  }

  @Test("become events that our own machine accepts, to the second")
  func events() throws {
    let imported = try Self.read(Self.good)
    let one = try CityCase(id: 1, replaying: imported.cases[0])
    #expect(one.state == .closed(.verified))
    #expect(one.report.grid?.digits == "240510001001522")
    let due = try #require(one.handlingDeadline?.due)
    // 07:30:10 five hours west of UTC.
    #expect(due.milliseconds % 86_400_000 == (12 * 3600 + 30 * 60 + 10) * 1000)
    #expect(one.completedAt == due)
  }

  @Test("that ended otherwise keep the other system's word; open ones wait at their post")
  func otherEndings() throws {
    let duplicate = Self.good.replacing("Closed", with: "Closed (Duplicate)")
    let open = Self.good.replacing("2017-05-03T07:30:10,Closed", with: ",Open")
      .replacing("7,Dirty", with: "8,Dirty")
    let imported = try Self.read(duplicate, open)
    let ended = try CityCase(id: 1, replaying: imported.cases[0])
    #expect(ended.state == .closed(.recorded(status: "Closed (Duplicate)")))
    let waiting = try CityCase(id: 2, replaying: imported.cases[1])
    #expect(waiting.state == .handling && waiting.unit == imported.directory.units.last?.id)
  }

  @Test(
    "with a row that cannot be one are refused, with line, field, what stood there and what should",
    arguments: [
      ("2017-05-02T07:30:10", "2017-13-02T07:30:10", "opened", RefusedRow.Reason.time),
      ("2017-05-03T07:30:10,2017", "2017-05-01T07:30:10,2017", "due", .dueBeforeOpened),
      ("07:30:10,Closed", "07:30:1,Closed", "closed", .time),
      ("39.3", "139.3", "lat", .latitude), ("-76.6", "west", "lon", .longitude),
      ("522.0", "5220", "grid", .grid), ("522.0", "522.5", "grid", .grid),
      ("Dirty Alley", " ", "category", .category), (",Northern", "", "row", .fieldCount),
    ])
  func refused(old: String, new: String, field: String, reason: RefusedRow.Reason) throws {
    let bad = Self.good.replacing(old, with: new)
    #expect(bad != Self.good)
    let error = #expect(throws: CaseImportError.self) {
      try Self.read(Self.good.replacing("7,Dirty", with: "1,Dirty"), bad)
    }
    guard case .refusedRows("cases.csv", let examples, 1, 2) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(examples[0].line == 3 && examples[0].field == field && examples[0].reason == reason)
    let kept = try Self.read(
      Self.good.replacing("7,Dirty", with: "1,Dirty"), bad, skipsBadRows: true)
    #expect(kept.cases.count == 1 && kept.refused.count == 1)
  }

  @Test("twice under one number are refused the second time")
  func twice() throws {
    let kept = try Self.read(Self.good, Self.good, skipsBadRows: true)
    #expect(kept.refused.map(\.reason) == [.duplicateID])
  }

  @Test("in a file that is none are refused with what to do")
  func noFile() throws {
    func error(_ bytes: [UInt8]) throws -> CaseImportError? {
      let mapping = try Self.mapping()
      return #expect(throws: CaseImportError.self) {
        try CaseImport(bytes, file: "f", mapping: mapping)
      }
    }
    #expect(try error([]) == .empty(file: "f"))
    #expect(try error(Array(Self.header.utf8)) == .empty(file: "f"))
    #expect(try error([0xC4, 0xE3]) == .notUTF8(file: "f", byte: 0))
    let columns = try error(Array("id,category\n1,2".utf8))
    #expect(columns?.explanation.english.contains("Maybe change the columns") == true)
    guard case .malformedCSV(_, 2, 1, _) = try error(Array("\(Self.header)\n\"7".utf8)) else {
      Issue.record("An open quotation mark went through.")
      return
    }
    guard case .damagedCompression = try error([0x1F, 0x8B, 8, 0]) else {
      Issue.record("A cut gzip file went through.")
      return
    }
  }
}

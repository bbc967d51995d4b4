// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation
import Rostering
import Testing
import XLSXText

@Suite("Staff and leave from workbooks")
struct StaffWorkbookTests {
  private static let organization = Organization(
    isDemoData: true, name: LocalizedName(chinese: "支队", english: "Detachment"),
    clock: CityClock(minutesEastOfUTC: 480), areas: [], units: [Bench.unit()],
    officers: [Bench.officer(1), Bench.officer(2)], vehicles: [])

  /// Made by openpyxl 3: shared texts, two sheets, dates, a formula, a truth value.
  private func workbook() throws -> [UInt8] {
    let url = try #require(Bundle.module.url(forResource: "staff", withExtension: "xlsx"))
    return [UInt8](try Data(contentsOf: url))
  }

  @Test(
    "Staff of a real workbook are taken; a formula and a truth value are refused at their cells")
  func staff() throws {
    let table = try StaffImport(try workbook(), file: "staff.xlsx", into: Self.organization)
    #expect(table.added.count == 1 && table.updated.count == 1)
    #expect(table.organization.officers[0].skills == [.breathTest, .drone])
    #expect(table.organization.officers.last?.exemptions == [.noNightDuty])
    let places = table.refused.map { "\($0.sheet ?? "")!\($0.column ?? "")\($0.line) \($0.field)" }
    #expect(places.sorted() == ["人员!A4 badge", "人员!B7 name", "人员!E5 unit"])
    let formula = try #require(table.refused.first { $0.line == 5 })
    #expect(formula.explanation.english.contains("formula"))
    #expect(formula.explanation.english.contains("Maybe"))
  }

  @Test("Leave takes dates as numbers and as texts; a bare number and other words are refused")
  func leave() throws {
    let table = try LeaveImport(
      try workbook(), file: "staff.xlsx", sheet: "休假", into: Self.organization)
    #expect(table.taken.count == 2)
    #expect(
      table.organization.officers.map(\.leave) == [
        [CivilInterval(start: Bench.time(1, 0), end: Bench.time(3, 0))],
        [CivilInterval(start: Bench.time(2, 12), end: Bench.time(3, 18))],
      ])
    #expect(table.refused.map(\.line) == [4, 5])
    #expect(table.refused.map(\.column) == ["B", "B"])
    #expect(table.refused.map(\.value) == ["42871", "5月9日"])
  }

  @Test("Leave that was imported keeps its person off every slot of the roster's week")
  func leaveInTheWeek() throws {
    let demo = DemoWeek()
    let rows = "badge,from,to\n100001,2017-05-03,2017-05-05\n"
    let table = try LeaveImport(
      Array(rows.utf8), file: "leave.csv", into: demo.organization)
    let problem = try RosterProblem(plans: demo.plans, organization: table.organization)
    let officer = try #require(problem.members.first { $0.badgeNumber == "100001" })
    let pool = try #require(problem.pools.first { $0.members.contains { $0.id == officer.id } })
    let away = pool.slots.filter { slot in
      let span = DutySpan(interval: slot.interval)
      return ApprovedLeave().refusal(of: span, by: officer) != nil
    }
    // Three shifts on each of three days, and the night that ends on the first.
    #expect(away.count == 10)
  }

  @Test("Sheets and columns that are not there are named beside those that are")
  func names() throws {
    let bytes = try workbook()
    #expect(
      throws: StaffFileError.workbook(
        file: "a.xlsx", .missingSheet("名册", found: ["人员", "休假"]))
    ) { try LeaveImport(bytes, file: "a.xlsx", sheet: "名册", into: Self.organization) }
    #expect(
      throws: StaffFileError.missingColumn(
        file: "a.xlsx", column: "name", found: ["badge", "from", "to"])
    ) { try StaffImport(bytes, file: "a.xlsx", sheet: "休假", into: Self.organization) }
  }

  @Test("A file that unpacks to more than it may is refused, however small it is")
  func bomb() throws {
    var package = PackedParts()
    let row = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>"
    package.add("xl/workbook.xml", SmallBook.workbook)
    package.add("xl/_rels/workbook.xml.rels", SmallBook.relations)
    package.add(
      "xl/worksheets/sheet1.xml",
      "<worksheet><sheetData>" + row + String(repeating: " ", count: 70 << 20)
        + "</t></is></c></row></sheetData></worksheet>")
    let bytes = package.finished
    #expect(bytes.count < 100_000)
    #expect(
      throws: StaffFileError.workbook(
        file: "a.xlsx", .tooLarge(part: "xl/worksheets/sheet1.xml", limit: 64 << 20))
    ) { try LeaveImport(bytes, file: "a.xlsx", into: Self.organization) }
  }

  @Test("Entities, old workbooks, cut and altered files are refused with what to do")
  func damaged() throws {
    let whole = try workbook()
    func failure(_ bytes: [UInt8]) -> StaffFileError? {
      do {
        _ = try LeaveImport(bytes, file: "a.xlsx", into: Self.organization)
        return nil
      } catch { return error }
    }
    var entities = PackedParts()
    entities.add(
      "xl/workbook.xml", "<!DOCTYPE a [<!ENTITY b \"c\">]>" + SmallBook.workbook)
    entities.add("xl/_rels/workbook.xml.rels", SmallBook.relations)
    var lacking = PackedParts()
    lacking.add("word/document.xml", "<document/>")
    var altered = whole
    let sheet = try #require(whole.firstRange(of: Array("xl/worksheets/sheet1.xml".utf8)))
    altered[sheet.upperBound + 40] ^= 0xFF
    let cases: [([UInt8], String)] = [
      (entities.finished, "document type"), (lacking.finished, "no part xl/workbook.xml"),
      ([0xD0, 0xCF, 0x11, 0xE0, 0xA1], "old XLS"), (Array(whole.prefix(whole.count / 2)), "whole"),
      (altered, "damaged"),
    ]
    for (bytes, words) in cases {
      let text = failure(bytes)?.explanation.english ?? "taken"
      #expect(text.contains(words) && text.contains("Maybe"), "\(text)")
    }
  }

  @Test("No cut and no changed byte of a workbook brings the reader down")
  func anyDamage() throws {
    let whole = try workbook()
    var random = SeededGenerator(seed: 7)
    for _ in 0..<300 {
      var bytes = Array(whole.prefix(Int.random(in: 4...whole.count, using: &random)))
      if Bool.random(using: &random) { bytes = whole }
      bytes[Int.random(in: 4..<bytes.count, using: &random)] = .random(in: 0...255, using: &random)
      if let book = try? XLSXBook(bytes) { #expect(book.sheetNames.count <= 2) }
    }
  }
}

private enum SmallBook {
  static let workbook =
    "<workbook xmlns:r=\"r\"><sheets><sheet name=\"A\" r:id=\"r1\"/></sheets></workbook>"
  static let relations =
    "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
}

// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Rostering
import Synchronization
import Testing

@testable import ChengxuServer

@Suite("Staff and leave over HTTP")
struct StaffImportRouteTests {
  private func served(_ body: @Sendable (ServedDoor) async throws -> Void) async throws {
    try await ServedDoor.test(preparing: ServedRoster.prepare, body)
  }

  @Test("shows what each row would do, names every refused row, and stores nothing by looking")
  func check() async throws {
    try await served { served in
      let planner = try await ServedPerson(served, [.planner])
      let staff = try await planner.text("/api/roster/templates/staff.csv")
      #expect(staff.hasPrefix("\u{FEFF}badge,name,name_en,status,unit,skills,exemptions\r\n"))
      let lines = staff.split(separator: "\r\n").map(String.init)
      let first = lines[1].split(separator: ",", omittingEmptySubsequences: false)
      var changed = first.map(String.init)
      changed[5] = "drone"
      let file = [
        lines[0], changed.joined(separator: ","), "12,丙,,sworn,3,,", "A1,丁,,auxiliary,3,,",
      ]
      .joined(separator: "\n")
      let body = try await planner.upload("staff/checks?file=名册.csv", file)
        .decoded(Check.self)
      #expect(body.added.map(\.badge) == ["A1"] && body.unchanged == 0)
      #expect(body.updated.flatMap(\.changes).map(\.field) == ["skills"])
      #expect(body.updated.flatMap(\.changes).map(\.after) == ["drone"])
      #expect(body.refused.map(\.file) == ["名册.csv"] && body.refused.map(\.line) == [3])
      #expect(body.refused.map(\.field) == ["badge"])
      #expect(body.refused[0].explanation.chinese.contains("六位数字"))
      #expect(try await planner.people().count == 4)
      let whole = try await planner.upload("leave/checks?file=a.csv", "badge,from\n")
      #expect(whole.status == .badRequest)
      #expect(String(buffer: whole.body).contains("首行缺少列“to”"))
      let kind = try await planner.upload("people/checks?file=a.csv", "")
      #expect(kind.status == .notFound)
    }
  }

  @Test(
    "takes a file once and as a whole; with refused rows only by whoever saw how many there are")
  func take() async throws {
    try await served { served in
      let planner = try await ServedPerson(served, [.planner])
      let badges = try await planner.people().map(\.badge)
      let file = "badge,from,to\n\(badges[2]),2018-01-04,2018-01-04\n999999,2018-01-04,2018-01-04\n"
      let checked = try await planner.upload("leave/checks?file=leave.csv", file)
        .decoded(Check.self)
      // 3 has the late shift of that day.
      #expect(checked.violations.map(\.rule) == ["approved-leave"] && checked.revision == 1)
      let refused = try await planner.upload("leave?file=leave.csv&revision=1", file)
      #expect(refused.status == .conflict)
      #expect(try refused.decoded(ProblemBody.self).kind == "rowsRefused")
      #expect(try await planner.people().allSatisfy { $0.leave.isEmpty })
      for _ in 0..<2 {
        let taken = try await planner.upload(
          "leave?file=leave.csv&revision=1&without=1", file, key: "leave-of-january")
        #expect(taken.status == .ok, "\(String(buffer: taken.body))")
        let book = try taken.decoded(Book.self)
        #expect(book.revision == 2 && book.intakes.map(\.files) == [["leave.csv"]])
        #expect(book.intakes.map(\.by) == ["李伟（li.wei）"] && book.violations.count == 1)
      }
      #expect(try await planner.people().map(\.leave.count) == [0, 0, 1, 0])
      let late = try await planner.upload(
        "leave?file=a.csv&revision=1", "badge,from,to\n\(badges[0]),2018-01-04,2018-01-04\n")
      #expect(late.status == .conflict)
      #expect(try late.decoded(ProblemBody.self).kind == "rosterConflict")
      let again = try await planner.upload("leave?file=a.csv&revision=2", "badge,from,to\n")
      #expect(again.status == .conflict)
    }
  }

  @Test("lets planners of one unit bring only its people")
  func territory() async throws {
    try await served { served in
      let other = try await ServedPerson(served, [.planner], name: "other", territory: .unit(4))
      let planner = try await ServedPerson(served, [.planner])
      let badge = try #require(try await planner.people().first?.badge)
      let body = try await other.upload(
        "leave/checks?file=a.csv", "badge,from,to\n\(badge),2018-01-04,2018-01-04\n"
      ).decoded(Check.self)
      #expect(body.leave.isEmpty && body.refused.count == 1)
      let sheet = try await other.text("/api/roster/templates/staff.csv")
      #expect(!sheet.contains(badge))
    }
  }

  @Test("makes people known to every page at once, without another start of the server")
  func known() async throws {
    try await served { served in
      let planner = try await ServedPerson(served, [.planner])
      _ = try await planner.answer("/api/roster/publications", #"{"revision": 1}"#)
      #expect(try await planner.answer("/api/roster/people/A1/duties.ics").status == .notFound)
      let file = "badge,name,name_en,status,unit,skills,exemptions\nA1,丁,Ding,auxiliary,3,,\n"
      let taken = try await planner.upload("staff?file=staff.csv&revision=2", file)
      #expect(taken.status == .ok, "\(String(buffer: taken.body))")
      let feed = try await planner.answer("/api/roster/people/A1/duties.ics")
      #expect(feed.status == .ok, "\(String(buffer: feed.body))")
    }
  }

  @Test("made through another server is known after its watch has looked")
  func watch() async throws {
    let made = Mutex<(RosterDesk, PeopleIndex)?>(nil)
    try await ServedDoor.test(preparing: { database, contents in
      try await ServedRoster.prepare(database, &contents)
      let (desk, people) = (try #require(contents.rosterDesk), contents.people)
      made.withLock { $0 = (desk, people) }
    }) { _ in
      let (desk, people) = try #require(made.withLock { $0 })
      let watch = Task {
        try await StaffWatch(desk: desk, people: people, logger: Logger(label: "test")).run()
      }
      defer { watch.cancel() }
      let person = Officer(
        id: 77, badgeNumber: "A1", name: LocalizedName(chinese: "丁", english: "Ding"),
        status: .auxiliary, unit: 3)
      _ = try await desk.take(
        StaffIntake(people: [person], files: ["staff.csv"]), seen: 1,
        by: RosterPerson(name: "other"), at: .now)
      while people.officer(badge: "A1") == nil { try await Task.sleep(for: .milliseconds(20)) }
      #expect(people.name(ID<Officer>(rawValue: 77)).english == "Ding")
    }
  }

  @Test("reads a forecast row by row; where no heat rule is in force it says so and stores nothing")
  func forecast() async throws {
    try await served { served in
      let planner = try await ServedPerson(served, [.planner])
      let template = try await planner.text("/api/roster/templates/heat.csv")
      #expect(template.hasPrefix("\u{FEFF}date,highest_celsius,hottest_from\r\n2018-01-01,,\r\n"))
      let bad = try await planner.upload("heat/checks?file=heat.csv", template).decoded(Check.self)
      #expect(bad.refused.map(\.line) == Array(2...8) && bad.heat.isEmpty)
      #expect(Set(bad.refused.map(\.field)) == ["highest_celsius"])
      let file = "date,highest_celsius\n2018-01-03,38\n"
      let good = try await planner.upload("heat/checks?file=heat.csv", file).decoded(Check.self)
      #expect(good.heat.map(\.highestCelsius) == [38] && good.refused.isEmpty)
      let taken = try await planner.upload("heat?file=heat.csv&revision=1", file)
      #expect(taken.status == .conflict)
      #expect(String(buffer: taken.body).contains("--rules china"))
      let own = try await ServedPerson(served, [.planner], name: "own", territory: .unit(2))
      #expect(try await own.upload("heat?file=a&revision=1", file).status == .forbidden)
    }
  }

  @Test(
    "gives the roster as a table, the draft to planners at once, what was published once it was")
  func sheets() async throws {
    try await served { served in
      let planner = try await ServedPerson(served, [.planner])
      let answer = try await planner.answer("/api/roster/sheets/draft.csv")
      #expect(
        answer.headers[.contentDisposition]
          == "attachment; filename=\"roster-2018-01-01-draft.csv\"")
      let lines = String(buffer: answer.body).split(separator: "\r\n")
      #expect(lines.count == 4 && lines[0].hasSuffix("shift,start,end,hours,places,vehicle"))
      let book = try await planner.answer("/api/roster/sheets/draft.xlsx")
      #expect(book.body.readableBytesView.starts(with: [0x50, 0x4B]))
      for name in ["published.csv", "draft.ods", "other.csv", "draft"] {
        #expect(try await planner.answer("/api/roster/sheets/\(name)").status == .notFound)
      }
      _ = try await planner.answer("/api/roster/publications", #"{"revision": 1}"#)
      #expect(try await planner.answer("/api/roster/sheets/published.csv").status == .ok)
    }
  }

  @Test("gives templates as a workbook that comes back, and none of another name")
  func templates() async throws {
    try await served { served in
      let planner = try await ServedPerson(served, [.planner])
      let answer = try await planner.answer("/api/roster/templates/staff.xlsx")
      #expect(
        answer.headers[.contentDisposition] == "attachment; filename=\"staff.xlsx\"")
      let body = try await planner.upload("staff/checks?file=staff.xlsx", bytes: answer.body)
        .decoded(Check.self)
      #expect(body.unchanged >= 4 && body.added.isEmpty && body.updated.isEmpty)
      #expect(body.refused.isEmpty, "\(body.refused)")
      for name in ["people.xlsx", "staff.xls", "staff"] {
        #expect(try await planner.answer("/api/roster/templates/\(name)").status == .notFound)
      }
    }
  }
}

extension ServedPerson {
  fileprivate func text(_ address: String) async throws -> String {
    String(buffer: try await answer(address).body)
  }

  fileprivate func people() async throws -> [Book.Member] {
    try await answer("/api/roster/book").decoded(Book.self).people
  }

  fileprivate func upload(
    _ path: String, _ text: String, key: String? = nil
  ) async throws -> TestResponse {
    try await upload(path, bytes: ByteBuffer(string: text), key: key)
  }

  fileprivate func upload(
    _ path: String, bytes: ByteBuffer, key: String? = nil
  ) async throws -> TestResponse {
    let address =
      "/api/roster/imports/\(path)"
      .addingPercentEncoding(withAllowedCharacters: .urlQueryAllowed) ?? ""
    return try await send(address, bytes, key: key)
  }
}

private struct Check: Decodable, Sendable {
  struct Change: Decodable {
    var field: String
    var after: String
  }
  struct Person: Decodable {
    var badge: String
    var changes: [Change]
  }
  struct Leave: Decodable { var badge: String }
  var revision: Int
  var added: [Person]
  var updated: [Person]
  var unchanged: Int
  var leave: [Leave]
  var heat: [HeatDay]
  var refused: [RefusedRow]
  var violations: [HardRuleViolation]
}

private struct Book: Decodable, Sendable {
  struct Member: Decodable {
    var badge: String
    var leave: [CivilInterval]
  }
  struct Intake: Decodable {
    var files: [String]
    var by: String
  }
  var revision: Int
  var people: [Member]
  var intakes: [Intake]
  var violations: [HardRuleViolation]
}

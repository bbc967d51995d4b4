// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Operations
import StorePort
import Stores
import TestSupport
import Testing

@testable import ChengxuServer

@Suite("What the auditor reads", .timeLimit(.minutes(1)))
struct AuditRouteTests {
  private static let clock = CityClock(minutesEastOfUTC: 480)
  private static let today = clock.civilTime(of: .now).date

  /// Officers 2 and 8 of two brigades carry terminals; officer 2 has an account, and so have an inspector of the
  /// whole detachment and a leader of officer 2's brigade.
  private func withRecord(
    _ body: @escaping @Sendable (DutyClient, SQLAccessStore) async throws -> Void
  ) async throws {
    let tracking = try await LiveTracking(
      store: MemoryPositionStore(),
      registry: MemoryTerminalRegistry(holders: ["100002", "100008"]),
      clock: Self.clock, retentionDays: 90, gateway: nil)
    try await ServedDuty.test { served async throws in
      try await served.serve(at: 7, 2, tracking: tracking) { client in
        let inspector = try await client.person("inspector", .inspector)
        let leader = try await client.person("leader", .brigadeLeader, unit: 2)
        _ = try await client.person("officer", .officer, officer: 2, unit: 2)
        for (reader, terminal, hours) in [
          (inspector, 1, "&from=08:00&to=09:30"), (inspector, 2, ""), (leader, 1, ""),
        ] {
          _ = try await client.get(
            TrackBody.self, "/api/units/\(terminal)/track?reason=%3D1%2B1%20look\(hours)", reader)
        }
        try await body(client, SQLAccessStore(served.database))
      }
    }
  }

  private func events(
    _ query: String, _ client: DutyClient, _ person: DutyClient.Person
  ) async throws -> [AuditEventBody] {
    try await client.get(AuditPageBody.self, "/api/audit/events?\(query)", person).items
  }

  @Test("is the record of access, newest first, in words, with whose way was read, when and why")
  func record() async throws {
    try await withRecord { client, _ in
      let auditor = try await client.person("auditor", .auditor)
      let page = try await client.get(
        AuditPageBody.self, "/api/audit/events?kind=trackRead&limit=2", auditor)
      #expect(page.items.map(\.actor) == ["leader", "inspector"] && page.minutesEastOfUTC == 480)
      #expect(page.kinds.map(\.kind) == AccessEvent.Kind.allCases)
      let rest = try await client.get(
        AuditPageBody.self,
        "/api/audit/events?kind=trackRead&limit=2&before=\(try #require(page.next))", auditor)
      #expect(rest.next == nil && rest.items.count == 1)
      let first = try #require(rest.items.first)
      #expect(
        first.subject == "100002" && first.subjectName != nil && first.actorName == "inspector")
      #expect(first.words == AccessEvent.Kind.trackRead.words)
      let reading = TrackReading(
        terminal: 1, date: Self.today, from: "08:00", to: "09:30", places: 0, reason: "=1+1 look")
      #expect(first.reading == reading)
      let all = try await events("", client, auditor)
      #expect(all.map(\.number) == all.map(\.number).sorted(by: >))
      #expect(Set(all.map(\.kind)).isSuperset(of: [.accountCreated, .signedIn, .passwordChanged]))
    }
  }

  @Test("is narrowed to days, an account, an officer, a unit with all below it")
  func filters() async throws {
    try await withRecord { client, store in
      let auditor = try await client.person("auditor", .auditor)
      _ = try await events("", client, auditor)
      let (yesterday, tomorrow) = (Self.today.adding(days: -1), Self.today.adding(days: 1))
      let total = try await store.events(limit: 500).count
      // The test may run across midnight.
      let days = "from=\(yesterday)&to=\(tomorrow)&limit=500"
      #expect(try await events(days, client, auditor).count == total)
      #expect(try await events("to=\(yesterday.adding(days: -1))", client, auditor).isEmpty)
      #expect(try await events("from=\(tomorrow.adding(days: 1))", client, auditor).isEmpty)
      let leaders = try await events("account=Leader", client, auditor)
      #expect(
        leaders.count == 4 && leaders.allSatisfy { [$0.actor, $0.subject].contains("leader") })
      let officer = try await events("officer=100002&kind=trackRead,signedIn", client, auditor)
      #expect(officer.map(\.actor) == ["leader", "inspector", "officer"])
      let unit = try await events("unit=2&kind=trackRead", client, auditor)
      #expect(unit.map(\.subject) == ["100002", "100002"])
      #expect(try await events("unit=1&kind=trackRead", client, auditor).count == 3)
    }
  }

  @Test(
    "is refused for what is no day, no kind, no unit and nobody's number",
    arguments: [
      ("from=yesterday", 400, "yesterday"), ("from=2026-11-26&to=2026-11-25", 400, "2026-11-26"),
      ("kind=trackRead,other", 400, "other"), ("unit=999", 404, "999"), ("unit=x", 400, "x"),
      ("officer=7", 404, "\"7\""), ("limit=501", 400, "501"), ("before=x", 400, "x"),
    ] as [(String, Int, String)])
  func refusals(query: String, status: Int, words: String) async throws {
    try await withRecord { client, store in
      let auditor = try await client.person("auditor", .auditor)
      let text = try await client.text("/api/audit/events?\(query)", auditor)
      let problem = try JSONDecoder().decode(ProblemBody.self, from: Data(text.utf8))
      #expect(problem.status == status && problem.detail.contains(words), "\(text)")
    }
  }

  @Test("holds for a unit's auditor what concerns that unit's people alone")
  func territory() async throws {
    try await withRecord { client, _ in
      let auditor = try await client.person("unit.auditor", .auditor, unit: 2)
      let seen = try await events("limit=500", client, auditor)
      let theirs: Set = ["leader", "officer", "unit.auditor", "100002"]
      #expect(seen.allSatisfy { theirs.contains($0.actor) || theirs.contains($0.subject) })
      #expect(seen.count { $0.kind == .trackRead } == 2)
      #expect(try await events("officer=100008", client, auditor).isEmpty)
      let file = try await client.text("/api/audit/events.csv", auditor)
      #expect(file.contains("100002") && !file.contains("100008"))
    }
  }

  @Test("is written down when it is read, once an hour, and each time a part is taken away")
  func watched() async throws {
    try await withRecord { client, store in
      let auditor = try await client.person("auditor", .auditor)
      for _ in 0..<3 { _ = try await events("", client, auditor) }
      for _ in 0..<2 {
        _ = try await client.text("/api/audit/events.csv?kind=trackRead&unit=2", auditor)
      }
      let own = try await store.events(limit: 500).filter {
        [.auditRead, .auditExported].contains($0.kind)
      }
      #expect(own.map(\.kind) == [.auditExported, .auditExported, .auditRead])
      #expect(own.allSatisfy { $0.actor == "auditor" && $0.subject == "auditor" })
      #expect(own[0].detail == "csv, rows 2, kind trackRead, unit 2")
    }
  }

  @Test("says in words which part was taken away")
  func takenAway() async throws {
    try await withRecord { client, _ in
      let auditor = try await client.person("auditor", .auditor)
      let days = "from=\(Self.today.adding(days: -1))&to=\(Self.today.adding(days: 1))"
      for query in [
        "", "\(days)&kind=trackRead,signedIn&unit=2&officer=100002&account=Leader%2C%20unit%203",
      ] {
        _ = try await client.text("/api/audit/events.csv?\(query)", auditor)
      }
      let files = try await events("kind=auditExported", client, auditor).map(\.export)
      let (part, whole) = (try #require(files[0]), try #require(files[1]))
      #expect(part.form == "csv" && part.rows == 0)
      #expect(part.from == Self.today.adding(days: -1) && part.to == Self.today.adding(days: 1))
      #expect(part.kinds.map(\.chinese) == ["登录", "查阅轨迹"])
      #expect(part.unit != nil && part.officer == "100002")
      #expect(part.account == "leader, unit 3", "what was asked for, and nothing else")
      #expect(whole.rows > 0 && whole.kinds.isEmpty && whole.unit == nil && whole.from == nil)
    }
  }

  @Test(
    "shows an export's detail as it is where nobody wrote it like this",
    arguments: [
      "csv", "csv, rows x, everything", "csv, rows 2, colour red", "csv, rows 2, unit two",
      "csv, rows 2, kind lunch", "csv, rows 2, unit 2, kind trackRead", "csv, rows 2, unit 2, ",
    ])
  func unknownExport(text: String) {
    #expect(AuditExport(text: text) == nil)
  }

  @Test("is a file for spreadsheets, in which nothing becomes a formula")
  func files() async throws {
    try await withRecord { client, _ in
      let auditor = try await client.person("auditor", .auditor)
      let path = "/api/audit/events.csv?kind=trackRead&officer=100002"
      let rows = try await client.text(path, auditor).split(separator: "\r\n").map(String.init)
      #expect(rows.count == 3)
      #expect(rows[0] == "\u{FEFF}" + AuditSheet.columns.joined(separator: ","))
      #expect(rows[2].contains(",trackRead,查阅轨迹,inspector,inspector,100002,"))
      #expect(rows[2].contains(",\(Self.today),08:00,09:30,'=1+1 look,\"terminal 1, "))
      try await client.client.execute(
        uri: "/api/audit/events.xlsx?kind=trackRead", method: .get,
        headers: [.cookie: auditor.cookie]
      ) { answer in
        #expect(answer.status == .ok)
        #expect(answer.headers[.contentDisposition]?.contains("audit.xlsx") == true)
        // Stored without compression: the sheet's text lies open in the file.
        let bytes = String(decoding: answer.body.readableBytesView, as: UTF8.self)
        #expect(bytes.contains("t=\"inlineStr\"><is><t xml:space=\"preserve\">=1+1 look</t>"))
        #expect(!bytes.contains("<f>"))
      }
    }
  }

  @Test("is kept from everybody else")
  func others() async throws {
    try await withRecord { client, store in
      for (name, role) in [("inspector", Role.inspector), ("admin", .administrator)] {
        let person = try await client.person(name, role)
        for path in ["events", "events.csv", "events.xlsx", "chain"] {
          let status = try await client.client.execute(
            uri: "/api/audit/\(path)", method: .get, headers: [.cookie: person.cookie]
          ) { $0.status.code }
          #expect(status == 403, "\(role) at \(path)")
        }
        #expect(try await client.status("/api/audit/chain/verifications", person, [:]) == 403)
      }
      #expect(try await store.events(limit: 500).allSatisfy { $0.kind != .chainCheckBegun })
    }
  }

  @Test("is the readings of one's own track for whoever's it is, and for nobody else")
  func ownReadings() async throws {
    try await withRecord { client, _ in
      typealias Page = TrackReadingRoutes.PageBody
      let path = "/api/duty/track-readings"
      let officer = try await client.person("officer", .officer, officer: 2)
      let own = try await client.get(Page.self, path, officer)
      #expect(own.items.map(\.by) == ["leader", "inspector"] && own.next == nil)
      #expect(own.items.map { $0.unit != nil } == [true, false])
      #expect(own.items[1].reading.reason == "=1+1 look")
      #expect(own.items[1].reading.from == "08:00" && own.items[1].reading.to == "09:30")
      let first = try await client.get(Page.self, path + "?limit=1", officer)
      #expect(first.items.map(\.by) == ["leader"])
      let next = try await client.get(
        Page.self, path + "?limit=1&before=\(try #require(first.next))", officer)
      #expect(next.items.map(\.by) == ["inspector"])
      let other = try await client.person("other", .officer, officer: 1)
      #expect(try await client.get(Page.self, path, other).items.isEmpty)
      // Whom the staff list does not name has no way.
      let nobody = try await client.person("nobody", .brigadeLeader)
      #expect(try await client.get(Page.self, path, nobody).items.isEmpty)
    }
  }
}

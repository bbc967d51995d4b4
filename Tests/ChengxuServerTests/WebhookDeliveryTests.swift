// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel
import Foundation
import HTTPTypes
import Hummingbird
import Operations
import PostgresDriver
import SQLiteDriver
import StorePort
import Stores
import TestSupport
import Testing
import Webhooks

@testable import ChengxuServer

@Suite("What other systems are told", .timeLimit(.minutes(10)))
struct WebhookDeliveryTests {
  private static let isPostgresThere = TestPostgres.address == nil ? [false] : [false, true]

  private func onDatabase(
    postgres: Bool, _ body: (ServedDuty) async throws -> Void
  ) async throws {
    if postgres {
      try await TestPostgres.withSchema { address async throws in
        try await ServedDuty.test(on: try PostgresDriver(address: address), body)
      }
    } else {
      try await ServedDuty.test(body)
    }
  }

  private func desk(
    on database: any SQLDatabase, allowing origin: String
  ) throws -> WebhookDesk {
    WebhookDesk(
      store: SQLWebhookStore(database), targets: try #require(WebhookTargets(list: origin)))
  }

  /// A webhook for attendance, as the administrator who adds it sees it.
  private func added(
    _ client: DutyClient, _ admin: DutyClient.Person, _ origin: String
  ) async throws -> WebhookView {
    try await client.post(
      WebhookView.self, "/api/webhooks", admin,
      ["name": "hub", "url": origin + "/in", "kinds": ["attendance"]])
  }

  @Test(
    "comes signed and in order once a receiver that failed twice takes it, and says no more than it may",
    arguments: isPostgresThere)
  func delivery(postgres: Bool) async throws {
    let receiver = WebhookReceiver(refusals: [.internalServerError, .permanentRedirect])
    try await receiver.serve { origin in
      try await onDatabase(postgres: postgres) { served async throws in
        let desk = try desk(on: served.database, allowing: origin)
        try await served.serve(at: 7, 2, webhooks: desk) { client in
          let admin = try await client.person("root", .administrator)
          let added = try await added(client, admin, origin)
          receiver.secret = WebhookSecret(try #require(added.secret))
          let leader = try await client.person("leader", .brigadeLeader, officer: 2, unit: 2)
          for duty in 1...3 {
            _ = try await client.post(
              StayBody.self, "/api/attendance/\(duty)/0/steps", leader,
              ["step": "confirm", "version": 0])
          }
          while receiver.refusalsLeft > 0 { try await Task.sleep(for: .milliseconds(20)) }
          let failing = try #require(
            try await client.get([WebhookView].self, "/api/webhooks", admin).first)
          #expect(failing.state == .active && failing.behind == 3 && failing.secret == nil)
          #expect(failing.waiting == 3 && failing.waitingSince != nil)
          let figures = try await client.text("/metrics", admin)
          #expect(figures.contains(#"webhook_deliveries_total{webhook="1",result="status"}"#))
          #expect(figures.contains(#"webhook_waiting{webhook="1"} 3"#))
          try await receiver.wait(for: 3)
          #expect(receiver.received == (1...3).map { "msg_1_\($0)" })
          #expect(!receiver.isForged)
          for body in receiver.bodies {
            let message = try JSONDecoder().decode(WebhookBody.self, from: Data(body.utf8))
            #expect(message.type == "attendance" && message.data.subject == .attendance)
            #expect(message.timestamp.hasPrefix("2018-05-01T23:02:"))
            #expect(!body.contains("officer") && !body.contains("badge"))
          }
        }
      }
    }
  }

  @Test("is taken with the former secret and the new one during the overlap, and counted")
  func rotation() async throws {
    let receiver = WebhookReceiver(refusals: [.serviceUnavailable])
    try await receiver.serve { origin in
      try await ServedDuty.test { served async throws in
        let desk = try desk(on: served.database, allowing: origin)
        try await served.serve(at: 7, 2, webhooks: desk) { client in
          let admin = try await client.person("root", .administrator)
          let added = try await added(client, admin, origin)
          let former = WebhookSecret(try #require(added.secret))
          receiver.secret = former
          let tests = "/api/webhooks/\(added.id)/tests"
          let refused = try await client.post(WebhookTest.Result.self, tests, admin, [:])
          #expect(!refused.isTaken && refused.failure?.english.contains("503") == true)
          let taken = try await client.post(WebhookTest.Result.self, tests, admin, [:])
          #expect(taken.isTaken && taken.failure == nil)
          let body = try #require(receiver.bodies.first)
          #expect(
            body.hasPrefix(#"{"data":{},"timestamp":""#) && body.hasSuffix(#""type":"test"}"#))

          let rotated = try await client.post(
            WebhookView.self, "/api/webhooks/\(added.id)/secrets", admin, ["overlapHours": 2])
          let ends = try #require(rotated.formerSecretEnds)
          #expect(abs(ends.seconds(since: .now) - 7200) < 60)
          let next = WebhookSecret(try #require(rotated.secret))
          #expect(next != former)
          let leader = try await client.person("leader", .brigadeLeader, officer: 2, unit: 2)
          for (number, secret) in [former, next].enumerated() {
            receiver.secret = secret
            _ = try await client.post(
              StayBody.self, "/api/attendance/\(number + 1)/0/steps", leader,
              ["step": "confirm", "version": 0])
            try await receiver.wait(for: number + 2)
          }
          #expect(receiver.signatures == [1, 2, 2] && !receiver.isForged)
          _ = try await client.post(
            WebhookView.self, "/api/webhooks/\(added.id)/secrets", admin, ["overlapHours": 0])
          #expect(
            try await client.status(
              "/api/webhooks/\(added.id)/secrets", admin, ["overlapHours": 1000]) == 400)
          // Tests are none of the log's messages.
          var lines = ""
          while !lines.contains(#"webhook_waiting{webhook="1"} 0"#) {
            lines = try await client.text("/metrics", admin)
          }
          #expect(lines.contains(#"webhook_deliveries_total{webhook="1",result="taken"} 2"#))
          #expect(lines.contains(#"webhook_oldest_waiting_seconds{webhook="1"} 0"#))
          #expect(lines.contains(#"webhook_state{webhook="1",state="active"} 1"#))
          #expect(lines.contains("webhook_readable 1"))
          let choices = try await client.get(
            WebhookChoicesBody.self, "/api/webhooks/choices", admin)
          #expect(choices.targets == [origin] && choices.kinds.contains("attendance"))
        }
      }
    }
  }

  @Test("is steered by an administrator, and by nobody else")
  func steering() async throws {
    try await ServedDuty.test { served async throws in
      let desk = WebhookDesk(
        store: SQLWebhookStore(served.database),
        targets: try #require(WebhookTargets(list: "http://127.0.0.1:9")))
      try await served.serve(at: 7, 2, webhooks: desk) { client in
        let admin = try await client.person("root", .administrator)
        let body: [String: any Sendable] = [
          "name": "hub", "url": "http://127.0.0.1:9/in", "kinds": ["special"],
        ]
        let added = try await client.post(WebhookView.self, "/api/webhooks", admin, body)
        #expect(added.secret?.hasPrefix("whsec_") == true && added.createdBy == "root")
        #expect(try await client.status("/api/webhooks", admin, body) == 409)
        let inward = body.merging(["name": "x", "url": "http://127.0.0.1:5432/"]) { $1 }
        #expect(try await client.status("/api/webhooks", admin, inward) == 400)
        let steps = "/api/webhooks/\(added.id)/steps"
        let paused = try await client.post(WebhookView.self, steps, admin, ["step": "pause"])
        #expect(paused.state == .paused && paused.secret == nil)
        #expect(try await client.status(steps, admin, ["step": "replay"]) == 400)
        #expect(try await client.status(steps, admin, ["step": "replay", "after": 7]) == 400)
        #expect(try await client.status("/api/webhooks/7/steps", admin, ["step": "pause"]) == 404)
        let planner = try await client.person("planner", .planner)
        #expect(try await client.status("/api/webhooks", planner, body) == 403)
        #expect(try await client.status(steps, planner, ["step": "resume"]) == 403)
        for path in ["secrets", "tests"] {
          let address = "/api/webhooks/\(added.id)/\(path)"
          #expect(try await client.status(address, planner, [:]) == 403)
          #expect(try await client.status("/api/webhooks/7/\(path)", admin, [:]) == 404)
        }
        #expect(try await client.delete("/api/webhooks/\(added.id)", planner) == 403)
        #expect(try await client.delete("/api/webhooks/\(added.id)", admin) == 204)
        #expect(try await client.get([WebhookView].self, "/api/webhooks", admin).isEmpty)
      }
    }
  }

  @Test(
    "is whole after the server was killed twice: in order, without a gap, twice at most where it broke off",
    arguments: isPostgresThere)
  func killed(postgres: Bool) async throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "webhooks-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    if postgres {
      try await TestPostgres.withSchema { try await killed(in: folder, address: $0) }
    } else {
      try await killed(in: folder, address: nil)
    }
  }

  private func killed(in folder: URL, address: String?) async throws {
    let receiver = WebhookReceiver(delay: .milliseconds(10))
    let common = ["--data", folder.path] + (address.map { ["--database", $0] } ?? [])
    try await receiver.serve { origin in
      let settings = ["CHENGXU_WEBHOOKS_TARGETS": origin]
      let added = try RunningProgram(
        "chengxu",
        [
          "webhook", "add", "--name", "hub", "--url", origin + "/in", "--event", "vehicle",
          "--format", "json",
        ] + common, environment: settings
      ).finish()
      struct Added: Decodable { var secret: String }
      let secret = try JSONDecoder().decode(Added.self, from: Data(added.utf8)).secret
      receiver.secret = WebhookSecret(secret)

      let database: any SQLDatabase =
        if let address {
          try PostgresDriver(address: address)
        } else {
          try SQLiteDriver(path: folder.appending(path: "live.sqlite").path)
        }
      let log = SQLDutyEventLog(database)
      var recorded = 0
      for round in 1...3 {
        try await log.append((0..<100).map(Self.entry))
        recorded += 100
        let server = try RunningProgram(
          "chengxu", ["serve", "--port", "0", "--jt808-port", "0"] + common,
          environment: settings)
        _ = try server.line(holding: "ready")
        // In the midst of them, except in the end.
        try await receiver.wait(for: round < 3 ? recorded - 60 : recorded)
        server.kill()
      }
      let ids = receiver.received
      var firsts: [String] = []
      for id in ids where !firsts.contains(id) { firsts.append(id) }
      #expect(firsts == (1...recorded).map { "msg_1_\($0)" })
      #expect(ids.count - firsts.count <= 2, "one for each kill")
      #expect(!receiver.isForged)
      try database.close()
    }
  }

  private static func entry(_ number: Int) -> DutyEventEntry {
    let at = Instant(milliseconds: Int64(number))
    return DutyEventEntry(
      instant: at, recorded: at, actor: .system, isSimulated: false,
      content: .vehicle(duty: 1, vehicle: ID(rawValue: Int64(number)), isOut: true))
  }
}

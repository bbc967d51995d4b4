// SPDX-License-Identifier: Apache-2.0

import AccessControl
import CityData
import DutyModel
import Foundation
import Geography
import HummingbirdTesting
import Operations
import TestSupport
import Testing

@testable import ChengxuServer

@Suite("Signs of life over HTTP", .timeLimit(.minutes(1)))
struct WelfareRouteTests {
  /// The board's line of a duty.
  private func stay(
    _ duty: Int64, _ client: DutyClient, _ person: DutyClient.Person
  ) async throws -> StayBody {
    try #require(
      try await client.get(PageBody<StayBody>.self, "/api/attendance", person).items
        .first { $0.duty == duty })
  }

  @Test("are a terminal's on the board and the phone, in an exercise too")
  func terminal() async throws {
    let badge = GridCity.snapshot().organization.officers.first { $0.id == 1 }?.badgeNumber
    let holder = try #require(badge)
    let tracking = try await LiveTracking(
      store: MemoryPositionStore(), registry: MemoryTerminalRegistry(holders: [holder]),
      clock: CityClock(minutesEastOfUTC: 480), retentionDays: 90, gateway: nil)
    try await ServedDuty.test { served async throws in
      try await served.serve(at: 7, 0, tracking: tracking) { client in
        let leader = try await client.person("leader", .brigadeLeader, officer: 2, unit: 2)
        let officer = try await client.person("officer", .officer, officer: 1, unit: 3)
        let dispatcher = try await client.person("dispatcher", .dispatcher)
        _ = try await client.post(
          StayBody.self, "/api/attendance/1/0/steps", leader, ["step": "confirm", "version": 0])
        #expect(try await stay(1, client, leader).isReachedByVoiceOnly)
        let place = GridCity.location(row: 1, column: 1)
        try await tracking.desk.record([
          Fix(
            terminal: 1, instant: .now, received: .now,
            place: TaggedCoordinate(
              latitude: place.latitude, longitude: place.longitude, system: .wgs84))
        ])
        let known = try await client.get(
          AttendanceRoutes.TodayBody.self, "/api/duty/today", officer)
        let own = try #require(known.stays.first { $0.duty == 1 })
        #expect(!own.isReachedByVoiceOnly)
        #expect(known.now.seconds(since: try #require(own.lastHeard)) < 5)
        // An hour later by the exercise's clock the terminal is as fresh as it was.
        _ = try await client.status(
          "/api/exercise/clock", dispatcher,
          ["to": client.clock.now.adding(seconds: 3600).milliseconds])
        #expect(try await stay(1, client, leader).standing == .present)
      }
    }
  }

  @Test("are asked for, answered by phone and by radio, each once")
  func asked() async throws {
    try await ServedDuty.test { served async throws in
      try await served.serve(at: 7, 0) { client in
        let leader = try await client.person("leader", .brigadeLeader, officer: 2, unit: 2)
        let foreign = try await client.person("foreign", .brigadeLeader, officer: 8, unit: 4)
        let officer = try await client.person("officer", .officer, officer: 1, unit: 3)
        let dispatcher = try await client.person("dispatcher", .dispatcher)
        _ = try await client.post(
          StayBody.self, "/api/attendance/1/0/steps", leader, ["step": "confirm", "version": 0])
        _ = try await client.post(
          StayBody.self, "/api/duty/steps", officer, ["duty": 1, "task": 0, "step": "heard"])
        _ = try await client.status(
          "/api/exercise/clock", dispatcher,
          ["to": client.clock.now.adding(seconds: 16 * 60).milliseconds])
        // The clock of the desks looks every few seconds.
        var asked = try await stay(1, client, leader)
        for _ in 0..<100 where asked.silence == nil {
          try await Task.sleep(for: .milliseconds(200))
          asked = try await stay(1, client, leader)
        }
        #expect(asked.standing == .lostContact && asked.silence?.told == .officer)
        let heard: [String: any Sendable] = ["duty": 1, "task": 0, "step": "heard"]
        for _ in 0..<2 {
          let answer = try await client.post(
            StayBody.self, "/api/duty/steps", officer, key: "heard at 7:16", heard)
          #expect(answer.silence == nil && answer.standing == .present)
          #expect(answer.lines.count { $0.step == "heard" } == 1)
        }
        let version = try await stay(1, client, leader).version
        let word: [String: any Sendable] = [
          "step": "heard", "words": "电台", "version": version,
          "at": client.clock.now.adding(seconds: -30).milliseconds,
        ]
        #expect(try await client.status("/api/attendance/1/0/steps", foreign, word) == 403)
        #expect(try await client.status("/api/attendance/1/0/steps", officer, word) == 403)
        let spoken = try await client.post(
          StayBody.self, "/api/attendance/1/0/steps", leader, word)
        #expect(spoken.lines.last?.words == "电台" && spoken.version == version + 1)
        // A time of its own is for what was heard by radio alone.
        var wrong = word
        wrong["step"] = "relieve"
        #expect(try await client.status("/api/attendance/1/0/steps", leader, wrong) == 400)
        let call: [String: any Sendable] = [
          "heard": [["duty": 1, "task": 0]], "words": "点名",
        ]
        #expect(try await client.status("/api/attendance/roll-calls", foreign, call) == 403)
        #expect(try await client.status("/api/attendance/roll-calls", officer, call) == 403)
        let called = try await client.post(
          AttendanceRoutes.RollCalledBody.self, "/api/attendance/roll-calls", leader, call)
        #expect(called.heard == 1)
        let lines = try await stay(1, client, leader).lines
        #expect(lines.last?.words == "点名" && lines.last?.account == "leader")
      }
    }
  }
}

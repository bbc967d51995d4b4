// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel
import Testing

@testable import ChengxuServer

@Suite("The clock of an exercise")
struct ExerciseRouteTests {
  private static let hour: Int64 = 3_600_000

  @Test("is moved on by the command centre and runs from there, never back, by nobody else")
  func advance() async throws {
    try await ServedDuty.test { served in
      try await served.serve(at: 7, 0) { client in
        let dispatcher = try await client.person("zhao.lei", .dispatcher)
        let officer = try await client.person("wang.fang", .officer, officer: 1)
        let evening = client.clock.now.milliseconds + 10 * Self.hour
        #expect(
          try await client.status("/api/exercise/clock", officer, ["to": evening]) == 403)
        let answer = try await client.post(
          [String: Instant].self, "/api/exercise/clock", dispatcher, ["to": evening])
        #expect((answer["now"]?.milliseconds ?? 0) >= evening)
        #expect(client.clock.now.milliseconds >= evening)
        for moment in [evening, evening - Self.hour] {
          #expect(
            try await client.status("/api/exercise/clock", dispatcher, ["to": moment]) == 409)
        }
        #expect(client.clock.now.milliseconds < evening + Self.hour)
      }
    }
  }

  @Test("stays where there is no exercise")
  func real() {
    let clock = DutyClock()
    #expect(!clock.advance(to: Instant(milliseconds: clock.now.milliseconds + Self.hour)))
    #expect(!clock.isExercise)
  }
}

// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel
import HTTPTypes
import Hummingbird
import Operations

/// `/api/exercise/clock`: whoever leads an exercise 演练 moves its clock on. This server's alone: an
/// exercise before several servers moves each.
struct ExerciseRoutes: Sendable {
  let source: DutyDesksSource
  let territories: TerritoryIndex

  func add(to router: Router<ServerContext>) {
    router.post("/api/exercise/clock", use: advance)
  }

  struct ClockBody: Codable, Sendable {
    var to: Instant
  }

  @Sendable private func advance(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let desks = source.current
    let read = try await desks.read(ClockBody.self, request, context, territories)
    guard desks.live.clock.advance(to: read.body.to) else {
      throw Problem.clockStays(isExercise: desks.live.clock.isExercise)
    }
    return try Response(private: ["now": desks.now])
  }
}

extension Problem {
  fileprivate static func clockStays(isExercise: Bool) -> Self {
    Self(
      status: .conflict,
      explanation: isExercise
        ? LocalizedName(
          chinese: "演练时钟只能向前拨。可以选择晚于演练当前时间的时刻。",
          english: "An exercise's clock is only moved on. Maybe choose a moment after the "
            + "exercise's present one.")
        : LocalizedName(
          chinese: "现在不是演练，时钟不能拨动。可以用 --exercise 启动演练。",
          english: "This is no exercise, and its clock stays. Maybe start one by --exercise."))
  }
}

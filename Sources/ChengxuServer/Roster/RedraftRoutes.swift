// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel
import Foundation
import Hummingbird
import JobQueue
import Rostering

/// `/api/roster/redrafts`: a planner has weeks of the draft solved anew by a worker, looks at what would
/// change for whom, and makes it the draft.
struct RedraftRoutes: Sendable {
  let desk: RosterDesk
  let roster: RosterDeskRoutes
  let jobs: any JobStore

  func add(to router: Router<ServerContext>) {
    router.post("/api/roster/redrafts", use: ask)
    router.post("/api/roster/redrafts/:job/adoption", use: adopt)
  }

  private struct AskBody: Decodable {
    var revision: Int
    var from: CivilDate
    var seconds: Double
    var changeWeight: Int
  }

  @Sendable private func ask(_ request: Request, context: ServerContext) async throws -> Response {
    let (body, key) = try await request.keyed(AskBody.self, context)
    guard let key else { throw Problem.noIdempotencyKey }
    try context.requireWholeDetachment()
    let book = try await desk.current()
    guard book.revision == body.revision else {
      throw RosterDeskError.store(.conflict(desk.id))
    }
    let end = book.draft.end
    guard body.from.weekday == .monday, body.from >= book.base.firstDate, body.from < end,
      desk.planningTime(.now) < CivilTime(date: end)
    else { throw Problem.badWeek(first: book.base.firstDate, end: end) }
    guard RedraftOrder.allowedSeconds.contains(body.seconds),
      RuleWeight.allowed.contains(body.changeWeight)
    else { throw Problem.badRedraft }
    return try await jobs.accepted(
      RedraftOrder(
        from: body.from, seconds: body.seconds, changeWeight: body.changeWeight,
        revision: body.revision), as: RedraftOrder.kind, key: key.key, context)
  }

  @Sendable private func adopt(_ request: Request, context: ServerContext) async throws -> Response
  {
    try await roster.adopt(
      RedraftOrder.kind, of: jobs, request, context, missing: Problem.noRedraft
    ) {
      (solved: RedraftBody, person) in
      _ = try await desk.adopt(solved.redraft, seen: solved.revision, by: person, at: .now)
    }
  }
}

extension ServerContext {
  /// Weeks that are solved, anew or first, are everybody's.
  func requireWholeDetachment() throws(Problem) {
    guard visitor?.visitor.holdsForAll(.plan) == true else {
      throw .redraftOfWholeDetachment
    }
  }
}

extension Problem {
  fileprivate static let redraftOfWholeDetachment = Self(
    status: .forbidden,
    explanation: LocalizedName(
      chinese: "求解排班涉及全支队。可以请支队规划员办理。",
      english: "Solving weeks concerns the whole detachment. Maybe ask its planner."))

  fileprivate static let badRedraft = Self(
    status: .badRequest,
    explanation: LocalizedName(
      chinese: "求解时间应为1至3600秒，改动代价应为0至1000的整数。可以用60秒和40分。",
      english: "The time is 1 to 3600 seconds, the price of a change a whole number from 0 to "
        + "1000. Maybe 60 seconds and 40 points."))

  fileprivate static func badWeek(first: CivilDate, end: CivilDate) -> Self {
    Self(
      status: .badRequest,
      explanation: LocalizedName(
        chinese: "重新排班从班表内尚未结束的某个星期一开始（\(first)至\(end)）。可以重新选择。",
        english: "Solving anew begins on a Monday of the roster (\(first) to \(end)) that is not "
          + "over. Maybe choose another."))
  }

  fileprivate static func noRedraft(_ id: DutyModel.ID<Job>) -> Self {
    Self(
      status: .notFound,
      explanation: LocalizedName(
        chinese: "\(id) 号任务没有可采用的新草稿。可以查看任务进度。",
        english: "Job \(id) has no new draft to adopt. Maybe look at its progress."))
  }
}

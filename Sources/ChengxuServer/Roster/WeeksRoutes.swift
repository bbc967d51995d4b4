// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel
import Foundation
import Hummingbird
import JobQueue
import Rostering

/// `/api/roster/weeks`: a planner has the roster's next weeks solved by a worker and adds them to the
/// draft.
struct WeeksRoutes: Sendable {
  let desk: RosterDesk
  let roster: RosterDeskRoutes
  let jobs: any JobStore

  func add(to router: Router<ServerContext>) {
    router.post("/api/roster/weeks", use: ask)
    router.post("/api/roster/weeks/:job/adoption", use: adopt)
  }

  private struct AskBody: Decodable {
    var revision: Int
    var from: CivilDate
    var to: CivilDate
    var seconds: Double
  }

  @Sendable private func ask(_ request: Request, context: ServerContext) async throws -> Response {
    let (body, key) = try await request.keyed(AskBody.self, context)
    guard let key else { throw Problem.noIdempotencyKey }
    try context.requireWholeDetachment()
    guard RedraftOrder.allowedSeconds.contains(body.seconds) else { throw Problem.badSeconds }
    try await desk.checkWeeks(from: body.from, to: body.to, seen: body.revision, at: .now)
    return try await jobs.accepted(
      WeeksOrder(
        from: body.from, to: body.to, seconds: body.seconds, revision: body.revision),
      as: WeeksOrder.kind, key: key.key, context)
  }

  @Sendable private func adopt(_ request: Request, context: ServerContext) async throws -> Response
  {
    try await roster.adopt(WeeksOrder.kind, of: jobs, request, context, missing: Problem.noWeeks) {
      (solved: WeeksBody, person) in
      _ = try await desk.add(solved.weeks, seen: solved.revision, by: person, at: .now)
    }
  }
}

extension Problem {
  fileprivate static let badSeconds = Self(
    status: .badRequest,
    explanation: LocalizedName(
      chinese: "求解时间应为1至3600秒。可以用120秒。",
      english: "The time is 1 to 3600 seconds. Maybe 120."))

  fileprivate static func noWeeks(_ id: DutyModel.ID<Job>) -> Self {
    Self(
      status: .notFound,
      explanation: LocalizedName(
        chinese: "\(id) 号任务没有可采用的新周。可以查看任务进度。",
        english: "Job \(id) has no new weeks to adopt. Maybe look at its progress."))
  }
}

// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation
import Hummingbird
import JobQueue
import Rostering

/// What a worker solved for the roster page and a planner may adopt: known by the revision of the draft
/// that it was solved from, and good for no other.
protocol SolvedBody: Codable, Sendable {
  var revision: Int { get }
}

enum SolvingJob {
  typealias Progress = @Sendable (RosterProgress) -> Void

  /// Solving changes nothing, so it may be begun as often as one likes. When its author asks for the
  /// end, every pool keeps the best that it has.
  static func handler<Order: Decodable & Sendable, Solved: SolvedBody>(
    _ solve:
      @escaping @Sendable (Order, RosterStop, @escaping Progress) async throws -> Solved
  ) -> JobWorker.Handler {
    { job, report in
      let order = try JSONDecoder().decode(Order.self, from: Data(job.request.utf8))
      let stop = RosterStop()
      // A task of its own: the end that the author asks for is no end without an answer.
      let work = Task { try await solve(order, stop) { report.tell(JobProgress($0)) } }
      let solved = try await withTaskCancellationHandler {
        try await work.value
      } onCancel: {
        stop.stop()
      }
      return .done(
        result: "/api/jobs/\(job.id)/answer",
        answer: String(decoding: try JSONEncoder().encode(solved), as: UTF8.self))
    }
  }
}

extension RosterDeskRoutes {
  private struct AdoptionBody: Decodable { var revision: Int }

  /// Makes what a job of `kind` solved part of the draft that it was solved from; the book then.
  ///
  /// - Parameter missing: the problem where the job has nothing to adopt.
  func adopt<Solved: SolvedBody>(
    _ kind: Job.Kind, of jobs: any JobStore, _ request: Request, _ context: ServerContext,
    missing: (DutyModel.ID<Job>) -> Problem,
    _ change: (Solved, RosterPerson) async throws -> Void
  ) async throws -> Response {
    let (body, key) = try await request.keyed(AdoptionBody.self, context)
    if try await desk.wasTaken(key) { return try await answer(request, context) }
    try context.requireWholeDetachment()
    let job = try await jobs.own(context)
    guard job.kind == kind, let found = job.answer else { throw missing(job.id) }
    let solved = try JSONDecoder().decode(Solved.self, from: Data(found.utf8))
    guard solved.revision == body.revision else {
      throw RosterDeskError.store(.conflict(desk.id))
    }
    try await change(solved, try context.rosterPerson(key))
    return try await answer(request, context)
  }
}

extension JobProgress {
  init(_ progress: RosterProgress) {
    self.init(
      step: LocalizedName(
        chinese: "\(progress.pool.chinese)已排好一周",
        english: "A week of \(progress.pool.english) is done"),
      done: progress.finished, of: progress.total, best: progress.objective,
      bound: progress.bound,
      gap: (progress.objective - progress.bound) / max(1, progress.objective))
  }
}

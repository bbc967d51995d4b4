// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation
import JobQueue
import Rostering

/// New weeks of the roster that a worker is to solve.
struct WeeksOrder: Codable, Sendable {
  static let kind = Job.Kind(rawValue: "roster.weeks")

  /// The Monday after the roster's last day.
  var from: CivilDate
  /// A Sunday.
  var to: CivilDate
  var seconds: Double
  /// The revision that the author saw.
  var revision: Int

  /// Solving changes nothing, so it may be begun as often as one likes. When its author asks for the
  /// end, every pool keeps the best that it has.
  static func handler(_ desk: RosterDesk) -> JobWorker.Handler {
    { job, report in
      let order = try JSONDecoder().decode(Self.self, from: Data(job.request.utf8))
      let stop = RosterStop()
      // A task of its own: the end that the author asks for is no end without an answer.
      let work = Task {
        try await desk.weeks(
          from: order.from, to: order.to, timeLimit: .seconds(order.seconds),
          seen: order.revision, at: .now, stop: stop
        ) { report.tell(JobProgress($0)) }
      }
      let weeks = try await withTaskCancellationHandler {
        try await work.value
      } onCancel: {
        stop.stop()
      }
      return .done(
        result: "/api/jobs/\(job.id)/answer",
        answer: String(
          decoding: try JSONEncoder().encode(WeeksBody(weeks, revision: order.revision)),
          as: UTF8.self))
    }
  }
}

/// New weeks as a planner looks at them before they become part of the draft.
struct WeeksBody: Codable, Sendable {
  /// The revision that they were solved from; only that one can get them.
  var revision: Int
  var from: CivilDate
  var to: CivilDate
  var duties: Int
  /// How many have duties in them.
  var people: Int
  /// Of the first level over all pools and weeks.
  var objective: Double
  var bound: Double
  /// (objective − bound) / max(1, objective).
  var gap: Double
  /// Whether every pool's week is proven best, given those before it.
  var isProven: Bool
  var weeks: RosterWeeks

  init(_ weeks: RosterWeeks, revision: Int) {
    self.weeks = weeks
    self.revision = revision
    from = weeks.from
    to = weeks.dates.upperBound.adding(days: -1)
    duties = weeks.rows.count
    people = Set(weeks.rows.map(\.officer)).count
    objective = weeks.solves.reduce(0) { $0 + $1.objective }
    bound = weeks.solves.reduce(0) { $0 + $1.bound }
    gap = (objective - bound) / max(1, objective)
    isProven = weeks.solves.allSatisfy { $0.status == .optimal }
  }
}

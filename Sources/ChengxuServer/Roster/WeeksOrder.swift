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

  static func handler(_ desk: RosterDesk) -> JobWorker.Handler {
    SolvingJob.handler { (order: Self, stop, progress) in
      let weeks = try await desk.weeks(
        from: order.from, to: order.to, timeLimit: .seconds(order.seconds), seen: order.revision,
        at: .now, stop: stop, progress: progress)
      return WeeksBody(weeks, revision: order.revision)
    }
  }
}

/// New weeks as a planner looks at them before they become part of the draft.
struct WeeksBody: SolvedBody {
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
    let totals = SolveTotals(weeks.solves)
    (objective, bound, gap) = (totals.objective, totals.bound, totals.gap)
    isProven = totals.isProven
  }
}

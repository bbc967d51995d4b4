// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning
import Foundation
import JobQueue
import Rostering

/// A new draft that a worker is to solve.
struct RedraftOrder: Codable, Sendable {
  static let kind = Job.Kind(rawValue: "roster.redraft")

  /// Seconds that may be asked for.
  static let allowedSeconds = 1.0...3600

  /// The Monday from which weeks are solved anew.
  var from: CivilDate
  var seconds: Double
  var changeWeight: Int
  /// The revision that the author saw.
  var revision: Int

  static func handler(_ desk: RosterDesk, places: PlaceNames) -> JobWorker.Handler {
    SolvingJob.handler { (order: Self, stop, progress) in
      let book = try await desk.current()
      let redraft = try await desk.redraft(
        from: order.from, changeWeight: order.changeWeight, timeLimit: .seconds(order.seconds),
        seen: order.revision, at: .now, stop: stop, progress: progress)
      return RedraftBody(redraft, of: book, revision: order.revision, places: places)
    }
  }
}

/// A new draft as a planner looks at it: what changes for whom, and what it does to the points.
struct RedraftBody: SolvedBody {
  /// One row: who has it by the draft and who would, and where if that changes.
  struct ChangeBody: Codable, Sendable {
    var duty: ID<RosteredDuty>
    var shift: String
    var start: CivilTime
    var end: CivilTime
    /// `nil` for a new row.
    var from: ID<Officer>?
    /// `nil` for a row that goes.
    var to: ID<Officer>?
    var stays: [LocalizedName]
  }

  /// The revision that it was solved from; only that one can be replaced by it.
  var revision: Int
  var changes: [ChangeBody]
  /// Of the first level over all pools and weeks, changes priced in.
  var objective: Double
  var bound: Double
  /// (objective − bound) / max(1, objective).
  var gap: Double
  /// Whether every pool's week is proven best, given those before it.
  var isProven: Bool
  var redraft: RosterRedraft

  init(_ redraft: RosterRedraft, of book: RosterBook, revision: Int, places: PlaceNames) {
    self.redraft = redraft
    self.revision = revision
    let old = Dictionary(
      book.draft.duties.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let gone = redraft.removed.compactMap { old[$0] }.map {
      ChangeBody($0, from: $0.officer, to: nil, places)
    }
    let changed = redraft.rows.map {
      ChangeBody($0, from: old[$0.id]?.officer, to: $0.officer, places)
    }
    changes = (gone + changed).sorted { ($0.start, $0.duty) < ($1.start, $1.duty) }
    let totals = SolveTotals(redraft.solves)
    (objective, bound, gap) = (totals.objective, totals.bound, totals.gap)
    isProven = totals.isProven
  }
}

extension RedraftBody.ChangeBody {
  init(_ row: RosteredDuty, from: ID<Officer>?, to: ID<Officer>?, _ places: PlaceNames) {
    self.init(
      duty: row.id, shift: row.shift, start: row.interval.start, end: row.interval.end, from: from,
      to: to, stays: row.tasks.map(places.words))
  }
}

// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import DutyPlanning
import Hummingbird
import Operations
import Rostering
import Supervision

/// `/api/day/scorecard`: the figures of the running day, from the log that the desks write.
struct DayRoutes: Sendable {
  let desks: DutyDesks
  /// A hand-over of a day may be settled in the week after.
  private static let settledSeconds: Int64 = 7 * 86_400

  func add(to router: Router<ServerContext>) {
    router.get("/api/day/scorecard", use: scorecard)
  }

  @Sendable private func scorecard(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let book = desks.book
    let date = try request.uri.queryParameters["date"].map { text in
      guard let date = CivilDate(String(text)) else { throw Problem.noNumber(String(text)) }
      return date
    }
    let day = date ?? book.clock.civilTime(of: desks.now).date
    let period = CivilInterval(
      start: CivilTime(date: day), end: CivilTime(date: day.adding(days: 1)))
    let span =
      book.clock.instant(
        of: period.start)..<book.clock.instant(of: period.end)
      .adding(seconds: Self.settledSeconds)
    let events = try await desks.live.log.events(in: span, kinds: nil)
    let end = book.clock.instant(of: period.end)
    guard events.contains(where: { $0.instant < end }) else { throw Problem.nothingYet(day) }
    let card = try Supervisor().scorecard(
      plan: book.plans, roster: book.roster, events: events, snapshot: book.snapshot,
      period: period)
    return try Response(private: ScorecardBody(card))
  }
}

extension Problem {
  fileprivate static func nothingYet(_ day: CivilDate) -> Self {
    Self(
      status: .notFound,
      explanation: LocalizedName(
        chinese: "\(day) 还没有勤务事件，没有可计算的指标。可以等第一次签到之后再看。",
        english: "There is no event of \(day) yet, so there are no figures. Maybe look again after "
          + "the first check-in."))
  }
}

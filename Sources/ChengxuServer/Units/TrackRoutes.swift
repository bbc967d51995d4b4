// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel
import Hummingbird
import Operations

/// `/api/units/{terminal}/track`: the way that a terminal went on a day, with the purpose of the reading.
///
/// Each reading is in the auditor's record before the first place leaves; where it cannot be written down,
/// nothing is given out.
struct TrackRoutes: Sendable {
  let units: UnitRoutes
  let tracking: LiveTracking

  /// The most places in one answer.
  static let limit = 20_000

  func add(to router: Router<ServerContext>) {
    router.get("/api/units/{terminal}/track", use: track)
  }

  @Sendable private func track(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    guard let visitor = context.visitor?.visitor, let access = units.access else {
      throw AccessError.sessionOver
    }
    let now = Instant.now
    let question = try TrackQuestion(
      request.uri.queryParameters, today: tracking.clock.civilTime(of: now).date,
      retentionDays: tracking.retentionDays)
    let number = try context.number("terminal")
    // Whom the reader may not see does not exist for the reader.
    guard let unit = try await units.roster(for: context).bodies.first(where: { $0.id == number })
    else { throw Problem.unknownTerminal(number) }
    let way = try await tracking.store.way(
      of: ID(rawValue: number), in: question.interval(by: tracking.clock),
      verdicts: TrackedWay.verdicts, limit: Self.limit + 1)
    let body = TrackBody(unit, question, way, limit: Self.limit, clock: tracking.clock)
    try await access.noteTrackRead(
      of: unit.holder, detail: question.reading(of: number, places: body.places.count).text,
      by: visitor, at: now)
    return try Response(private: body)
  }
}

/// Which day and hours somebody asks for, and why.
struct TrackQuestion: Hashable, Sendable {
  let date: CivilDate
  /// Minutes after midnight by the city's clock, up to 1440.
  let minutes: Range<Int>
  let reason: String

  /// - Throws: What is wrong with the first part of the query that is.
  init(
    _ query: Parameters, today: CivilDate, retentionDays: Int
  ) throws(Problem) {
    reason = try Self.reason(query["reason"].map(String.init) ?? "")
    date =
      try query["date"].map { (text) throws(Problem) in
        guard let date = CivilDate(String(text)) else { throw .badTrackDay(String(text)) }
        return date
      } ?? today
    let first = today.adding(days: -retentionDays)
    guard (first...today).contains(date) else { throw .noTrackDay(date, first: first, last: today) }
    let (from, to) = (query["from"] ?? "00:00", query["to"] ?? "24:00")
    guard let start = Self.minute(from), let end = Self.minute(to), start < end else {
      throw .badTrackHours(from: String(from), to: String(to))
    }
    minutes = start..<end
  }

  /// One line of 2 to 200 characters, since that is what the auditor reads.
  private static func reason(_ text: String) throws(Problem) -> String {
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let isPlain = words.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    guard (2...200).contains(words.count), isPlain else { throw .trackReasonMissing }
    return words
  }

  /// `07:30`, or `24:00` for the end of the day.
  static func minute(_ text: Substring) -> Int? {
    guard let parts = text.wholeMatch(of: /([0-9]{2}):([0-5][0-9])/), let hour = Int(parts.1),
      let minute = Int(parts.2), hour * 60 + minute <= 1440
    else { return nil }
    return hour * 60 + minute
  }

  /// - Parameter minute: After midnight.
  static func time(_ minute: Int) -> String {
    let (hour, rest) = minute.quotientAndRemainder(dividingBy: 60)
    return (hour < 10 ? "0" : "") + "\(hour)" + (rest < 10 ? ":0" : ":") + "\(rest)"
  }

  func interval(by clock: CityClock) -> Range<Instant> {
    Self.interval(of: date, minutes, by: clock)
  }

  static func interval(
    of date: CivilDate, _ minutes: Range<Int>, by clock: CityClock
  ) -> Range<Instant> {
    let midnight = clock.instant(of: CivilTime(date: date))
    return midnight.adding(
      seconds: Int64(minutes.lowerBound) * 60)..<midnight.adding(
        seconds: Int64(minutes.upperBound) * 60)
  }

  func reading(of terminal: Int64, places: Int) -> TrackReading {
    TrackReading(
      terminal: terminal, date: date, from: Self.time(minutes.lowerBound),
      to: Self.time(minutes.upperBound), places: places, reason: reason)
  }
}

// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// What was read of a terminal's way, and why: one line of the auditor's record.
struct TrackReading: Codable, Hashable, Sendable {
  var terminal: Int64
  var date: CivilDate
  /// From `from` until just before `to` by the city's clock: `07:30`, `24:00`.
  var from: String
  var to: String
  /// How many places were given out.
  var places: Int
  var reason: String

  /// As it is recorded; the reason comes last, so that it cannot pass for something else.
  var text: String {
    "terminal \(terminal), \(date) \(from)-\(to), places \(places), reason: \(reason)"
  }

  init(terminal: Int64, date: CivilDate, from: String, to: String, places: Int, reason: String) {
    self.terminal = terminal
    self.date = date
    self.from = from
    self.to = to
    self.places = places
    self.reason = reason
  }

  /// - Returns: `nil` for what `text` did not write.
  init?(text: String) {
    let line =
      /terminal ([0-9]+), ([0-9-]{10}) ([0-9:]{5})-([0-9:]{5}), places ([0-9]+), reason: (.+)/
    guard let parts = text.wholeMatch(of: line), let terminal = Int64(parts.1),
      let date = CivilDate(String(parts.2)), let places = Int(parts.5)
    else { return nil }
    self.init(
      terminal: terminal, date: date, from: String(parts.3), to: String(parts.4), places: places,
      reason: String(parts.6))
  }

  /// The hours that were read; `nil` where they are none.
  func interval(by clock: CityClock) -> Range<Instant>? {
    guard let start = TrackQuestion.minute(from[...]), let end = TrackQuestion.minute(to[...]),
      start < end
    else { return nil }
    return TrackQuestion.interval(of: date, start..<end, by: clock)
  }
}

// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Geography
import Operations

/// The way that a terminal went on a day.
struct TrackBody: Codable, Sendable {
  var unit: UnitBody
  var date: CivilDate
  /// From `from` until just before `to`, as asked for: `07:30`, `24:00`.
  var from: String
  var to: String
  /// The city's clock.
  var minutesEastOfUTC: Int
  /// Rows of `TrackPlace`, by moment.
  var places: [TrackPlace]
  /// All places of the way in these hours, also those that did not fit in.
  var total: Int
  /// Fixes that are not believed, by verdict: how many there are.
  var leftOut: [String: Int]
  /// Whether there are more places than one answer holds; then `next` is the `from` to go on with.
  var limited: Bool
  var next: String?

  /// - Parameter way: With one fix more than `limit`, where there is one.
  init(
    _ unit: UnitBody, _ question: TrackQuestion, _ way: TrackedWay, limit: Int, clock: CityClock
  ) {
    self.unit = unit
    date = question.date
    from = TrackQuestion.time(question.minutes.lowerBound)
    to = TrackQuestion.time(question.minutes.upperBound)
    minutesEastOfUTC = clock.minutesEastOfUTC
    var fixes = way.fixes
    limited = fixes.count > limit
    if limited {
      // Whole minutes, so that the next part begins where this one ends. A minute that is fuller than an
      // answer is cut: `total` says so.
      let first = clock.civilTime(of: fixes[0].fix.instant)
      let cut = max(clock.civilTime(of: fixes[limit].fix.instant), first.adding(minutes: 1))
      fixes = fixes.prefix(limit).filter { clock.civilTime(of: $0.fix.instant) < cut }
      let minute = cut.date > question.date ? 1440 : cut.minuteOfDay
      next = minute < question.minutes.upperBound ? TrackQuestion.time(minute) : nil
    }
    places = fixes.map(TrackPlace.init)
    total = TrackedWay.verdicts.reduce(0) { $0 + way.counts[$1, default: 0] }
    leftOut = [:]
    for (verdict, count) in way.counts where !TrackedWay.verdicts.contains(verdict) {
      leftOut[verdict.rawValue] = count
    }
  }
}

/// `[moment, latitude, longitude, speed, course, verdict]`: milliseconds since 1970, hundred-thousandths of
/// a degree in WGS-84, kilometres an hour or null, degrees clockwise from north or null, `accepted` or
/// `late`.
struct TrackPlace: Codable, Hashable, Sendable {
  var at: Instant
  var latitude: Int64
  var longitude: Int64
  var speed: Int64?
  var course: Int64?
  var verdict: FixVerdict

  init(_ judged: JudgedFix) {
    let place = UnitPlace(judged.fix)
    (at, latitude, longitude) = (place.at, place.latitude, place.longitude)
    (speed, course) = (place.speed, place.course)
    verdict = judged.verdict
  }

  init(from decoder: any Decoder) throws {
    var row = try decoder.unkeyedContainer()
    at = try row.decode(Instant.self)
    latitude = try row.decode(Int64.self)
    longitude = try row.decode(Int64.self)
    speed = try row.decode(Int64?.self)
    course = try row.decode(Int64?.self)
    verdict = try row.decode(FixVerdict.self)
  }

  func encode(to encoder: any Encoder) throws {
    var row = encoder.unkeyedContainer()
    try row.encode(at)
    try row.encode(latitude)
    try row.encode(longitude)
    try row.encode(speed)
    try row.encode(course)
    try row.encode(verdict)
  }
}

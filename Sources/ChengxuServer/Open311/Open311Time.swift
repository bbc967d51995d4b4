// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// Moments as GeoReport v2 writes them: the W3C profile of ISO 8601, with its zone.
enum Open311Time {
  /// `2017-06-28T09:30:00+08:00` on the city's clock.
  static func text(_ instant: Instant, on clock: CityClock) -> String {
    let time = clock.civilTime(of: instant)
    let second = (instant.milliseconds / 1000 % 60 + 60) % 60
    return "\(time):\(padded(second))\(zone(clock.minutesEastOfUTC))"
  }

  /// A day, or a moment with seconds and a zone. Without a zone it is the city's. A blank before the
  /// offset is a `+` that the address lost.
  static func instant(_ text: String, on clock: CityClock) -> Instant? {
    if let day = CivilDate(text) { return clock.instant(of: CivilTime(date: day)) }
    guard text.count >= 16, let time = CivilTime(String(text.prefix(16))) else { return nil }
    var rest = text.dropFirst(16)
    var seconds: Int64 = 0
    if rest.first == ":" {
      guard let value = Int64(rest.dropFirst().prefix(2)), value < 60, rest.count >= 3 else {
        return nil
      }
      seconds = value
      rest = rest.dropFirst(3)
    }
    if rest.first == "." { rest = rest.dropFirst().drop(while: \.isNumber) }
    guard let offset = minutes(rest, on: clock) else { return nil }
    return CityClock(minutesEastOfUTC: offset).instant(of: time).adding(seconds: seconds)
  }

  private static func minutes(_ zone: Substring, on clock: CityClock) -> Int? {
    if zone.isEmpty { return clock.minutesEastOfUTC }
    if zone == "Z" { return 0 }
    guard let sign = zone.first, ["+", "-", " "].contains(sign) else { return nil }
    let digits = zone.dropFirst().filter { $0 != ":" }
    guard digits.count == 4, let number = Int(digits), number % 100 < 60, number / 100 < 24 else {
      return nil
    }
    let minutes = number / 100 * 60 + number % 100
    return sign == "-" ? -minutes : minutes
  }

  private static func zone(_ minutes: Int) -> String {
    let (hours, rest) = (abs(minutes) / 60, abs(minutes) % 60)
    return "\(minutes < 0 ? "-" : "+")\(padded(Int64(hours))):\(padded(Int64(rest)))"
  }

  private static func padded(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

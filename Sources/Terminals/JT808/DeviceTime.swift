// SPDX-License-Identifier: Apache-2.0

import DutyModel

extension JT808 {
  /// Reads `YYMMDDhhmmss`, a digit in four bits, in China's time (UTC+8).
  ///
  /// - Returns: `nil` for anything that is no such moment.
  static func instant(packed: UInt64) -> Instant? {
    func field(_ shift: UInt64) -> Int? {
      let byte = UInt8(truncatingIfNeeded: packed >> shift)
      return byte >> 4 < 10 && byte & 15 < 10 ? Int(byte >> 4) * 10 + Int(byte & 15) : nil
    }
    guard let year = field(40), let month = field(32), let day = field(24), let hour = field(16),
      let minute = field(8), let second = field(0), hour < 24, minute < 60, second < 60,
      let date = CivilDate(year: 2000 + year, month: month, day: day)
    else { return nil }
    let time = CivilTime(date: date, minuteOfDay: hour * 60 + minute)
    return chinaClock.instant(of: time).adding(seconds: Int64(second))
  }

  static func packed(_ instant: Instant) -> [UInt8] {
    let time = chinaClock.civilTime(of: instant)
    let (year, month, day) = time.date.components
    let second = instant.seconds(since: chinaClock.instant(of: time))
    return [year % 100, month, day, time.hour, time.minuteOfDay % 60, Int(second)].map {
      UInt8(($0 / 10) << 4 | $0 % 10)
    }
  }

  private static let chinaClock = CityClock(minutesEastOfUTC: 480)
}

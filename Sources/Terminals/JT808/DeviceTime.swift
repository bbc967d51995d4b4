// SPDX-License-Identifier: Apache-2.0

import DutyModel

extension JT808 {
  /// Reads `YYMMDDhhmmss`, a digit in four bits, in China's time (UTC+8).
  ///
  /// - Returns: `nil` for anything that is no such moment.
  static func instant(packed: UInt64) -> Instant? {
    var fields: [Int] = []
    fields.reserveCapacity(6)
    for shift in stride(from: 40, through: 0, by: -8) {
      let byte = UInt8(truncatingIfNeeded: packed >> UInt64(shift))
      guard byte >> 4 < 10, byte & 15 < 10 else { return nil }
      fields.append(Int(byte >> 4) * 10 + Int(byte & 15))
    }
    guard fields.count == 6,
      let date = CivilDate(year: 2000 + fields[0], month: fields[1], day: fields[2]),
      fields[3] < 24, fields[4] < 60, fields[5] < 60
    else { return nil }
    let minute = CivilTime(date: date, minuteOfDay: fields[3] * 60 + fields[4])
    return chinaClock.instant(of: minute).adding(seconds: Int64(fields[5]))
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

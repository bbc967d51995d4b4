// SPDX-License-Identifier: Apache-2.0

/// A minute on the city's wall clock, without a zone: what incident files and duty plans say.
///
/// Stored as minutes since 1970-01-01T00:00 on that clock, so that intervals are plain
/// subtraction. Written as `2017-05-02T07:30`.
///
/// Source of the day arithmetic: Howard Hinnant, "chrono-compatible low-level date algorithms".
public struct CivilTime: Hashable, Comparable, Sendable {
  public let minutes: Int64

  public init(minutes: Int64) { self.minutes = minutes }

  public init(date: CivilDate, minuteOfDay: Int = 0) {
    minutes = date.day * 1440 + Int64(minuteOfDay)
  }

  public var date: CivilDate { CivilDate(day: minutes.flooredDivision(by: 1440)) }
  /// 0..<1440.
  public var minuteOfDay: Int { Int(minutes - date.day * 1440) }
  /// 0..<24.
  public var hour: Int { minuteOfDay / 60 }
  public var weekday: Weekday { date.weekday }

  public func adding(minutes: Int) -> Self { .init(minutes: self.minutes + Int64(minutes)) }

  public static func < (left: Self, right: Self) -> Bool { left.minutes < right.minutes }
}

/// A day on the city's calendar, as days since 1970-01-01. Written as `2017-05-02`.
public struct CivilDate: Hashable, Comparable, Sendable {
  public let day: Int64

  public init(day: Int64) { self.day = day }

  /// - Returns: `nil` if the calendar has no such day (month 13, 30 February).
  public init?(year: Int, month: Int, day: Int) {
    guard (1...12).contains(month), (1...31).contains(day), (1...9999).contains(year) else {
      return nil
    }
    let shifted = Int64(month <= 2 ? year - 1 : year)
    let era = shifted.flooredDivision(by: 400)
    let yearOfEra = shifted - era * 400
    let dayOfYear = Int64((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1)
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    self.day = era * 146_097 + dayOfEra - 719_468
    guard components == (year, month, day) else { return nil }
  }

  public var components: (year: Int, month: Int, day: Int) {
    let shifted = day + 719_468
    let era = shifted.flooredDivision(by: 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (Int(year), Int(month), Int(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1))
  }

  public var weekday: Weekday {
    // 1970-01-01 was a Thursday.
    let index = day + 3
    return Weekday.allCases[Int(index - index.flooredDivision(by: 7) * 7)]
  }

  public func adding(days: Int) -> Self { .init(day: day + Int64(days)) }

  public static func < (left: Self, right: Self) -> Bool { left.day < right.day }
}

public enum Weekday: Int, CaseIterable, Codable, Sendable {
  case monday = 1, tuesday, wednesday, thursday, friday, saturday, sunday

  public var isWeekend: Bool { self == .saturday || self == .sunday }
}

/// Relates the city's wall clock to instants.
///
/// One fixed offset: China has no daylight saving time. A city that has one sets the offset of the
/// season its plans are for, and its incident files are read as wall-clock time either way.
public struct CityClock: Hashable, Codable, Sendable {
  public var minutesEastOfUTC: Int

  public init(minutesEastOfUTC: Int) { self.minutesEastOfUTC = minutesEastOfUTC }

  public func instant(of time: CivilTime) -> Instant {
    Instant(milliseconds: (time.minutes - Int64(minutesEastOfUTC)) * 60_000)
  }

  public func civilTime(of instant: Instant) -> CivilTime {
    CivilTime(
      minutes: instant.milliseconds.flooredDivision(by: 60_000) + Int64(minutesEastOfUTC))
  }
}

extension CivilDate: LosslessStringConvertible {
  public init?(_ description: String) {
    let parts = description.utf8.split(
      separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
      let year = parts[0].decimal, let month = parts[1].decimal, let day = parts[2].decimal
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  public var description: String {
    let (year, month, day) = components
    return "\(year.padded(to: 4))-\(month.padded(to: 2))-\(day.padded(to: 2))"
  }
}

extension CivilTime: LosslessStringConvertible {
  /// Accepts `2017-05-02T07:30`, a blank instead of `T`, and seconds, which are dropped.
  public init?(_ description: String) {
    let text = description.utf8
    guard text.count >= 16 else { return nil }
    let dateEnd = text.index(text.startIndex, offsetBy: 10)
    let separator = text[dateEnd]
    guard separator == UInt8(ascii: "T") || separator == UInt8(ascii: " "),
      let date = CivilDate(String(description[..<dateEnd]))
    else { return nil }
    let clock = text[text.index(after: dateEnd)...]
      .split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard clock.count == 2 || clock.count == 3, clock.allSatisfy({ $0.count == 2 }),
      let hour = clock[0].decimal, let minute = clock[1].decimal, hour < 24, minute < 60,
      clock.count == 2 || (clock[2].decimal ?? 60) < 60
    else { return nil }
    self.init(date: date, minuteOfDay: hour * 60 + minute)
  }

  public var description: String {
    "\(date)T\(hour.padded(to: 2)):\((minuteOfDay % 60).padded(to: 2))"
  }
}

extension CivilDate: Codable {
  public init(from decoder: any Decoder) throws { self = try decoder.losslessValue() }
  public func encode(to encoder: any Encoder) throws { try encoder.encode(lossless: self) }
}

extension CivilTime: Codable {
  public init(from decoder: any Decoder) throws { self = try decoder.losslessValue() }
  public func encode(to encoder: any Encoder) throws { try encoder.encode(lossless: self) }
}

extension Decoder {
  /// A value written as one string, such as a date; says what was there when it is none.
  func losslessValue<Value: LosslessStringConvertible>() throws -> Value {
    let container = try singleValueContainer()
    let text = try container.decode(String.self)
    guard let value = Value(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "\"\(text)\" is not a \(Value.self).")
    }
    return value
  }
}

extension Encoder {
  func encode(lossless value: some LosslessStringConvertible) throws {
    var container = singleValueContainer()
    try container.encode(value.description)
  }
}

extension Int64 {
  /// Division that rounds toward negative infinity, so that days before 1970 work too.
  func flooredDivision(by divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}

extension Int {
  fileprivate func padded(to width: Int) -> String {
    let digits = String(self)
    return String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
  }
}

extension Collection<UInt8> {
  /// The non-negative number that these ASCII digits write, `nil` for anything else.
  fileprivate var decimal: Int? {
    var number = 0
    for byte in self {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      number = number * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return isEmpty ? nil : number
  }
}

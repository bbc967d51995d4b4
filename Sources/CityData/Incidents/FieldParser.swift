// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// Numbers, times and words from bytes, without making a `String` for each of a million fields.
enum FieldParser {
  /// Decimal degrees such as `-30.031582`; no powers of ten, no thousands marks, no decimal comma.
  static func decimal(_ text: ArraySlice<UInt8>) -> Double? {
    var digits = text
    let isNegative = digits.first == UInt8(ascii: "-")
    if isNegative || digits.first == UInt8(ascii: "+") { digits.removeFirst() }
    var mantissa: Int64 = 0
    var decimals = 0
    var count = 0
    var hasPoint = false
    for byte in digits {
      if byte == UInt8(ascii: "."), !hasPoint {
        hasPoint = true
      } else if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
        count += 1
        // Digits past the 15th are below a nanometre; leaving them out keeps the quotient exact.
        if count <= 15 {
          mantissa = mantissa * 10 + Int64(byte - UInt8(ascii: "0"))
          decimals += hasPoint ? 1 : 0
        } else if !hasPoint {
          return nil
        }
      } else {
        return nil
      }
    }
    guard count > 0 else { return nil }
    // Both are exact in a Double, so the quotient is the nearest Double to the text.
    let value = Double(mantissa) / powersOfTen[decimals]
    return isNegative ? -value : value
  }

  /// `2017-05-02T07:30`, a blank instead of `T`; seconds and their fraction are dropped.
  static func localTime(_ text: ArraySlice<UInt8>) -> CivilTime? {
    let start = text.startIndex
    guard text.count >= 16, text[start + 4] == UInt8(ascii: "-"),
      text[start + 7] == UInt8(ascii: "-"), text[start + 13] == UInt8(ascii: ":"),
      text[start + 10] == UInt8(ascii: "T") || text[start + 10] == UInt8(ascii: " "),
      let year = number(text[start..<start + 4]), let month = number(text[start + 5..<start + 7]),
      let day = number(text[start + 8..<start + 10]),
      let hour = number(text[start + 11..<start + 13]),
      let minute = number(text[start + 14..<start + 16]), hour < 24, minute < 60,
      isSeconds(text[(start + 16)...]), let date = CivilDate(year: year, month: month, day: day)
    else { return nil }
    return CivilTime(date: date, minuteOfDay: hour * 60 + minute)
  }

  /// Whether a time that `localTime` refused ends in `Z` or `+08:00`.
  static func hasZone(_ text: ArraySlice<UInt8>) -> Bool {
    if text.last == UInt8(ascii: "Z"), localTime(text.dropLast()) != nil { return true }
    guard text.count > 16,
      let sign = text.dropFirst(16).firstIndex(where: {
        $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-")
      })
    else { return false }
    return localTime(text[..<sign]) != nil
  }

  static func severity(_ text: ArraySlice<UInt8>) -> Incident.Severity? {
    severities.first { name, _ in text.elementsEqual(name) { $0 | 0x20 == $1 } }?.1
  }

  private static let severities = Incident.Severity.allCases.map { (Array($0.rawValue.utf8), $0) }

  private static let powersOfTen: [Double] = (0...15).map { exponent in
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }

  /// Digits only, at most nine.
  private static func number(_ text: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for byte in text {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return value
  }

  /// Nothing, `:45` or `:45.123`.
  private static func isSeconds(_ text: ArraySlice<UInt8>) -> Bool {
    if text.isEmpty { return true }
    guard text.count >= 3, text.first == UInt8(ascii: ":"),
      let seconds = number(text.dropFirst().prefix(2)), seconds < 61
    else { return false }
    let fraction = text.dropFirst(3)
    guard let point = fraction.first else { return true }
    return point == UInt8(ascii: ".") && fraction.count <= 10
      && number(fraction.dropFirst()) != nil && fraction.count > 1
  }
}

// SPDX-License-Identifier: Apache-2.0

/// Numbers as bulletins write them.
public enum ChineseNumber {
  /// A count in 万 where a leader would say it so, never more exact-looking than it is.
  ///
  /// 7000 stays 7000; 16 000 is 1.6万 and 16 234 is 1.6万余; 200 000 is 20万 and 203 412 is 20余万.
  /// Always rounded down, so that the bulletin never claims more than was counted.
  public static func count(_ number: Int) -> String {
    guard number >= 10_000 else { return String(number) }
    guard number < 100_000 else {
      let tenThousands = number / 10_000
      return number % 10_000 == 0 ? "\(tenThousands)万" : "\(tenThousands)余万"
    }
    let tenths = number / 1000
    let digits = tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    return digits + (number % 1000 == 0 ? "万" : "万余")
  }

  /// 一, 十, 十一, 二十, 九十九: for headings, 1...99; beyond that Arabic digits.
  public static func ordinal(_ number: Int) -> String {
    guard (1...99).contains(number) else { return String(number) }
    let digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
    let (tens, ones) = number.quotientAndRemainder(dividingBy: 10)
    switch tens {
    case 0: return digits[ones]
    case 1: return "十" + digits[ones]
    default: return digits[tens] + "十" + digits[ones]
    }
  }

  /// `numerator` of `denominator` with one decimal, half up: 93.4%. `nil` without a denominator.
  public static func percent(_ numerator: Int, of denominator: Int) -> String? {
    guard denominator > 0, numerator >= 0 else { return nil }
    let tenths = (numerator * 2000 + denominator) / (denominator * 2)
    return "\(tenths / 10).\(tenths % 10)%"
  }

  /// 4分12秒, 45秒, 3分: a span of at least 0 seconds.
  public static func duration(seconds: Int) -> String {
    let (minutes, rest) = max(0, seconds).quotientAndRemainder(dividingBy: 60)
    if minutes == 0 { return "\(rest)秒" }
    return rest == 0 ? "\(minutes)分" : "\(minutes)分\(rest)秒"
  }
}

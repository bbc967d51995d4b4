// SPDX-License-Identifier: Apache-2.0

/// Decimal numbers from bytes.
enum DecimalText {
  /// The nearest `Double`; `nil` if the text is no number. `inf` and `nan` are numbers here, so that the
  /// caller can name them.
  static func parse(_ text: ArraySlice<UInt8>) -> Double? {
    var mantissa: UInt64 = 0
    var decimals = 0
    var digits = 0
    var hasPoint = false
    var index = text.startIndex
    let isNegative = index < text.endIndex && text[index] == UInt8(ascii: "-")
    if isNegative || (index < text.endIndex && text[index] == UInt8(ascii: "+")) { index += 1 }
    while index < text.endIndex {
      let byte = text[index]
      if byte >= 0x30 && byte <= 0x39 {
        digits += 1
        if digits > 15 { return slow(text) }
        mantissa = mantissa &* 10 &+ UInt64(byte &- 0x30)
        if hasPoint { decimals += 1 }
      } else if byte == UInt8(ascii: "."), !hasPoint {
        hasPoint = true
      } else {
        return slow(text)
      }
      index += 1
    }
    if digits == 0 { return slow(text) }
    // Both are exact in a Double, so the quotient is the nearest Double to the text.
    let value = Double(mantissa) / powersOfTen[decimals]
    return isNegative ? -value : value
  }

  /// Exponents, more digits than a quotient holds, infinities.
  private static func slow(_ text: ArraySlice<UInt8>) -> Double? {
    Double(String(decoding: text, as: UTF8.self))
  }

  private static let powersOfTen: [Double] = (0...15).reduce(into: []) { powers, _ in
    powers.append((powers.last ?? 0.1) * 10)
  }
}

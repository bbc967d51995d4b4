// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Walks over the text of a sealed entry, which has its keys in order, whole numbers and no blanks.
///
/// The first thing that is not as expected turns it off: from then on it gives zeros and empty
/// words, and `isComplete` is false. So a reader writes the shape down once and asks at the end.
struct SealedTextScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0
  private var isOff = false

  /// - Parameter bytes: valid as long as the scanner is used.
  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// Everything was as expected, to the last byte.
  var isComplete: Bool { !isOff && position == bytes.count }

  mutating func giveUp() { isOff = true }

  /// Goes behind `words` if they are next.
  mutating func found(_ words: StaticString) -> Bool {
    let count = words.utf8CodeUnitCount
    guard !isOff, bytes.count - position >= count, let start = bytes.baseAddress,
      memcmp(start + position, words.utf8Start, count) == 0
    else { return false }
    position += count
    return true
  }

  mutating func expect(_ words: StaticString) {
    if !found(words) { isOff = true }
  }

  /// `words`, then a number.
  mutating func number(after words: StaticString) -> Int64 {
    expect(words)
    let isNegative = found("-")
    let start = position
    var value: Int64 = 0
    while position < bytes.count, let digit = bytes[position].digit {
      value = value &* 10 &+ digit
      position += 1
    }
    // Eighteen digits always fit; what follows a number is never a point or an exponent here.
    guard !isOff, (1...18).contains(position - start),
      bytes[start] != 0x30 || position == start + 1
    else {
      isOff = true
      return 0
    }
    return isNegative ? -value : value
  }

  /// `words`, then a text in quotes without anything that is escaped.
  mutating func text(after words: StaticString) -> String {
    expect(words)
    expect("\"")
    let start = position
    while position < bytes.count, bytes[position].isPlain { position += 1 }
    guard !isOff else { return "" }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    expect("\"")
    return text
  }

  /// `words`, then the text of a choice.
  mutating func choice<Choice: RawRepresentable<String>>(
    after words: StaticString, otherwise other: Choice
  ) -> Choice {
    guard let choice = Choice(rawValue: text(after: words)) else {
      isOff = true
      return other
    }
    return choice
  }

  mutating func flag(after words: StaticString) -> Bool {
    expect(words)
    if found("true") { return true }
    expect("false")
    return false
  }
}

extension UInt8 {
  fileprivate var digit: Int64? {
    let value = self &- 0x30
    return value < 10 ? Int64(value) : nil
  }

  /// A printable ASCII character that ends and escapes nothing.
  fileprivate var isPlain: Bool { self >= 0x20 && self < 0x7F && self != 0x22 && self != 0x5C }
}

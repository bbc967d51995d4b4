// SPDX-License-Identifier: Apache-2.0

/// What people write, without what could tell who somebody is.
///
/// Scanned by hand: a regular expression is put together anew at each use, and that took most of the time of an
/// answer.
public enum MaskedText {
  /// Mail addresses and every run of seven or more digits (telephones, identity cards, plates' long
  /// numbers) become `***`. Digits may be parted by hyphens and blanks.
  public static func of(_ text: String) -> String {
    // Nothing to hide needs one of these; most texts have neither.
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "@") || isDigit($0) }) else { return text }
    return withoutNumbers(withoutMail(Array(text.utf8)))
  }

  // MARK: Mail

  private static func withoutMail(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var position = 0
    while let at = bytes[position...].firstIndex(of: UInt8(ascii: "@")) {
      var start = at
      while start > position, isLocalPart(bytes[start - 1]) { start -= 1 }
      let end = domainEnd(bytes, after: at)
      guard start < at, let end else {
        result += bytes[position...at]
        position = at + 1
        continue
      }
      result += bytes[position..<start] + stars
      position = end
    }
    return result + bytes[position...]
  }

  /// Where a domain ends that has a dot and two letters behind it; `nil` where there is none.
  private static func domainEnd(_ bytes: [UInt8], after at: Int) -> Int? {
    var end = at + 1
    while end < bytes.count, isDomain(bytes[end]) { end += 1 }
    // The longest domain whose last part is letters alone.
    while end > at + 1 {
      var letters = end
      while letters > at + 1, isLetter(bytes[letters - 1]) { letters -= 1 }
      if end - letters >= 2, letters > at + 2, bytes[letters - 1] == UInt8(ascii: ".") {
        return end
      }
      end -= 1
    }
    return nil
  }

  // MARK: Numbers

  private static func withoutNumbers(_ bytes: [UInt8]) -> String {
    var result: [UInt8] = []
    var position = 0
    while position < bytes.count {
      guard isDigit(bytes[position]) else {
        result.append(bytes[position])
        position += 1
        continue
      }
      var (end, digits) = (position, 0)
      for next in position..<bytes.count {
        if isDigit(bytes[next]) {
          (end, digits) = (next + 1, digits + 1)
        } else if bytes[next] != UInt8(ascii: "-"), bytes[next] != UInt8(ascii: " ") {
          break
        }
      }
      if digits >= 7 {
        if result.last == UInt8(ascii: "+") { result.removeLast() }
        // The check character of an identity card.
        if end < bytes.count, bytes[end] | 0x20 == UInt8(ascii: "x") { end += 1 }
        result += stars
      } else {
        result += bytes[position..<end]
      }
      position = end
    }
    return String(decoding: result, as: UTF8.self)
  }

  // MARK: Letters

  private static let stars = Array("***".utf8)

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func isDomain(_ byte: UInt8) -> Bool {
    isDigit(byte) || isLetter(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
  }

  private static func isLocalPart(_ byte: UInt8) -> Bool {
    isDomain(byte) || "_%+".utf8.contains(byte)
  }
}

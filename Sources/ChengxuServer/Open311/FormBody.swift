// SPDX-License-Identifier: Apache-2.0

/// The fields of a form or of an address, by name, in the order sent. An empty field counts as none.
struct FormBody: Sendable {
  private var fields: [String: [String]] = [:]

  /// - Parameter text: `application/x-www-form-urlencoded`.
  /// - Returns: `nil` for a percent sign without two hexadecimal digits, or bytes that are no UTF-8.
  init?(_ text: some StringProtocol) {
    for pair in text.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = Self.decoded(parts[0]),
        let value = Self.decoded(parts.count > 1 ? parts[1] : "")
      else { return nil }
      add(value, to: name)
    }
  }

  init() {}

  mutating func add(_ value: String, to name: String) {
    guard !value.allSatisfy(\.isWhitespace) else { return }
    fields[name, default: []].append(value)
  }

  subscript(name: String) -> String? { fields[name]?.first }

  /// Values of `attribute[CODE]` and `attribute[CODE][]`, by code.
  var attributes: [String: [String]] {
    var found: [String: [String]] = [:]
    for (name, values) in fields {
      guard name.hasPrefix("attribute["), let end = name.firstIndex(of: "]") else { continue }
      let code = name[name.index(name.startIndex, offsetBy: 10)..<end]
      found[String(code), default: []] += values
    }
    return found
  }

  /// Values of a comma-separated list; `nil` where the field is absent.
  func list(_ name: String) -> [String]? {
    self[name].map {
      $0.split(separator: ",").map { $0.trimmingPrefix(while: \.isWhitespace) }
        .map { String($0.reversed().drop(while: \.isWhitespace).reversed()) }
    }
  }

  private static func decoded(_ text: some StringProtocol) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
      case UInt8(ascii: "%"):
        guard let high = rest.popFirst().flatMap(hexadecimal),
          let low = rest.popFirst().flatMap(hexadecimal)
        else { return nil }
        bytes.append(high << 4 | low)
      default: bytes.append(byte)
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt8? {
    Character(UnicodeScalar(byte)).hexDigitValue.map(UInt8.init)
  }
}

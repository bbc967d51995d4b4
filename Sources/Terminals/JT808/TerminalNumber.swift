// SPDX-License-Identifier: Apache-2.0

extension JT808 {
  /// The number in a frame's header: the phone number of the terminal's card, packed two digits a
  /// byte, with zeros in front.
  ///
  /// Some makers put no digits there; such a number is kept as hexadecimal.
  public struct TerminalNumber: Hashable, Sendable {
    /// The bytes as one number, and how many they are: 6 before 2019, 10 since. Every frame has
    /// one, and a number is compared and kept without memory of its own.
    private let packed: UInt128
    private let count: UInt8

    init(bytes: some Collection<UInt8>) {
      packed = bytes.reduce(0) { $0 << 8 | UInt128($1) }
      count = UInt8(bytes.count)
    }

    public var bytes: [UInt8] {
      var bytes: [UInt8] = []
      append(to: &bytes)
      return bytes
    }

    func append(to bytes: inout [UInt8]) {
      for position in stride(from: Int(count) - 1, through: 0, by: -1) {
        bytes.append(UInt8(truncatingIfNeeded: packed >> UInt128(8 * position)))
      }
    }

    /// - Returns: `nil` if the text is longer than the edition's number or no hexadecimal.
    public init?(_ text: String, edition: Edition) {
      let width = edition.phoneLength * 2
      var digits: [UInt8] = []
      for character in text.utf8 {
        guard let digit = character.hexadecimalDigit else { return nil }
        digits.append(digit)
      }
      guard !digits.isEmpty, digits.count <= width else { return nil }
      digits.insert(contentsOf: repeatElement(0, count: width - digits.count), at: 0)
      self.init(bytes: stride(from: 0, to: width, by: 2).map { digits[$0] << 4 | digits[$0 + 1] })
    }

    /// Without the zeros in front, so that both editions name one terminal alike.
    public var identifier: String {
      let digits = bytes.hexadecimal
      let significant = digits.drop { $0 == "0" }
      return significant.isEmpty ? "0" : String(significant)
    }
  }
}

extension UInt8 {
  /// The value of an ASCII digit 0-9, a-f or A-F.
  var hexadecimalDigit: UInt8? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}

extension Sequence<UInt8> {
  /// Two lower-case digits a byte.
  var hexadecimal: String {
    var text: [UInt8] = []
    text.reserveCapacity(underestimatedCount * 2)
    func append(_ digit: UInt8) {
      text.append(digit < 10 ? digit + UInt8(ascii: "0") : digit - 10 + UInt8(ascii: "a"))
    }
    for byte in self {
      append(byte >> 4)
      append(byte & 15)
    }
    return String(decoding: text, as: UTF8.self)
  }
}

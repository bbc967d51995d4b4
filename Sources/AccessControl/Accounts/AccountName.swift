// SPDX-License-Identifier: Apache-2.0

/// The name of an account: 2 to 32 letters, digits, `.`, `-` or `_`, kept in lower case.
public struct AccountName: Hashable, Sendable {
  public let text: String

  public init(_ text: String) throws(AccessError) {
    let lower = text.lowercased()
    let isAllowed = lower.unicodeScalars.allSatisfy { scalar in
      switch scalar {
      case "a"..."z", "0"..."9", ".", "-", "_": true
      default: (0x4E00...0x9FFF).contains(scalar.value)
      }
    }
    guard isAllowed, (2...32).contains(lower.unicodeScalars.count) else {
      throw .badName(text)
    }
    self.text = lower
  }
}

extension AccountName: CustomStringConvertible {
  public var description: String { text }
}

extension AccountName: Codable {
  public init(from decoder: any Decoder) throws {
    try self.init(decoder.singleValueContainer().decode(String.self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

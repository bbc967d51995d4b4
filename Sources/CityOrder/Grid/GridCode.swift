// SPDX-License-Identifier: Apache-2.0

/// The number of a unit grid 单元网格: 6 digits region, 3 street, 3 community, 3 serial.
///
/// Source: GB/T 30428.1 (15 digits); CJ/T 213-2005 has a serial of two digits. A code of 14 digits
/// is accepted and kept with its serial padded, so that one piece of ground has one code.
public struct GridCode: Hashable, Sendable, Comparable {
  /// Always 15 digits.
  public let digits: String

  /// - Returns: `nil` unless `text` has 14 or 15 ASCII digits, does not begin with 0, and its
  ///   serial is not zero.
  public init?(_ text: String) {
    guard text.count == 14 || text.count == 15, text.allSatisfy({ $0.isASCII && $0.isNumber }),
      text.first != "0"
    else { return nil }
    let serial = text.dropFirst(12)
    guard serial.contains(where: { $0 != "0" }) else { return nil }
    digits = text.prefix(12) + (serial.count == 2 ? "0" : "") + serial
  }

  /// As many grids a community may have.
  public static let mostSerial = 999

  /// - Returns: `nil` unless `community` has 12 digits and `serial` is from 1 to `mostSerial`.
  public init?(community: String, serial: Int) {
    guard community.count == 12, (1...Self.mostSerial).contains(serial) else { return nil }
    let digits = String(serial)
    self.init(community + String(repeating: "0", count: 3 - digits.count) + digits)
  }

  /// GB/T 2260.
  public var region: String { String(digits.prefix(6)) }
  /// With the region before it.
  public var subdistrict: String { String(digits.prefix(9)) }
  /// With region and subdistrict before it.
  public var community: String { String(digits.prefix(12)) }

  public static func < (left: Self, right: Self) -> Bool { left.digits < right.digits }
}

extension GridCode: LosslessStringConvertible {
  public var description: String { digits }
}

extension GridCode: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let code = Self(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "\"\(text)\" is no grid code of 14 or 15 digits.")
    }
    self = code
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(digits)
  }
}

// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A column of whole numbers as one short text, which JSON reads a hundred times faster than an
/// array of as many numbers.
///
/// Each number is the difference to the one before, zigzag (0, -1, 1, -2 as 0, 1, 2, 3), in groups
/// of seven bits, the lowest first, the high bit set on all but the last; the bytes in base64.
///
/// Source: the variable-length integers of Protocol Buffers.
public struct IntegerColumn: Hashable, Codable, Sendable {
  public let values: [Int64]

  public init(_ values: [Int64]) { self.values = values }

  public init(_ values: some Sequence<Int>) { self.values = values.map(Int64.init) }

  /// The numbers as `Int`.
  public var integers: [Int] { values.map(Int.init) }

  public func encode(to encoder: any Encoder) throws {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(values.count * 2)
    var previous: Int64 = 0
    for value in values {
      let difference = value &- previous
      previous = value
      var rest = UInt64(bitPattern: difference << 1 ^ difference >> 63)
      while rest > 0x7F {
        bytes.append(UInt8(rest & 0x7F) | 0x80)
        rest >>= 7
      }
      bytes.append(UInt8(rest))
    }
    var container = encoder.singleValueContainer()
    try container.encode(Data(bytes).base64EncodedString())
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let data = Data(base64Encoded: text), let values = Self.values([UInt8](data)) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "The text is no packed column of whole numbers.")
    }
    self.values = values
  }

  /// - Returns: `nil` if the last number is cut or one has more than 64 bits.
  private static func values(_ bytes: [UInt8]) -> [Int64]? {
    var values: [Int64] = []
    values.reserveCapacity(bytes.count)
    var previous: Int64 = 0
    var rest: UInt64 = 0
    var shift: UInt64 = 0
    for byte in bytes {
      guard shift < 64 else { return nil }
      rest |= UInt64(byte & 0x7F) << shift
      if byte & 0x80 != 0 {
        shift += 7
      } else {
        previous &+= Int64(bitPattern: rest >> 1) ^ -Int64(bitPattern: rest & 1)
        values.append(previous)
        rest = 0
        shift = 0
      }
    }
    return shift == 0 ? values : nil
  }
}

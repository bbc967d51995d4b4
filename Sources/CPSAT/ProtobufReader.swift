// SPDX-License-Identifier: Apache-2.0

/// Reads the wire format field by field. Every read answers nil at the first byte that does not fit.
struct ProtobufReader {
  enum Value {
    case varint(UInt64)
    case fixed64(UInt64)
    case bytes(ArraySlice<UInt8>)
    case fixed32
  }

  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func field() -> (number: Int, value: Value)? {
    guard let tag = varint(), tag >> 3 > 0, tag >> 3 < 1 << 29 else { return nil }
    guard let value = value(ofWireType: tag & 7) else { return nil }
    return (Int(tag >> 3), value)
  }

  mutating func varint() -> UInt64? {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) {
      guard let byte = rest.popFirst() else { return nil }
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
    }
    return nil
  }

  /// All that is left, as integers.
  mutating func integers() -> [Int64]? {
    var values: [Int64] = []
    while !isAtEnd {
      guard let value = varint() else { return nil }
      values.append(Int64(bitPattern: value))
    }
    return values
  }

  private mutating func value(ofWireType type: UInt64) -> Value? {
    switch type {
    case 0: return varint().map { .varint($0) }
    case 1: return take(8).map { .fixed64(Self.littleEndian($0)) }
    case 2:
      guard let count = varint(), count <= rest.count else { return nil }
      return take(Int(count)).map { .bytes($0) }
    case 5: return take(4).map { _ in .fixed32 }
    default: return nil
    }
  }

  private mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
    guard count <= rest.count else { return nil }
    let taken = rest.prefix(count)
    rest = rest.dropFirst(count)
    return taken
  }

  private static func littleEndian(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}

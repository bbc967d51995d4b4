// SPDX-License-Identifier: Apache-2.0

/// Writes the protocol buffer wire format (protobuf.dev/programming-guides/encoding): a tag of field
/// number and wire type, then a variable-length integer, eight bytes, or a length and bytes.
struct ProtobufWriter {
  enum WireType: UInt64 {
    case varint = 0
    case fixed64 = 1
    case bytes = 2
  }

  private(set) var bytes: [UInt8] = []

  mutating func integer(_ field: Int, _ value: Int) {
    tag(field, .varint)
    varint(UInt64(bitPattern: Int64(value)))
  }

  mutating func boolean(_ field: Int, _ value: Bool) { integer(field, value ? 1 : 0) }

  mutating func double(_ field: Int, _ value: Double) {
    tag(field, .fixed64)
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: value.bitPattern >> shift))
    }
  }

  /// A repeated integer field; nothing at all when empty.
  mutating func packed(_ field: Int, _ values: some Collection<some FixedWidthInteger>) {
    if values.isEmpty { return }
    var content = ProtobufWriter()
    for value in values { content.varint(UInt64(bitPattern: Int64(value))) }
    append(field, content)
  }

  mutating func message(_ field: Int, _ body: (inout ProtobufWriter) -> Void) {
    var content = ProtobufWriter()
    body(&content)
    append(field, content)
  }

  private mutating func append(_ field: Int, _ content: ProtobufWriter) {
    tag(field, .bytes)
    varint(UInt64(content.bytes.count))
    bytes.append(contentsOf: content.bytes)
  }

  private mutating func tag(_ field: Int, _ type: WireType) {
    varint(UInt64(field) << 3 | type.rawValue)
  }

  private mutating func varint(_ value: UInt64) {
    var rest = value
    while rest > 0x7F {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}

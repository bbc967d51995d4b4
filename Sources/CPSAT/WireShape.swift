// SPDX-License-Identifier: Apache-2.0

/// The shape of a message: which fields it may have, and how each lies on the wire.
///
/// CP-SAT aborts the process when it is handed bytes that do not parse. `accepts` walks all of them
/// first, so that a fault of our own encoder becomes an error and not the end of the server.
indirect enum WireShape {
  case integer
  case double
  case integers
  case message([Int: WireShape])

  /// Whether `bytes` are a message whose fields are exactly of these shapes.
  static func accepts(_ bytes: ArraySlice<UInt8>, as fields: [Int: WireShape]) -> Bool {
    var reader = ProtobufReader(bytes)
    while !reader.isAtEnd {
      guard let field = reader.field(), let shape = fields[field.number],
        shape.accepts(field.value)
      else { return false }
    }
    return true
  }

  private func accepts(_ value: ProtobufReader.Value) -> Bool {
    switch (self, value) {
    case (.integer, .varint), (.double, .fixed64): return true
    case (.integers, .bytes(let bytes)):
      var reader = ProtobufReader(bytes)
      return reader.integers() != nil
    case (.message(let fields), .bytes(let bytes)): return Self.accepts(bytes, as: fields)
    default: return false
    }
  }
}

extension WireShape {
  private static let expression = WireShape.message([1: .integers, 2: .integers, 3: .integer])
  private static let literals = WireShape.message([1: .integers])

  private static let constraint = WireShape.message([
    2: .integers,  // enforcement_literal
    3: literals, 4: literals, 26: literals, 29: literals,
    12: .message([1: .integers, 2: .integers, 3: .integers]),
    13: .message([1: expression]),
    15: .message([3: .integers, 4: .integers, 5: .integers]),
    17: .message([
      2: .integer, 3: .integers, 4: .integers, 5: .integers, 6: .integers, 8: expression,
    ]),
    19: .message([4: expression, 5: expression, 6: expression]),
    20: .message([1: .integers]),
    22: .message([1: expression, 2: .integers, 3: expression]),
    27: .message([1: expression, 2: expression]),
  ])

  /// The part of CpModelProto (ortools/sat/cp_model.proto, 9.15) that `CPModel` writes.
  static let model: [Int: WireShape] = [
    2: .message([2: .integers]),
    3: constraint,
    4: .message([1: .integers, 2: .double, 3: .double, 4: .integers]),
    6: .message([1: .integers, 2: .integers]),
    7: .integers,
  ]

  /// The part of SatParameters (ortools/sat/sat_parameters.proto, 9.15) that `CPParameters` writes.
  static let parameters: [Int: WireShape] = [
    31: .integer, 36: .double, 40: .integer, 67: .double, 90: .integer, 98: .integer,
    110: .integer, 135: .integer, 136: .integer, 138: .integer, 160: .double, 186: .integer,
    201: .integer, 206: .integer,
  ]
}

// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A value that is written as XML or as JSON, by the rules of GeoReport v2.
///
/// The two forms are one tree: in JSON (the "Spark convention") a plural wrapper is a bare array and
/// the root has no name; in XML each list has its wrapper and its items their names.
indirect enum Open311Node: Sendable {
  /// `nil` is JSON's null and XML's empty element.
  case text(String?)
  case number(Double?)
  case integer(Int)
  case flag(Bool)
  case object([(name: String, value: Open311Node)])
  /// - Parameter item: The name of each element in XML.
  case list(item: String, [Open311Node])

  /// The document with the given root element.
  func xml(root: String) -> String {
    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + element(root) + "\n"
  }

  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
    return String(decoding: try encoder.encode(JSONForm(node: self)), as: UTF8.self)
  }

  private func element(_ name: String) -> String {
    let content =
      switch self {
      case .text(let text): Self.escaped(text ?? "")
      case .number(let number): number.map { "\($0)" } ?? ""
      case .integer(let number): "\(number)"
      case .flag(let flag): "\(flag)"
      case .object(let members): members.map { $0.value.element($0.name) }.joined()
      case .list(let item, let elements): elements.map { $0.element(item) }.joined()
      }
    return content.isEmpty ? "<\(name)/>" : "<\(name)>\(content)</\(name)>"
  }

  /// Characters that XML 1.0 cannot hold at all are left out.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\t", "\n", "\r": result.unicodeScalars.append(scalar)
      case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: break
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

/// The tree as `JSONEncoder` takes it.
private struct JSONForm: Encodable {
  struct Key: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  var node: Open311Node

  func encode(to encoder: any Encoder) throws {
    switch node {
    case .object(let members):
      var container = encoder.container(keyedBy: Key.self)
      for (name, value) in members {
        try container.encode(JSONForm(node: value), forKey: Key(stringValue: name))
      }
    case .list(_, let elements):
      var container = encoder.unkeyedContainer()
      for element in elements { try container.encode(JSONForm(node: element)) }
    case .text(let text): try encode(text, to: encoder)
    case .number(let number): try encode(number, to: encoder)
    case .integer(let number): try encode(number, to: encoder)
    case .flag(let flag): try encode(flag, to: encoder)
    }
  }

  private func encode(_ value: (some Encodable)?, to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let value { try container.encode(value) } else { try container.encodeNil() }
  }
}

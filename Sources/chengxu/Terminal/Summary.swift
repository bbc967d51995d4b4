// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What a command prints when it is done: a table for people, one JSON object for programs.
protocol Summary: Encodable {
  var table: TextTable { get }
  func rendered(as format: OutputFormat) throws -> String
}

extension Summary {
  func rendered(as format: OutputFormat) throws -> String {
    switch format {
    case .table: table.rendered()
    case .json: try json()
    }
  }

  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}

extension Double {
  /// Rounded for people, such as 12.3 or 93.7 %.
  func text(places: Int) -> String { String(format: "%.\(places)f", self) }
  var percent: String { (self * 100).text(places: 1) + " %" }
}

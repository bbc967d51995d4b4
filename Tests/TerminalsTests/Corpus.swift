// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// The frames and requests of public test suites, one JSON object a line.
enum Corpus {
  static func rows<Row: Decodable>(_ name: String, as type: Row.Type) throws -> [Row] {
    let folder = Bundle.module.bundleURL.appending(path: "Resources")
    let text = try String(contentsOf: folder.appending(path: "\(name).jsonl"), encoding: .utf8)
    return try text.split(separator: "\n").map {
      try JSONDecoder().decode(type, from: Data($0.utf8))
    }
  }

  /// What a platform must make of one frame.
  struct Frame: Decodable {
    struct Reply: Decodable {
      var reply_serial: UInt16?
    }
    struct Position: Decodable {
      var alarm: UInt32
      var status: UInt32
      var lat: Double
      var lon: Double
      var altitude_m: Int
      var speed_kmh: Double
      var course: Int
      var time_utc: String?
      var items: [[String]]
      var items_well_formed: Bool
      var coordinates_in_range: Bool
    }

    var id: String
    var wire_hex: String
    var msg_id: String
    var kind: String
    var version: String
    var terminal_phone: String
    var serial: UInt16
    var subpackage: [UInt16]?
    var reply: Reply?
    var positions: [Position]?
  }

  struct BadFrame: Decodable {
    var id: String
    var wire_hex: String
    var reason: String
  }

  struct Stream: Decodable {
    var id: String
    var stream_hex: String
    var expected_frames: [String]
    var pending_bytes: Int
  }

  struct Request: Decodable {
    struct Content: Decodable {
      var method: String
      var path: String
      var headers: [String: String]
      var body: String?
    }
    struct Derived: Decodable {
      var device: String
      var lat: Double
      var lon: Double
      var time: String?
      var speed_mps: Double?
      var speed_kn: Double?
      var speed_kmh: Double?
      var course: Double?
      var altitude_m: Double?
      var accuracy_m: Double?
      var battery_pct: Double?
    }

    var id: String
    var request: Content
    var derived: Derived
  }
}

/// The bytes that an even number of hexadecimal digits write; an odd last digit is left out.
func bytes(_ hexadecimal: String) -> [UInt8] {
  let digits = hexadecimal.compactMap(\.hexDigitValue)
  return stride(from: 0, to: digits.count - 1, by: 2).map {
    UInt8(digits[$0] << 4 | digits[$0 + 1])
  }
}

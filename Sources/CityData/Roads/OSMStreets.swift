// SPDX-License-Identifier: Apache-2.0

import COSMReader
import DutyModel
import Foundation

/// All ways with a `highway` tag of an OpenStreetMap extract, as the file has them.
struct OSMStreets {
  struct Way {
    var id: Int64
    /// Range in `nodes` and `places`.
    var nodes: Range<Int>
    fileprivate var number: Int
  }

  enum Tag: Int32 {
    case highway, name, chineseName, englishName, maxspeed, oneway, onewayMotorVehicle, junction
    case access, vehicle, motorVehicle, service, area
  }

  private(set) var ways: [Way] = []
  private(set) var nodes: [Int64] = []
  /// `nil` for a node that the extract does not hold.
  private(set) var places: [Coordinate?] = []
  private(set) var signalNodes: Set<Int64> = []
  private var tags: [Int32] = []
  private var strings: [String] = []

  func value(_ tag: Tag, of way: Way) -> String? {
    let string = tags[way.number * COSM_TAG_COUNT + Int(tag.rawValue)]
    return string < 0 ? nil : strings[Int(string)]
  }

  /// Reads a `.osm.pbf` file.
  static func read(_ file: URL) throws(ImportError) -> OSMStreets {
    var handle: OpaquePointer?
    var columns = cosm_streets()
    var message = [CChar](repeating: 0, count: 512)
    let status = cosm_read(file.path, &handle, &columns, &message, message.count)
    defer { cosm_free(handle) }
    let detail = String(
      decoding: message.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    switch status {
    case COSM_OK: return OSMStreets(columns)
    case COSM_NOT_PBF: throw .damagedRoads(file: file.lastPathComponent, detail: detail)
    default: throw .unreadable(file: file.lastPathComponent, reason: detail)
    }
  }

  private init(_ columns: cosm_streets) {
    let starts = UnsafeBufferPointer(start: columns.way_starts, count: columns.way_count + 1)
    let numbers = UnsafeBufferPointer(start: columns.way_ids, count: columns.way_count)
    ways = numbers.enumerated().map { position, id in
      Way(id: id, nodes: starts[position]..<starts[position + 1], number: position)
    }
    nodes = Array(UnsafeBufferPointer(start: columns.node_refs, count: columns.node_ref_count))
    places = Self.places(columns)
    signalNodes = Set(
      UnsafeBufferPointer(start: columns.signal_nodes, count: columns.signal_count))
    tags = Array(
      UnsafeBufferPointer(
        start: columns.way_tags, count: columns.way_count * COSM_TAG_COUNT))
    strings = Self.strings(columns)
  }

  private static func places(_ columns: cosm_streets) -> [Coordinate?] {
    let latitudes = UnsafeBufferPointer(start: columns.latitudes, count: columns.node_ref_count)
    let longitudes = UnsafeBufferPointer(start: columns.longitudes, count: columns.node_ref_count)
    return zip(latitudes, longitudes).map { latitude, longitude in
      latitude == Int32.max
        ? nil : Coordinate(latitude: Double(latitude) / 1e7, longitude: Double(longitude) / 1e7)
    }
  }

  private static func strings(_ columns: cosm_streets) -> [String] {
    let starts = UnsafeBufferPointer(start: columns.string_starts, count: columns.string_count + 1)
    return (0..<columns.string_count).map { number in
      let bytes = UnsafeRawBufferPointer(
        start: columns.string_bytes + starts[number], count: starts[number + 1] - starts[number])
      return String(decoding: bytes, as: UTF8.self)
    }
  }
}

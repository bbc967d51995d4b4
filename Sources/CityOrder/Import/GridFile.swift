// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation

/// Unit grids of a file: a GeoJSON FeatureCollection (RFC 7946) with `code`, `name` and, if wanted,
/// `owners`; or CSV with the columns `code`, `name`, `outline` (POLYGON or MULTIPOLYGON as WKT).
/// Coordinates are degrees of WGS-84, longitude first.
public struct GridFile: Sendable {
  public private(set) var grids: [UnitGrid] = []
  private var codes: Set<GridCode> = []
  private var refused: [GridRefusal] = []
  private var read = 0
  private let file: String
  private let owners: GridOwnerReader

  /// How many refused records an error names.
  static let examples = 8

  /// - Parameters:
  ///   - ownerTable: A CSV file of owners: `code`, `role`, `name`, `unit`, `from` and `until`.
  ///   - directory: Knows the bodies that owners belong to.
  public init(
    _ bytes: [UInt8], file: String, ownerTable: (bytes: [UInt8], file: String)? = nil,
    directory: OrderDirectory
  ) throws(GridImportError) {
    self.file = file
    owners = GridOwnerReader(directory)
    let first = bytes.first { ![0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) }
    if first == UInt8(ascii: "{") { try readGeoJSON(bytes) } else { try readCSV(bytes) }
    guard read > 0 else { throw .empty(file: file) }
    try check(file, read: read)
    if let ownerTable { try readOwners(ownerTable.bytes, file: ownerTable.file) }
  }

  private mutating func readGeoJSON(_ bytes: [UInt8]) throws(GridImportError) {
    let value: Any
    do {
      value = try JSONSerialization.jsonObject(with: Data(bytes))
    } catch {
      throw .malformedGeoJSON(file: file, detail: (error as NSError).localizedDescription)
    }
    guard let root = value as? [String: Any], root["type"] as? String == "FeatureCollection",
      let features = root["features"] as? [[String: Any]]
    else { throw .malformedGeoJSON(file: file, detail: "type, features") }
    read = features.count
    for (position, feature) in features.enumerated() {
      let properties = feature["properties"] as? [String: Any] ?? [:]
      do throws(GridRefusal) {
        var grid = try grid(
          properties.mapValues { "\($0)" }, position + 1,
          rings: GridOutline.rings(of: feature["geometry"] as? [String: Any]), outline: "geometry")
        for owner in properties["owners"] as? [[String: Any]] ?? [] {
          grid.owners.append(try owners.owner(owner.mapValues { "\($0)" }, position + 1))
        }
        keep(grid)
      } catch {
        refused.append(error)
      }
    }
  }

  private mutating func readCSV(_ bytes: [UInt8]) throws(GridImportError) {
    let table = try GridTable(bytes, file: file, columns: ["code", "name", "outline"])
    read = table.rows.count
    for row in table.rows {
      do throws(GridRefusal) {
        let texts = try row.texts()
        let rings = GridOutline.rings(ofWKT: texts["outline"] ?? "")
        keep(try grid(texts, row.line, rings: rings, outline: "outline"))
      } catch {
        refused.append(error)
      }
    }
  }

  private mutating func readOwners(_ bytes: [UInt8], file: String) throws(GridImportError) {
    let positions = Dictionary(uniqueKeysWithValues: grids.enumerated().map { ($1.code, $0) })
    let table = try GridTable(bytes, file: file, columns: ["code", "role", "name", "unit", "from"])
    for row in table.rows {
      do throws(GridRefusal) {
        let texts = try row.texts()
        let code = texts["code"] ?? ""
        guard let position = GridCode(code).flatMap({ positions[$0] }) else {
          throw GridRefusal(record: row.line, field: "code", found: code, reason: .unknownGrid)
        }
        grids[position].owners.append(try owners.owner(texts, row.line))
      } catch {
        refused.append(error)
      }
    }
    try check(file, read: table.rows.count)
  }

  private mutating func keep(_ grid: UnitGrid) {
    codes.insert(grid.code)
    grids.append(grid)
  }

  private func grid(
    _ texts: [String: String], _ record: Int, rings: [[Coordinate]]?, outline: String
  ) throws(GridRefusal) -> UnitGrid {
    func refusal(_ field: String, _ reason: GridRefusal.Reason) -> GridRefusal {
      GridRefusal(
        record: record, field: field, found: String((texts[field] ?? "").prefix(60)),
        reason: reason)
    }
    guard let code = GridCode(texts["code"] ?? "") else { throw refusal("code", .code) }
    guard !codes.contains(code) else {
      throw refusal("code", .duplicateCode)
    }
    let name = (texts["name"] ?? "").trimmingCharacters(in: .whitespaces)
    guard !name.isEmpty else { throw refusal("name", .name) }
    guard let rings else { throw refusal(outline, .outline) }
    return UnitGrid(code: code, name: name, rings: rings)
  }

  private func check(_ file: String, read: Int) throws(GridImportError) {
    guard refused.isEmpty else {
      throw .refused(
        file: file, examples: Array(refused.prefix(Self.examples)), count: refused.count,
        read: read)
    }
  }
}

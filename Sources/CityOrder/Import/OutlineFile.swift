// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation

/// Named outlines of a file: a GeoJSON FeatureCollection (RFC 7946) with `code` and `name`, or CSV with the columns
/// `code`, `name`, `outline` (POLYGON or MULTIPOLYGON as WKT). Degrees of WGS-84, longitude first.
struct OutlineFile {
  private(set) var records: [OutlineRecord] = []
  /// Rows that could not even be read as records.
  private(set) var refused: [GridRefusal] = []
  /// Records of the file, refused ones among them; never 0.
  private(set) var read = 0
  private let file: String

  init(_ bytes: [UInt8], file: String) throws(GridImportError) {
    self.file = file
    let first = bytes.first { ![0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) }
    if first == UInt8(ascii: "{") { try readGeoJSON(bytes) } else { try readCSV(bytes) }
    guard read > 0 else { throw .empty(file: file) }
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
      let owners = properties["owners"] as? [[String: Any]] ?? []
      records.append(
        OutlineRecord(
          number: position + 1, texts: properties.mapValues { "\($0)" },
          rings: GridOutline.rings(of: feature["geometry"] as? [String: Any]),
          outlineField: "geometry", owners: owners.map { $0.mapValues { "\($0)" } }))
    }
  }

  private mutating func readCSV(_ bytes: [UInt8]) throws(GridImportError) {
    let table = try GridTable(bytes, file: file, columns: ["code", "name", "outline"])
    read = table.rows.count
    for row in table.rows {
      do throws(GridRefusal) {
        let texts = try row.texts()
        records.append(
          OutlineRecord(
            number: row.line, texts: texts, rings: GridOutline.rings(ofWKT: texts["outline"] ?? ""),
            outlineField: "outline"))
      } catch {
        refused.append(error)
      }
    }
  }
}

/// One outline of a file, as it stands there.
struct OutlineRecord {
  /// The line of a CSV file, or the number of the feature, from 1.
  var number: Int
  var texts: [String: String]
  /// `nil` if the file has no usable polygon.
  var rings: [[Coordinate]]?
  var outlineField: String
  var owners: [[String: String]] = []

  var name: String {
    get throws(GridRefusal) {
      let name = (texts["name"] ?? "").trimmingCharacters(in: .whitespaces)
      if name.isEmpty { throw refusal("name", .name) }
      return name
    }
  }

  var outline: [[Coordinate]] {
    get throws(GridRefusal) {
      guard let rings else { throw refusal(outlineField, .outline) }
      return rings
    }
  }

  func refusal(_ field: String, _ reason: GridRefusal.Reason) -> GridRefusal {
    GridRefusal(
      record: number, field: field, found: String((texts[field] ?? "").prefix(60)), reason: reason)
  }
}

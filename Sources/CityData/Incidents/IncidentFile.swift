// SPDX-License-Identifier: Apache-2.0

import CSVText
import DutyModel
import Foundation
import Geography
import Gzip

/// A row of the incident file, read but not yet on the street network.
struct IncidentRow {
  /// In the file, from 1; it becomes the incident's number.
  var line: Int
  var time: CivilTime
  /// As the file has it, in `system`.
  var latitude: Double
  var longitude: Double
  var system: CoordinateSystem
  var kind: String
  var severity: Incident.Severity

  func location(readAs system: CoordinateSystem) -> Coordinate {
    TaggedCoordinate(latitude: latitude, longitude: longitude, system: system).wgs84
  }
}

/// The rows of `incidents.csv` or `incidents.csv.gz`, and those that could not be read.
struct IncidentFile {
  private(set) var rows: [IncidentRow] = []
  private(set) var rowsRead = 0
  private(set) var omissions: [ImportReport.Omission] = []

  /// Bytes that an incident file may unpack to; more is a mistake or an attack.
  private static let sizeLimit = 2 << 30

  /// Unpacks the file if it is named `.gz`.
  static func text(of file: URL, bytes: [UInt8]) throws(ImportError) -> [UInt8] {
    guard file.pathExtension == "gz" else { return bytes }
    do {
      return try GzipDecompressor.unpack(bytes, limit: sizeLimit)
    } catch {
      throw .damagedCompression(file: file.lastPathComponent, detail: error.description)
    }
  }

  /// - Parameter system: Of rows that have no `coordinate_system` of their own.
  init(
    text: [UInt8], file: String, system: CoordinateSystem, badRows: ImportOptions.BadRows
  ) throws(ImportError) {
    try TextCheck.check(text, file: file)
    var reader = CSVReader(text)
    guard try Self.readRow(&reader, file: file) else { throw .emptyIncidents(file: file) }
    let columns = try IncidentHeader(reader.fields.map(reader.text), file: file)
    var ledger = OmissionLedger(source: file)
    var bad: [BadField] = []
    var badCount = 0
    while try Self.readRow(&reader, file: file) {
      rowsRead += 1
      do {
        rows.append(try IncidentFields(reader, columns).row(system: system))
      } catch {
        badCount += 1
        if bad.count < 10 { bad.append(error) }
        ledger.add(error.reason, example: error.explanation.english)
      }
    }
    guard rowsRead > 0 else { throw .headerOnly(file: file) }
    if badCount > 0, badRows == .refuse || rows.isEmpty {
      throw .badRows(file: file, examples: bad, count: badCount, rowsRead: rowsRead)
    }
    omissions = ledger.omissions
  }

  static func readRow(
    _ reader: inout CSVReader, file: String
  ) throws(ImportError) -> Bool {
    do {
      return try reader.readRow()
    } catch {
      throw .malformedCSV(
        file: file, line: error.position.line, column: error.position.column,
        problem: error.problem)
    }
  }
}

/// Where each column that is used stands.
struct IncidentHeader {
  let count: Int
  let time: Int
  let latitude: Int
  let longitude: Int
  let kind: Int
  let severity: Int
  let system: Int?

  init(_ names: [String], file: String) throws(ImportError) {
    let names = names.map { $0.trimmingCharacters(in: .whitespaces) }
    let used = ["time", "lat", "lon", "kind", "severity", "coordinate_system"]
    for name in used where names.count(where: { $0 == name }) > 1 {
      throw .duplicateColumn(file: file, column: name)
    }
    let positions = used.map(names.firstIndex(of:))
    guard let time = positions[0], let latitude = positions[1], let longitude = positions[2],
      let kind = positions[3], let severity = positions[4]
    else {
      let missing = zip(used, positions).prefix(5).filter { $0.1 == nil }.map(\.0)
      throw .missingColumns(file: file, missing: missing, found: names)
    }
    count = names.count
    self.time = time
    self.latitude = latitude
    self.longitude = longitude
    self.kind = kind
    self.severity = severity
    system = positions[5]
  }
}

extension BadField {
  /// The key in the import report.
  var reason: String {
    switch expected {
    case .fieldCount: "row-with-wrong-number-of-fields"
    case .localTime, .localTimeWithoutZone: "row-without-valid-time"
    case .latitude, .longitude: "row-without-valid-coordinate"
    case .severity: "row-with-unknown-severity"
    case .coordinateSystem: "row-with-unknown-coordinate-system"
    case .text: "row-with-empty-field"
    case .number, .hours: "row-without-valid-number"
    case .fiveMinutes: "row-off-the-five-minutes"
    case .speedOrLevel, .level: "row-without-speed-or-level"
    case .roadClass: "row-with-unknown-road-class"
    case .topic: "row-with-unknown-topic"
    }
  }
}

// SPDX-License-Identifier: Apache-2.0

import CSVText
import DutyModel
import Geography

/// Reads one row's fields from their bytes, and says which of them is not what it should be.
struct IncidentFields {
  private let reader: CSVReader
  private let columns: IncidentHeader

  init(_ reader: CSVReader, _ columns: IncidentHeader) {
    self.reader = reader
    self.columns = columns
  }

  func row(system: CoordinateSystem) throws(BadField) -> IncidentRow {
    let fields = reader.fields
    guard fields.count == columns.count else {
      throw BadField(
        line: reader.line, column: 1, field: "row", found: "\(fields.count) fields",
        expected: .fieldCount(columns.count))
    }
    let latitude = FieldParser.decimal(bytes(columns.latitude))
    guard let latitude, (-90...90).contains(latitude) else {
      throw bad(columns.latitude, "lat", .latitude)
    }
    let longitude = FieldParser.decimal(bytes(columns.longitude))
    guard let longitude, (-180...180).contains(longitude) else {
      throw bad(columns.longitude, "lon", .longitude)
    }
    guard let severity = FieldParser.severity(bytes(columns.severity)) else {
      throw bad(columns.severity, "severity", .severity)
    }
    return IncidentRow(
      line: reader.line, time: try time(), latitude: latitude, longitude: longitude,
      system: try self.system() ?? system, kind: reader.text(fields[columns.kind]),
      severity: severity)
  }

  private func time() throws(BadField) -> CivilTime {
    let text = bytes(columns.time)
    if let time = FieldParser.localTime(text) { return time }
    throw bad(
      columns.time, "time",
      FieldParser.hasZone(text) ? .localTimeWithoutZone : .localTime)
  }

  /// `nil` without the column or with an empty field.
  private func system() throws(BadField) -> CoordinateSystem? {
    guard let column = columns.system, !bytes(column).isEmpty else { return nil }
    guard let system = CoordinateSystem(spelling: reader.text(reader.fields[column])) else {
      throw bad(column, "coordinate_system", .coordinateSystem)
    }
    return system
  }

  /// Without blanks around.
  private func bytes(_ column: Int) -> ArraySlice<UInt8> {
    var slice = reader.bytes[reader.fields[column].range]
    while slice.first == 0x20 { slice.removeFirst() }
    while slice.last == 0x20 { slice.removeLast() }
    return slice
  }

  private func bad(
    _ column: Int, _ name: String, _ expected: BadField.Expectation
  ) -> BadField {
    let field = reader.fields[column]
    let position = reader.position(of: field)
    let text = reader.text(field)
    return BadField(
      line: position.line, column: position.column, field: name,
      found: text.count > 60 ? text.prefix(60) + "…" : text, expected: expected)
  }
}

extension BadField: Error {}

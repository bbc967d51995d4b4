// SPDX-License-Identifier: Apache-2.0

import CSVText
import DutyModel
import Foundation
import Gzip

/// A comma-separated file of one kind of reading, row by row, with what was left out and why.
///
/// The same manners as the incident file's: UTF-8, RFC 4180, a header with known names in any order;
/// a row that cannot be read is named with line, column, what stood there and what was expected.
public struct Series<Row: Hashable & Sendable>: Hashable, Sendable {
  /// In the order of the file.
  public var rows: [Row]
  public var rowsRead: Int
  public var omissions: [ImportReport.Omission]
  /// Whether a column `source` says `demo`: made up, and to be shown as such.
  public var isDemoData: Bool

  public init(
    rows: [Row], rowsRead: Int? = nil, omissions: [ImportReport.Omission] = [],
    isDemoData: Bool = false
  ) {
    self.rows = rows
    self.rowsRead = rowsRead ?? rows.count
    self.omissions = omissions
    self.isDemoData = isDemoData
  }
}

/// Reads one kind of series: which columns it needs, which it may have, and how a row is read.
struct SeriesReader<Row: Hashable & Sendable> {
  var required: [String]
  var optional: [String]
  var row: (SeriesFields) throws(BadField) -> Row

  /// Bytes that a series may unpack to; more is a mistake or an attack.
  private static var sizeLimit: Int { 2 << 30 }

  func read(_ file: URL, badRows: ImportOptions.BadRows) throws(ImportError) -> Series<Row> {
    let name = file.lastPathComponent
    guard FileManager.default.fileExists(atPath: file.path) else {
      throw .missingFile(folder: file.deletingLastPathComponent().path, names: [name])
    }
    let bytes: [UInt8]
    do {
      bytes = [UInt8](try Data(contentsOf: file))
    } catch {
      throw .unreadable(file: name, reason: SnapshotError.reason(error))
    }
    return try read(text: try unpacked(bytes, file: file), file: name, badRows: badRows)
  }

  private func unpacked(_ bytes: [UInt8], file: URL) throws(ImportError) -> [UInt8] {
    guard file.pathExtension == "gz" else { return bytes }
    do {
      return try GzipDecompressor.unpack(bytes, limit: Self.sizeLimit)
    } catch {
      throw .damagedCompression(file: file.lastPathComponent, detail: error.description)
    }
  }

  func read(
    text: [UInt8], file: String, badRows: ImportOptions.BadRows
  ) throws(ImportError) -> Series<Row> {
    try TextCheck.check(text, file: file)
    var reader = CSVReader(text)
    guard try IncidentFile.readRow(&reader, file: file) else {
      throw .emptySeries(file: file, columns: required)
    }
    let columns = try positions(of: reader.fields.map(reader.text), file: file)
    var series = Series<Row>(rows: [])
    var ledger = OmissionLedger(source: file)
    var bad: [BadField] = []
    var badCount = 0
    while try IncidentFile.readRow(&reader, file: file) {
      series.rowsRead += 1
      do {
        let fields = try SeriesFields(reader, columns)
        series.rows.append(try row(fields))
        if fields.says("source", "demo") { series.isDemoData = true }
      } catch {
        badCount += 1
        if bad.count < 10 { bad.append(error) }
        ledger.add(error.reason, example: error.explanation.english)
      }
    }
    guard series.rowsRead > 0 else { throw .emptySeries(file: file, columns: required) }
    if badCount > 0, badRows == .refuse || series.rows.isEmpty {
      throw .badRows(file: file, examples: bad, count: badCount, rowsRead: series.rowsRead)
    }
    series.omissions = ledger.omissions
    return series
  }

  private func positions(of header: [String], file: String) throws(ImportError) -> SeriesColumns {
    let names = header.map { $0.trimmingCharacters(in: .whitespaces) }
    let known = required + optional + ["source"]
    for name in known where names.count(where: { $0 == name }) > 1 {
      throw .duplicateColumn(file: file, column: name)
    }
    let missing = required.filter { !names.contains($0) }
    guard missing.isEmpty else { throw .missingColumns(file: file, missing: missing, found: names) }
    var position: [String: Int] = [:]
    for name in known { position[name] = names.firstIndex(of: name) }
    return SeriesColumns(count: names.count, position: position)
  }
}

/// Where each column that is used stands.
struct SeriesColumns {
  var count: Int
  var position: [String: Int]
}

/// Reads one row's fields by name, and says which of them is not what it should be.
struct SeriesFields {
  private let reader: CSVReader
  private let columns: SeriesColumns

  init(_ reader: CSVReader, _ columns: SeriesColumns) throws(BadField) {
    guard reader.fields.count == columns.count else {
      throw BadField(
        line: reader.line, column: 1, field: "row", found: "\(reader.fields.count) fields",
        expected: .fieldCount(columns.count))
    }
    self.reader = reader
    self.columns = columns
  }

  /// `nil` without the column or with an empty field.
  func text(_ name: String) -> String? {
    guard let column = columns.position[name] else { return nil }
    let text = reader.text(reader.fields[column]).trimmingCharacters(in: .whitespaces)
    return text.isEmpty ? nil : text
  }

  func says(_ name: String, _ value: String) -> Bool { text(name)?.lowercased() == value }

  func needed(_ name: String) throws(BadField) -> String {
    guard let text = text(name) else { throw bad(name, .text) }
    return text
  }

  func time(_ name: String) throws(BadField) -> CivilTime {
    let bytes = Array((text(name) ?? "").utf8)[...]
    if let time = FieldParser.localTime(bytes) { return time }
    throw bad(name, FieldParser.hasZone(bytes) ? .localTimeWithoutZone : .localTime)
  }

  /// `nil` without the column or with an empty field.
  func number(_ name: String, in range: ClosedRange<Double>) throws(BadField) -> Double? {
    guard let text = text(name) else { return nil }
    guard let number = FieldParser.decimal(Array(text.utf8)[...]), range.contains(number) else {
      throw bad(name, .number(range.lowerBound, range.upperBound))
    }
    return number
  }

  func neededNumber(_ name: String, in range: ClosedRange<Double>) throws(BadField) -> Double {
    guard let number = try number(name, in: range) else {
      throw bad(name, .number(range.lowerBound, range.upperBound))
    }
    return number
  }

  func bad(_ name: String, _ expected: BadField.Expectation) -> BadField {
    guard let column = columns.position[name] else {
      return BadField(line: reader.line, column: 1, field: name, found: "", expected: expected)
    }
    let field = reader.fields[column]
    let position = reader.position(of: field)
    let text = reader.text(field)
    return BadField(
      line: position.line, column: position.column, field: name,
      found: text.count > 60 ? text.prefix(60) + "…" : text, expected: expected)
  }
}

// SPDX-License-Identifier: Apache-2.0

import CSVText
import DutyModel
import Geography
import Gzip

/// One row of another system's file, read.
struct CaseRecord {
  var line: Int
  var category: String
  var agency: String
  var opened: Instant
  var due: Instant?
  var closed: Instant?
  var status: String
  var place: Coordinate
  var area: String
  var grid: GridCode?
  var address: String
}

/// The rows of a file that can be cases, and those that cannot.
struct CaseRecordFile {
  private(set) var records: [CaseRecord] = []
  private(set) var refused: [RefusedRow] = []
  private(set) var rowsRead = 0

  private static let sizeLimit = 2 << 30

  init(
    _ packed: [UInt8], file: String, mapping: CaseMapping
  ) throws(CaseImportError) {
    let bytes = try Self.text(of: packed, file: file)
    var reader = CSVReader(bytes)
    guard try Self.readRow(&reader, file: file) else { throw .empty(file: file) }
    let fields = try CaseRecordFields(
      header: reader.fields.map(reader.text), file: file, mapping: mapping)
    var seen: Set<String> = []
    while try Self.readRow(&reader, file: file) {
      rowsRead += 1
      let texts = reader.fields.map(reader.text)
      do throws(RefusedRow) {
        let record = try fields.record(texts, line: reader.line)
        let id = texts[fields.id]
        guard seen.insert(id).inserted else {
          throw RefusedRow(
            line: reader.line, field: mapping.columns.id, found: id, reason: .duplicateID)
        }
        records.append(record)
      } catch {
        refused.append(error)
      }
    }
    guard rowsRead > 0 else { throw .empty(file: file) }
  }

  private static func text(of packed: [UInt8], file: String) throws(CaseImportError) -> [UInt8] {
    var bytes = packed
    if packed.starts(with: [0x1F, 0x8B]) {
      do {
        bytes = try GzipDecompressor.unpack(packed, limit: sizeLimit)
      } catch {
        throw .damagedCompression(file: file, detail: error.description)
      }
    }
    do {
      _ = try UTF8Span(validating: bytes.span)
    } catch {
      throw .notUTF8(file: file, byte: error.byteOffsets.lowerBound)
    }
    return bytes
  }

  private static func readRow(
    _ reader: inout CSVReader, file: String
  ) throws(CaseImportError) -> Bool {
    do {
      return try reader.readRow()
    } catch {
      throw .malformedCSV(
        file: file, line: error.position.line, column: error.position.column,
        problem: error.problem)
    }
  }
}

extension RefusedRow: Error {}

/// Where each column stands, and how its text is read.
struct CaseRecordFields {
  let id: Int
  private let mapping: CaseMapping
  private let system: CoordinateSystem
  private let count: Int
  private let positions: [String: Int]
  private let clock: CityClock

  init(header: [String], file: String, mapping: CaseMapping) throws(CaseImportError) {
    guard let system = CoordinateSystem(spelling: mapping.coordinateSystem) else {
      throw .badMapping("coordinateSystem \"\(mapping.coordinateSystem)\" is none.")
    }
    if let prefix = mapping.gridPrefix, GridCode(prefix + "001") == nil {
      throw .badMapping("gridPrefix \"\(prefix)\" has not twelve digits.")
    }
    let columns = mapping.columns
    let wanted =
      [
        columns.id, columns.category, columns.agency, columns.opened, columns.due, columns.closed,
        columns.status, columns.latitude, columns.longitude,
      ] + [columns.area, columns.grid, columns.address].compactMap(\.self)
    let missing = wanted.filter { !header.contains($0) }
    guard missing.isEmpty else {
      throw .missingColumns(file: file, missing: missing, found: header)
    }
    positions = Dictionary(
      header.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    id = positions[columns.id] ?? 0
    count = header.count
    clock = CityClock(minutesEastOfUTC: mapping.minutesEastOfUTC)
    self.mapping = mapping
    self.system = system
  }

  func record(_ texts: [String], line: Int) throws(RefusedRow) -> CaseRecord {
    guard texts.count == count else {
      throw RefusedRow(
        line: line, field: "row", found: "\(texts.count) fields", reason: .fieldCount)
    }
    func text(_ column: String?) -> String {
      column.flatMap { positions[$0] }.map { texts[$0] } ?? ""
    }
    func bad(_ column: String, _ reason: RefusedRow.Reason) -> RefusedRow {
      RefusedRow(
        line: line, field: column, found: String(text(column).prefix(60)), reason: reason)
    }
    let columns = mapping.columns
    guard let opened = instant(text(columns.opened)) else { throw bad(columns.opened, .time) }
    let due = instant(text(columns.due))
    guard due != nil || text(columns.due).isEmpty else { throw bad(columns.due, .time) }
    let closed = instant(text(columns.closed))
    guard closed != nil || text(columns.closed).isEmpty else { throw bad(columns.closed, .time) }
    guard due.map({ $0 >= opened }) ?? true else { throw bad(columns.due, .dueBeforeOpened) }
    guard closed.map({ $0 >= opened }) ?? true else {
      throw bad(columns.closed, .closedBeforeOpened)
    }
    guard let latitude = Double(text(columns.latitude)), (-90...90).contains(latitude) else {
      throw bad(columns.latitude, .latitude)
    }
    guard let longitude = Double(text(columns.longitude)), (-180...180).contains(longitude) else {
      throw bad(columns.longitude, .longitude)
    }
    guard !text(columns.category).allSatisfy(\.isWhitespace) else {
      throw bad(columns.category, .category)
    }
    let gridText = text(columns.grid)
    let grid = grid(gridText)
    guard grid != nil || gridText.isEmpty else { throw bad(columns.grid ?? "grid", .grid) }
    return CaseRecord(
      line: line, category: text(columns.category), agency: text(columns.agency), opened: opened,
      due: due, closed: closed, status: text(columns.status),
      place: TaggedCoordinate(latitude: latitude, longitude: longitude, system: system).wgs84,
      area: text(columns.area), grid: grid, address: text(columns.address))
  }

  /// Local time to the second, by the file's offset.
  private func instant(_ text: String) -> Instant? {
    guard let time = CivilTime(text), text.count == 16 || text.count == 19,
      let seconds = text.count == 16 ? 0 : Int64(text.suffix(2))
    else { return nil }
    return clock.instant(of: time).adding(seconds: seconds)
  }

  /// `522` and `522.0` alike, behind the prefix.
  private func grid(_ text: String) -> GridCode? {
    guard let prefix = mapping.gridPrefix, let number = Double(text),
      let whole = Int(exactly: number), (1...999).contains(whole)
    else { return nil }
    let digits = String(whole)
    return GridCode(prefix + String(repeating: "0", count: 3 - digits.count) + digits)
  }
}

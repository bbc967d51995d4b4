// SPDX-License-Identifier: Apache-2.0

import CSVText
import DutyModel
import Foundation

/// Owners of grids as people write them: roles and bodies by their Chinese names too.
struct GridOwnerReader: Sendable {
  private let units: [String: DutyModel.ID<OrderUnit>]

  init(_ directory: OrderDirectory) {
    units = Dictionary(
      directory.units.flatMap { unit in
        [unit.id.description, unit.name.chinese, unit.name.english].map { ($0, unit.id) }
      }, uniquingKeysWith: { first, _ in first })
  }

  func owner(_ texts: [String: String], _ record: Int) throws(GridRefusal) -> GridOwner {
    func text(_ field: String) -> String {
      (texts[field] ?? "").trimmingCharacters(in: .whitespaces)
    }
    func refusal(_ field: String, _ reason: GridRefusal.Reason) -> GridRefusal {
      GridRefusal(record: record, field: field, found: text(field), reason: reason)
    }
    guard let role = Self.roles[text("role")] else { throw refusal("role", .role) }
    guard !text("name").isEmpty else { throw refusal("name", .name) }
    guard let unit = units[text("unit")] else { throw refusal("unit", .unit) }
    guard let from = CivilDate(text("from")) else { throw refusal("from", .day) }
    let until = CivilDate(text("until"))
    guard until != nil || text("until").isEmpty else { throw refusal("until", .day) }
    guard from <= until ?? from else { throw refusal("until", .dayOrder) }
    return GridOwner(role: role, name: text("name"), unit: unit, from: from, until: until)
  }

  private static let roles: [String: GridOwner.Role] = {
    var roles: [String: GridOwner.Role] = [
      "街道领导包社区": .communitySponsor, "党员干部包楼院": .courtyardSponsor, "信息采集员": .collector,
      "处置责任单位": .handlingUnit, "交警网格责任人": .police,
    ]
    for role in GridOwner.Role.allCases { roles[role.rawValue] = role }
    return roles
  }()
}

/// The rows of a CSV file by the names of its columns.
struct GridTable {
  struct Row {
    var line: Int
    var header: [String]
    var fields: [String]

    func texts() throws(GridRefusal) -> [String: String] {
      guard fields.count == header.count else {
        throw GridRefusal(
          record: line, field: "row", found: "\(fields.count)", reason: .fieldCount)
      }
      return Dictionary(zip(header, fields), uniquingKeysWith: { first, _ in first })
    }
  }

  private(set) var rows: [Row] = []

  init(_ bytes: [UInt8], file: String, columns: [String]) throws(GridImportError) {
    guard String(validating: bytes, as: UTF8.self) != nil else { throw .notUTF8(file: file) }
    var reader = CSVReader(bytes)
    guard try Self.readRow(&reader, file) else { throw .empty(file: file) }
    let header = reader.fields.map(reader.text)
    let missing = columns.filter { !header.contains($0) }
    guard missing.isEmpty else {
      throw .missingColumns(file: file, missing: missing, found: header)
    }
    while try Self.readRow(&reader, file) {
      rows.append(Row(line: reader.line, header: header, fields: reader.fields.map(reader.text)))
    }
  }

  private static func readRow(
    _ reader: inout CSVReader, _ file: String
  ) throws(GridImportError) -> Bool {
    do {
      return try reader.readRow()
    } catch {
      throw .malformedCSV(
        file: file, line: error.position.line, column: error.position.column,
        problem: error.problem)
    }
  }
}

// SPDX-License-Identifier: Apache-2.0

import CSVText
import Foundation

/// A comma-separated file with a header, row by row, fields by column.
struct ColumnFile {
  let file: String
  /// As they stand in the header, without white space around them.
  let names: [String]
  private var reader: CSVReader

  init(_ url: URL) throws(InstanceError) {
    file = url.lastPathComponent
    reader = CSVReader(try Self.bytes(url, file))
    guard try Self.readRow(&reader, file) else {
      throw InstanceError(file: file, line: 1, field: "header", .ended)
    }
    names = reader.fields.map { [reader] in reader.text($0).trimmingCharacters(in: .whitespaces) }
    for (position, name) in names.enumerated() where names[..<position].contains(name) {
      throw InstanceError(
        file: file, line: 1, field: "header", .duplicate(found: name, firstLine: 1))
    }
  }

  /// Of the last row read.
  var line: Int { reader.line }

  /// The position of the first column that has one of the names.
  func position(of aliases: [String]) -> Int? {
    for alias in aliases {
      if let position = names.firstIndex(where: { $0.lowercased() == alias }) { return position }
    }
    return nil
  }

  func requiredPosition(of aliases: [String]) throws(InstanceError) -> Int {
    if let position = position(of: aliases) { return position }
    throw InstanceError(
      file: file, line: 1, field: "header", .missingColumns(missing: [aliases[0]], found: names))
  }

  /// Reads the next row; `false` at the end of the file.
  mutating func nextRow() throws(InstanceError) -> Bool {
    guard try Self.readRow(&reader, file) else { return false }
    if reader.fields.count != names.count {
      throw InstanceError(
        file: file, line: line, field: "row",
        .wrongCount(found: reader.fields.count, expected: names.count))
    }
    return true
  }

  func text(_ position: Int) -> String {
    reader.text(reader.fields[position]).trimmingCharacters(in: .whitespaces)
  }

  /// A name that is not blank.
  func label(_ position: Int) throws(InstanceError) -> String {
    let label = text(position)
    if label.isEmpty { throw error(position, .malformed(found: "", expected: "a name")) }
    return label
  }

  func number(_ position: Int) throws(InstanceError) -> Double {
    let text = text(position)
    guard let value = Double(text) else {
      throw error(position, .malformed(found: text, expected: "a number"))
    }
    if !value.isFinite { throw error(position, .notFinite(found: text)) }
    return value
  }

  /// A number of 0 or more.
  func amount(_ position: Int) throws(InstanceError) -> Double {
    let value = try number(position)
    if value < 0 { throw error(position, .negative(found: text(position))) }
    return value
  }

  func error(_ position: Int, _ problem: InstanceError.Problem) -> InstanceError {
    InstanceError(file: file, line: line, field: names[position], problem)
  }

  private static func bytes(_ url: URL, _ file: String) throws(InstanceError) -> [UInt8] {
    guard FileManager.default.fileExists(atPath: url.path) else {
      throw InstanceError(file: file, field: "file", .missingFile)
    }
    do {
      return [UInt8](try Data(contentsOf: url))
    } catch {
      throw InstanceError(
        file: file, field: "file", .unreadable(reason: error.localizedDescription))
    }
  }

  private static func readRow(
    _ reader: inout CSVReader, _ file: String
  ) throws(InstanceError) -> Bool {
    do {
      return try reader.readRow()
    } catch {
      throw InstanceError(
        file: file, line: error.position.line, field: "column \(error.position.column)",
        .malformed(found: "\(error.problem)", expected: "comma-separated text (RFC 4180)"))
    }
  }
}

/// Names in the order of their first appearance, each with its index.
struct LabelIndex {
  private(set) var names: [String] = []
  private(set) var lines: [Int] = []
  private var positions: [String: Int] = [:]

  subscript(name: String) -> Int? { positions[name] }

  /// The index of `name`, which is new if need be.
  mutating func insert(_ name: String, line: Int) -> Int {
    if let known = positions[name] { return known }
    positions[name] = names.count
    names.append(name)
    lines.append(line)
    return names.count - 1
  }
}

// SPDX-License-Identifier: Apache-2.0

import CSVText
public import DutyModel
public import XLSXText

/// A row of a file that was not taken, with its place and what to do about it.
public struct RefusedRow: Hashable, Codable, Sendable {
  public var file: String
  /// Of a workbook; `nil` for CSV.
  public var sheet: String?
  /// From 1, as a spreadsheet program shows it.
  public var line: Int
  /// The letters of the workbook's column; `nil` for CSV.
  public var column: String?
  public var field: String
  public var value: String
  public var explanation: LocalizedName
}

/// Why a whole file cannot be read.
public enum StaffFileError: ExplainedError, Hashable {
  case notUTF8(file: String)
  case syntax(file: String, line: Int, problem: String)
  case missingColumn(file: String, column: String, found: [String])
  case workbook(file: String, XLSXError)
  /// Rows that a file must not have where it is taken as a whole; at least one.
  case rows([RefusedRow])

  public var explanation: LocalizedName {
    switch self {
    case .notUTF8(let file):
      LocalizedName(
        chinese: "\(file) 不是 UTF-8 文本。可以在表格软件中另存为“CSV UTF-8”。",
        english: "\(file) is not UTF-8 text. Maybe save it as “CSV UTF-8”.")
    case .syntax(let file, let line, let problem):
      LocalizedName(
        chinese: "\(file) 第\(line)行不是 CSV（\(problem)）。可以检查引号。",
        english: "\(file), line \(line), is no CSV (\(problem)). Maybe check the quotation marks.")
    case .missingColumn(let file, let column, let found):
      LocalizedName(
        chinese: "\(file) 首行缺少列“\(column)”，现有：\(found.joined(separator: "、"))。可以补上该列。",
        english: "\(file) has no column “\(column)” in its first line, which has: "
          + "\(found.joined(separator: ", ")). Maybe add it.")
    case .workbook(let file, let error): error.explanation(of: file)
    case .rows(let rows):
      LocalizedName(
        chinese: rows.map {
          "\($0.file) 第\($0.line)行 \($0.field)“\($0.value)”：\($0.explanation.chinese)"
        }
        .joined(separator: " "),
        english: rows.map {
          "\($0.file), line \($0.line), \($0.field) \"\($0.value)\": \($0.explanation.english)"
        }.joined(separator: " "))
    }
  }
}

/// The rows of a table by the names of their columns.
struct NamedRows {
  struct Row {
    var place: Place
    var values: [String: String]

    subscript(_ column: String) -> String { values[column] ?? "" }
  }

  /// Where a row stands, to say so when it is refused.
  struct Place {
    var file: String
    var sheet: String?
    var line: Int
    /// By name of the column: its letters in a workbook.
    var letters: [String: String] = [:]

    func refused(_ field: String, value: String, _ explanation: LocalizedName) -> RefusedRow {
      RefusedRow(
        file: file, sheet: sheet, line: line, column: letters[field], field: field, value: value,
        explanation: explanation)
    }
  }

  var rows: [Row] = []
  /// Rows that cannot be read by their columns, such as those with more fields than the first line.
  var refused: [RefusedRow] = []

  /// A workbook is known by its first bytes; all else is CSV.
  ///
  /// - Parameter sheet: of a workbook; the first if `nil`.
  init(
    _ bytes: [UInt8], file: String, sheet: String?, columns: [String]
  ) throws(StaffFileError) {
    if bytes.starts(with: [0x50, 0x4B, 3, 4]) || bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
      try self.init(workbook: bytes, file: file, sheet: sheet, columns: columns)
    } else {
      try self.init(csv: bytes, file: file, columns: columns)
    }
  }

  private init(csv bytes: [UInt8], file: String, columns: [String]) throws(StaffFileError) {
    guard String(validating: bytes, as: UTF8.self) != nil else { throw .notUTF8(file: file) }
    var reader = CSVReader(bytes)
    var head: [String] = []
    do {
      if try reader.readRow() { head = reader.fields.map { reader.text($0).trimmed } }
      try Self.check(head, columns, file)
      while try reader.readRow() {
        let texts = reader.fields.map { reader.text($0).trimmed }
        if texts.allSatisfy(\.isEmpty) { continue }
        let place = Place(file: file, line: reader.line)
        guard texts.count == head.count else {
          refused.append(Self.uneven(place, texts, head.count))
          continue
        }
        rows.append(
          Row(
            place: place,
            values: Dictionary(zip(head, texts), uniquingKeysWith: { first, _ in first })))
      }
    } catch let error as StaffFileError {
      throw error
    } catch {
      let syntax = error as? CSVReader.SyntaxError
      throw .syntax(
        file: file, line: syntax?.position.line ?? 0,
        problem: syntax.map { "\($0.problem)" } ?? "\(error)")
    }
  }

  static func check(
    _ head: [String], _ columns: [String], _ file: String
  ) throws(StaffFileError) {
    for column in columns where !head.contains(column) {
      throw .missingColumn(file: file, column: column, found: head)
    }
  }

  private static func uneven(
    _ place: Place, _ texts: [String], _ expected: Int
  ) -> RefusedRow {
    place.refused(
      "", value: texts.joined(separator: ","),
      LocalizedName(
        chinese: "有\(texts.count)个字段，应为\(expected)个。可以检查是否多或少了逗号。",
        english:
          "\(texts.count) fields, expected \(expected). Maybe a comma is missing or too many."))
  }
}

extension String {
  /// Without the blanks around it.
  var trimmed: String {
    var text = Substring(self)
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}

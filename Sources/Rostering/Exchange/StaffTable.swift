// SPDX-License-Identifier: Apache-2.0

import CSVText
public import DutyModel

/// A row of a file that was not taken, with its place and what to do about it.
public struct RefusedRow: Hashable, Codable, Sendable {
  public var file: String
  public var line: Int
  public var field: String
  public var value: String
  public var explanation: LocalizedName
}

/// Why a whole file cannot be read.
public enum StaffFileError: ExplainedError, Hashable {
  case notUTF8(file: String)
  case syntax(file: String, line: Int, problem: String)
  case missingColumn(file: String, column: String, found: [String])

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
    }
  }
}

/// The rows of a CSV file by the names of their columns.
struct NamedRows {
  struct Row {
    var line: Int
    var values: [String: String]

    subscript(_ column: String) -> String { values[column] ?? "" }
  }

  var rows: [Row] = []
  /// Rows with more or fewer fields than the first line.
  var refused: [RefusedRow] = []

  init(_ bytes: [UInt8], file: String, columns: [String]) throws(StaffFileError) {
    guard String(validating: bytes, as: UTF8.self) != nil else { throw .notUTF8(file: file) }
    var reader = CSVReader(bytes)
    var head: [String] = []
    do {
      if try reader.readRow() { head = reader.fields.map { Self.trimmed(reader.text($0)) } }
      for column in columns where !head.contains(column) {
        throw StaffFileError.missingColumn(file: file, column: column, found: head)
      }
      while try reader.readRow() {
        let texts = reader.fields.map { Self.trimmed(reader.text($0)) }
        if texts.allSatisfy(\.isEmpty) { continue }
        guard texts.count == head.count else {
          refused.append(Self.uneven(file, reader.line, texts, head.count))
          continue
        }
        rows.append(
          Row(
            line: reader.line,
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

  private static func trimmed(_ text: String) -> String {
    var text = Substring(text)
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }

  private static func uneven(
    _ file: String, _ line: Int, _ texts: [String], _ expected: Int
  ) -> RefusedRow {
    RefusedRow(
      file: file, line: line, field: "", value: texts.joined(separator: ","),
      explanation: LocalizedName(
        chinese: "有\(texts.count)个字段，应为\(expected)个。可以检查是否多或少了逗号。",
        english:
          "\(texts.count) fields, expected \(expected). Maybe a comma is missing or too many."))
  }
}

// SPDX-License-Identifier: Apache-2.0

import CSVText
public import DutyModel

/// One terminal as a list names it.
public struct TerminalRow: Hashable, Sendable {
  public var kind: TrackedTerminal.Kind
  /// Of a JT/T 808 terminal without zeros in front.
  public var name: String
  public var holder: String

  public init(kind: TrackedTerminal.Kind, name: String, holder: String) {
    self.kind = kind
    self.name = name
    self.holder = holder
  }
}

/// A list of terminals: comma-separated, UTF-8, columns phone, holder and protocol in any order.
///
/// The first line names the columns; a list whose first line is a terminal already has the three in
/// this order. Other columns are passed over.
public enum TerminalFile {
  /// - Throws: `TerminalFileError` with every bad row, at most ten of them in full.
  public static func rows(
    of bytes: [UInt8], file: String
  ) throws(TerminalFileError) -> [TerminalRow] {
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw TerminalFileError(file: file, problems: [.init(line: 1, field: "", .notUTF8)])
    }
    var reader = CSVReader(bytes)
    var (rows, problems, columns) = ([TerminalRow](), [TerminalFileError.Problem](), Columns?.none)
    var seen: [String: Int] = [:]
    do {
      while try reader.readRow() {
        let texts = reader.fields.map { reader.text($0).trimmed }
        guard let known = columns else {
          columns = Columns(header: texts)
          if columns == nil, texts.count >= 3, Self.kind(texts[2]) != nil {
            columns = Columns()
            append(texts, columns: Columns(), line: reader.line, &rows, &problems, &seen)
          }
          guard columns != nil else {
            throw TerminalFileError(
              file: file,
              problems: [
                .init(
                  line: reader.line, field: "header",
                  .notAsExpected(
                    found: texts.joined(separator: ","), expected: "phone,holder,protocol"))
              ])
          }
          continue
        }
        append(texts, columns: known, line: reader.line, &rows, &problems, &seen)
      }
    } catch let error as TerminalFileError {
      throw error
    } catch let error as CSVReader.SyntaxError {
      problems.append(
        .init(
          line: error.position.line, field: "",
          .notAsExpected(found: "\(error.problem)", expected: "RFC 4180")))
    } catch {
      problems.append(.init(line: reader.line, field: "", .notUTF8))
    }
    guard problems.isEmpty else { throw TerminalFileError(file: file, problems: problems) }
    guard !rows.isEmpty else {
      throw TerminalFileError(file: file, problems: [.init(line: 1, field: "", .noRows)])
    }
    return rows
  }

  private struct Columns {
    var phone = 0
    var holder = 1
    var kind = 2

    init() {}

    init?(header: [String]) {
      func place(of names: Set<String>) -> Int? {
        header.firstIndex { names.contains($0.lowercased().replacing(" ", with: "_")) }
      }
      guard
        let phone = place(of: [
          "phone", "terminal_phone", "phone_number", "terminal_phone_number", "terminal", "device",
          "device_id", "id", "终端手机号", "手机号", "终端号", "终端", "设备号",
        ]),
        let holder = place(of: [
          "holder", "plate", "badge", "plate_or_badge", "plate_number", "badge_number", "vehicle",
          "车牌", "车牌号", "警号", "车牌或警号", "使用者",
        ]),
        let kind = place(of: ["protocol", "kind", "协议"])
      else { return nil }
      (self.phone, self.holder, self.kind) = (phone, holder, kind)
    }
  }

  private static func append(
    _ texts: [String], columns: Columns, line: Int, _ rows: inout [TerminalRow],
    _ problems: inout [TerminalFileError.Problem], _ seen: inout [String: Int]
  ) {
    func refuse(_ field: String, _ reason: TerminalFileError.Reason) {
      problems.append(.init(line: line, field: field, reason))
    }
    guard texts.count > max(columns.phone, columns.holder, columns.kind) else {
      return refuse("row", .notAsExpected(found: "\(texts.count) fields", expected: "3 fields"))
    }
    let (phone, holder) = (texts[columns.phone], texts[columns.holder])
    guard let kind = kind(texts[columns.kind]) else {
      return refuse(
        "protocol",
        .notAsExpected(found: texts[columns.kind], expected: "jt808, osmand or owntracks"))
    }
    guard let name = name(phone, kind) else {
      let expected = kind == .jt808 ? "up to 20 digits" : "1 to 200 characters"
      return refuse("phone", .notAsExpected(found: phone, expected: expected))
    }
    guard (1...40).contains(holder.count) else {
      return refuse("holder", .notAsExpected(found: holder, expected: "a plate or badge number"))
    }
    let key = "\(kind.rawValue) \(name)"
    if let first = seen[key] { return refuse("phone", .repeated(phone, firstLine: first)) }
    seen[key] = line
    rows.append(TerminalRow(kind: kind, name: name, holder: holder))
  }

  /// `JT/T 808-2019`, `jt808`, `OsmAnd`, `OwnTracks`, …: edition and punctuation do not matter.
  private static func kind(_ text: String) -> TrackedTerminal.Kind? {
    let plain = text.lowercased().filter { $0.isLetter || $0.isNumber }
    if plain.hasPrefix("jt808") || plain.hasPrefix("jtt808") || plain == "808" { return .jt808 }
    return TrackedTerminal.Kind(rawValue: plain)
  }

  private static func name(_ text: String, _ kind: TrackedTerminal.Kind) -> String? {
    guard kind == .jt808 else { return (1...200).contains(text.count) ? text : nil }
    let digits = text.lowercased()
    guard (1...20).contains(digits.utf8.count), digits.utf8.allSatisfy({ $0.isHexadecimalDigit })
    else { return nil }
    let significant = digits.drop { $0 == "0" }
    return significant.isEmpty ? "0" : String(significant)
  }
}

/// Why a list of terminals was not taken. Nothing of it was.
public struct TerminalFileError: ExplainedError, Hashable {
  public enum Reason: Hashable, Sendable {
    case notUTF8, noRows
    case notAsExpected(found: String, expected: String)
    case repeated(String, firstLine: Int)
  }

  public struct Problem: Hashable, Sendable {
    public var line: Int
    public var field: String
    public var reason: Reason

    init(line: Int, field: String, _ reason: Reason) {
      self.line = line
      self.field = field
      self.reason = reason
    }
  }

  public var file: String
  public var problems: [Problem]

  public var explanation: LocalizedName {
    let shown = problems.prefix(10)
    let rest = problems.count - shown.count
    return LocalizedName(
      chinese: "终端清单 \(file) 没有导入，有 \(problems.count) 处不对：\n"
        + shown.map(\.chinese).joined(separator: "\n") + (rest > 0 ? "\n……另有 \(rest) 处" : ""),
      english:
        "The list of terminals \(file) was not imported; \(problems.count) things are wrong:\n"
        + shown.map(\.english).joined(separator: "\n") + (rest > 0 ? "\n… and \(rest) more" : ""))
  }
}

extension TerminalFileError.Problem {
  fileprivate var chinese: String {
    switch reason {
    case .notUTF8: "  不是 UTF-8 文本。可以另存为 UTF-8。"
    case .noRows: "  没有一行终端。可以检查文件是否选对。"
    case .notAsExpected(let found, let expected):
      "  第 \(line) 行 \(field)：“\(found)”，应为 \(expected)"
    case .repeated(let phone, let first): "  第 \(line) 行：\(phone) 与第 \(first) 行重复"
    }
  }

  fileprivate var english: String {
    switch reason {
    case .notUTF8: "  It is no UTF-8 text. Maybe save it as UTF-8."
    case .noRows: "  It has no row with a terminal. Maybe it is the wrong file."
    case .notAsExpected(let found, let expected):
      "  line \(line), \(field): \"\(found)\", expected \(expected)"
    case .repeated(let phone, let first): "  line \(line): \(phone) stands in line \(first) already"
    }
  }
}

extension String {
  fileprivate var trimmed: String {
    let start = drop(while: \.isWhitespace)
    return String(
      start[..<(start.lastIndex { !$0.isWhitespace }.map(start.index(after:)) ?? start.startIndex)])
  }
}

extension UInt8 {
  fileprivate var isHexadecimalDigit: Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
      || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(self)
  }
}

// SPDX-License-Identifier: Apache-2.0

public import CSVText
public import DutyModel

/// Why a file of cases could not be taken in. Nothing is stored when one of these is thrown.
public enum CaseImportError: ExplainedError, Hashable {
  case damagedCompression(file: String, detail: String)
  case notUTF8(file: String, byte: Int)
  case malformedCSV(file: String, line: Int, column: Int, problem: CSVProblem)
  case empty(file: String)
  case missingColumns(file: String, missing: [String], found: [String])
  case badMapping(String)
  /// The first of the rows that cannot be cases, and how many there are.
  case refusedRows(file: String, examples: [RefusedRow], count: Int, rowsRead: Int)

  public var explanation: LocalizedName {
    switch self {
    case .damagedCompression(let file, let detail):
      LocalizedName(
        chinese: "\(file) 无法解压：\(detail)。可以重新下载该文件。",
        english: "\(file) could not be unpacked: \(detail). Maybe fetch the file again.")
    case .notUTF8(let file, let byte):
      LocalizedName(
        chinese: "\(file) 第 \(byte) 字节处不是 UTF-8。可以用 iconv -f GB18030 -t UTF-8 转换。",
        english: "\(file) is no UTF-8 at byte \(byte). Maybe convert it with iconv.")
    case .malformedCSV(let file, let line, let column, let problem):
      LocalizedName(
        chinese: "\(file) 第 \(line) 行第 \(column) 列不合 CSV 格式（\(problem)）。可以重新导出。",
        english: "\(file), line \(line), column \(column) is no CSV (\(problem)). Maybe export it "
          + "again.")
    case .empty(let file):
      LocalizedName(
        chinese: "\(file) 中没有案件。可以检查导出时的时间范围。",
        english: "\(file) holds no case. Maybe check the period of the export.")
    case .missingColumns(let file, let missing, let found):
      LocalizedName(
        chinese: "\(file) 缺少列 \(missing.joined(separator: "、"))；有：\(found.joined(separator: "、"))。"
          + "可以修改映射文件的 columns。",
        english: "\(file) has no column \(missing.joined(separator: ", ")); it has "
          + "\(found.joined(separator: ", ")). Maybe change the columns of the mapping.")
    case .badMapping(let reason):
      LocalizedName(
        chinese: "映射文件不可用：\(reason)", english: "The mapping cannot be used: \(reason)")
    case .refusedRows(let file, let examples, let count, let rowsRead):
      LocalizedName(
        chinese: "\(file) 的 \(rowsRead) 行中有 \(count) 行不能成为案件，例如："
          + examples.map(\.explanation.chinese).joined(separator: "；")
          + "。可以改正，或加 --skip-bad-rows。",
        english: "\(count) of \(rowsRead) rows of \(file) cannot be cases, such as: "
          + examples.map(\.explanation.english).joined(separator: "; ")
          + ". Maybe correct them, or add --skip-bad-rows.")
    }
  }
}

/// A row that was left out, and why.
public struct RefusedRow: Hashable, Codable, Sendable {
  public enum Reason: String, CaseIterable, Codable, Sendable {
    case fieldCount, time, latitude, longitude, grid, category, dueBeforeOpened, closedBeforeOpened
    case duplicateID
  }

  public var line: Int
  /// The column's name in the file; `row` for the whole row.
  public var field: String
  public var found: String
  public var reason: Reason

  public init(line: Int, field: String, found: String, reason: Reason) {
    self.line = line
    self.field = field
    self.found = found
    self.reason = reason
  }

  public var explanation: LocalizedName {
    let wanted = reason.expected
    return LocalizedName(
      chinese: "第 \(line) 行 \(field)：“\(found)”；应为\(wanted.chinese)",
      english: "line \(line), \(field): \"\(found)\"; expected \(wanted.english)")
  }
}

extension RefusedRow.Reason {
  fileprivate var expected: LocalizedName {
    switch self {
    case .fieldCount:
      LocalizedName(chinese: "与表头相同的字段数", english: "as many fields as the header has")
    case .time:
      LocalizedName(
        chinese: "本地时间，如 2017-05-02T07:30:00",
        english: "a local time such as 2017-05-02T07:30:00")
    case .latitude: LocalizedName(chinese: "-90 至 90 的纬度", english: "a latitude, -90 to 90")
    case .longitude: LocalizedName(chinese: "-180 至 180 的经度", english: "a longitude, -180 to 180")
    case .grid: LocalizedName(chinese: "1 至 999 的网格号", english: "a number of 1 to 999")
    case .category: LocalizedName(chinese: "非空的类别", english: "a category that is not blank")
    case .dueBeforeOpened:
      LocalizedName(chinese: "不早于立案时间", english: "a time not before it was opened")
    case .closedBeforeOpened:
      LocalizedName(chinese: "不早于立案时间", english: "a time not before it was opened")
    case .duplicateID: LocalizedName(chinese: "没有出现过的编号", english: "a number not seen before")
    }
  }
}

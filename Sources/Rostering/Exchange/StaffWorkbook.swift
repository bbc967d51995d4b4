// SPDX-License-Identifier: Apache-2.0

import DutyModel
import XLSXText

extension NamedRows {
  /// The rows of one sheet. Dates become `2018-01-08` or `2018-01-08T12:00`, whole numbers their
  /// digits; a row with a formula, a fault or a truth value is refused at its cell.
  init(
    workbook bytes: [UInt8], file: String, sheet: String?, columns: [String]
  ) throws(StaffFileError) {
    let (name, sheetRows) = try Self.sheet(bytes, file, sheet)
    var head: [String: String] = [:]
    for (letters, value) in sheetRows.first?.cells ?? [:] {
      if case .text(let text) = value, !text.trimmed.isEmpty { head[letters] = text.trimmed }
    }
    let ordered = head.sorted { ($0.key.count, $0.key) < ($1.key.count, $1.key) }.map(\.value)
    try Self.check(ordered, columns, file)
    let letters = Dictionary(
      head.map { ($0.value, $0.key) }, uniquingKeysWith: { first, second in min(first, second) })
    for row in sheetRows.dropFirst() {
      let place = Place(file: file, sheet: name, line: row.number, letters: letters)
      take(row, place, letters)
    }
  }

  private static func sheet(
    _ bytes: [UInt8], _ file: String, _ name: String?
  ) throws(StaffFileError) -> (name: String, rows: [XLSXBook.Row]) {
    do {
      let book = try XLSXBook(bytes)
      return (name ?? book.sheetNames.first ?? "", try book.rows(of: name))
    } catch {
      throw .workbook(file: file, error)
    }
  }

  private mutating func take(
    _ row: XLSXBook.Row, _ place: Place, _ letters: [String: String]
  ) {
    var values: [String: String] = [:]
    for (column, letter) in letters.sorted(by: { $0.key < $1.key }) {
      switch row.cells[letter]?.field {
      case .some(.text(let text)): values[column] = text.trimmed
      case .some(.refused(let value, let reason)):
        refused.append(place.refused(column, value: value, reason))
        return
      case nil: values[column] = ""
      }
    }
    if values.values.contains(where: { !$0.isEmpty }) {
      rows.append(Row(place: place, values: values))
    }
  }
}

/// What a cell gives to a table of texts.
private enum CellField {
  case text(String)
  case refused(value: String, LocalizedName)
}

extension XLSXBook.Value {
  fileprivate var field: CellField {
    switch self {
    case .text(let text): return .text(text)
    case .number(let number):
      guard number == number.rounded(), abs(number) < 1e15 else { return .text("\(number)") }
      return .text("\(Int64(number))")
    case .date(let minutes):
      let time = CivilTime(minutes: minutes)
      return .text(time.minuteOfDay == 0 ? "\(time.date)" : "\(time)")
    case .truth(let isTrue):
      return .refused(
        value: "\(isTrue)",
        LocalizedName(
          chinese: "单元格是逻辑值。可以改为文本。", english: "the cell holds true or false. Maybe write a text."))
    case .formula:
      return .refused(
        value: "=",
        LocalizedName(
          chinese: "单元格是公式，其结果可能已过时。可以复制后“选择性粘贴—值”。",
          english: "the cell holds a formula, whose value may be out of date. "
            + "Maybe copy it and paste its value."))
    case .failure(let text):
      return .refused(
        value: text,
        LocalizedName(
          chinese: "单元格是错误值。可以填写正确内容。",
          english: "the cell holds a fault. Maybe write what it should be."))
    }
  }
}

extension XLSXError {
  func explanation(of file: String) -> LocalizedName {
    switch self {
    case .notZip:
      LocalizedName(
        chinese: "\(file) 不是完整的 XLSX 文件。可以重新下载或另存一次。",
        english: "\(file) is no whole XLSX file. Maybe fetch or save it again.")
    case .oldOrProtected:
      LocalizedName(
        chinese: "\(file) 是旧版 XLS 或带密码的工作簿。可以去掉密码，另存为 XLSX。",
        english: "\(file) is an old XLS workbook or has a password. "
          + "Maybe save it as XLSX without a password.")
    case .damaged(let part, let problem):
      LocalizedName(
        chinese: "\(file) 的部件 \(part) 已损坏（\(problem)）。可以在表格软件中打开后另存。",
        english: "\(file) is damaged at \(part) (\(problem)). "
          + "Maybe open it in a spreadsheet program and save it again.")
    case .missingPart(let part):
      LocalizedName(
        chinese: "\(file) 缺少部件 \(part)，不是工作簿。可以在表格软件中另存为 XLSX。",
        english: "\(file) has no part \(part) and is no workbook. Maybe save it as XLSX.")
    case .tooLarge(let part, let limit):
      LocalizedName(
        chinese: "\(file) 的部件 \(part) 解压后超过\(limit >> 20)MB，未予读取。可以只保留需要的行。",
        english: "\(file): \(part) unpacks to more than \(limit >> 20) MB and is not read. "
          + "Maybe keep only the rows that matter.")
    case .missingSheet(let sheet, let found):
      LocalizedName(
        chinese: "\(file) 没有工作表“\(sheet)”，现有：\(found.joined(separator: "、"))。可以核对名称。",
        english: "\(file) has no sheet “\(sheet)”, but: \(found.joined(separator: ", ")). "
          + "Maybe check the name.")
    }
  }
}

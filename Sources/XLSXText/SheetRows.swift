// SPDX-License-Identifier: Apache-2.0

/// `xl/worksheets/sheet….xml`: the rows of one sheet.
final class SheetRows: PartReader {
  private(set) var rows: [XLSXBook.Row] = []
  private let texts: [String]
  private let isDate: [Bool]
  private let startsIn1904: Bool
  private var cell = Cell()

  private struct Cell {
    var column = ""
    var kind = "n"
    var style = 0
    var raw = ""
    var inline = ""
    var isFormula = false
  }

  init(texts: [String], isDate: [Bool], startsIn1904: Bool) {
    self.texts = texts
    self.isDate = isDate
    self.startsIn1904 = startsIn1904
  }

  override func begin(_ element: String, _ attributes: [String: String]) {
    switch element {
    case "row":
      let number = attributes["r"].flatMap(Int.init) ?? (rows.last?.number ?? 0) + 1
      rows.append(XLSXBook.Row(number: number, cells: [:]))
    case "c":
      cell = Cell()
      cell.column = String((attributes["r"] ?? "").prefix { $0.isLetter })
      cell.kind = attributes["t"] ?? "n"
      cell.style = attributes["s"].flatMap(Int.init) ?? 0
    case "f": cell.isFormula = true
    default: break
    }
  }

  override func end(_ element: String) {
    switch element {
    case "v": cell.raw = characters
    case "t": cell.inline += characters
    case "c":
      guard let value = value(of: cell), !rows.isEmpty else { return }
      rows[rows.count - 1].cells[cell.column] = value
    default: break
    }
  }

  private func value(of cell: Cell) -> XLSXBook.Value? {
    if cell.isFormula { return .formula }
    switch cell.kind {
    case "inlineStr": return .text(cell.inline)
    case "s":
      guard let index = Int(cell.raw), texts.indices.contains(index) else {
        return .failure("#TEXT \(cell.raw)")
      }
      return .text(texts[index])
    case "str": return .text(cell.raw)
    case "b": return .truth(cell.raw == "1")
    case "e": return .failure(cell.raw)
    case "d": return .text(cell.raw)
    default:
      guard !cell.raw.isEmpty else { return nil }
      guard let number = Double(cell.raw), number.isFinite else { return .failure(cell.raw) }
      let isDate = isDate.indices.contains(cell.style) && isDate[cell.style]
      return isDate ? date(number) : .number(number)
    }
  }

  /// Days since 1899-12-30, as from March 1900 on; the day 60 that never was lies before.
  private func date(_ serial: Double) -> XLSXBook.Value {
    guard (0..<2_958_466).contains(serial) else { return .failure("\(serial)") }
    let epoch: Int64 = startsIn1904 ? -24_107 : -25_569
    return .date(minutes: epoch * 1440 + Int64((serial * 1440).rounded()))
  }
}

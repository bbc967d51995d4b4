// SPDX-License-Identifier: Apache-2.0

/// A workbook of a spreadsheet program (XLSX, ISO/IEC 29500), read for its values.
///
/// Texts, numbers, dates and truth values come as what they are; a formula is told apart, since what
/// it last came to may be out of date. Formats, pictures and hidden things are left aside.
public struct XLSXBook: Sendable {
  public struct Row: Hashable, Sendable {
    /// As the program shows it, from 1.
    public var number: Int
    /// By column letters.
    public var cells: [String: Value]
  }

  public enum Value: Hashable, Sendable {
    case text(String)
    case number(Double)
    /// Minutes after 1970-01-01T00:00 by the sheet's own clock.
    case date(minutes: Int64)
    case truth(Bool)
    case formula
    /// Such as `#REF!`.
    case failure(String)
  }

  /// In the order of the tabs.
  public let sheetNames: [String]
  private let sheets: [String: [Row]]

  /// - Parameter limit: bytes that the parts read may have together when unpacked.
  public init(_ bytes: [UInt8], limit: Int = 64 << 20) throws(XLSXError) {
    var zip = try ZipDirectory(bytes, limit: limit)
    let index = WorkbookIndex()
    try index.read(try zip.part("xl/workbook.xml"), part: "xl/workbook.xml")
    let relations = WorkbookRelations()
    try relations.read(
      try zip.part("xl/_rels/workbook.xml.rels"), part: "xl/_rels/workbook.xml.rels")
    let texts = SharedTexts()
    if zip.contains("xl/sharedStrings.xml") {
      try texts.read(try zip.part("xl/sharedStrings.xml"), part: "xl/sharedStrings.xml")
    }
    let styles = CellStyles()
    if zip.contains("xl/styles.xml") {
      try styles.read(try zip.part("xl/styles.xml"), part: "xl/styles.xml")
    }
    var sheets: [String: [Row]] = [:]
    for sheet in index.sheets {
      guard let path = relations.paths[sheet.relation] else {
        throw .missingPart("xl/workbook.xml: \(sheet.name)")
      }
      let rows = SheetRows(
        texts: texts.texts, isDate: styles.isDate, startsIn1904: index.startsIn1904)
      try rows.read(try zip.part(path), part: path)
      sheets[sheet.name] = rows.rows
    }
    sheetNames = index.sheets.map(\.name)
    self.sheets = sheets
  }

  /// - Parameter name: the first sheet if `nil`.
  public func rows(of name: String?) throws(XLSXError) -> [Row] {
    guard let wanted = name ?? sheetNames.first, let rows = sheets[wanted] else {
      throw .missingSheet(name ?? "1", found: sheetNames)
    }
    return rows
  }
}

// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Foundation

/// One sheet as an XLSX file (ISO/IEC 29500), with a bold head row that stays in view.
///
/// Texts are inline strings and never formulas, whatever they begin with. The same rows give the
/// same bytes.
public struct Workbook: Sendable {
  public enum Cell: Hashable, Sendable {
    case text(String)
    case number(Double)
    case empty
  }

  private let sheet: String
  private let columns: [String]
  private let rows: [[Cell]]
  private let modified: CivilDate

  /// - Parameter modified: The day that the file says it was made on.
  public init(sheet: String, columns: [String], rows: [[Cell]], modified: CivilDate) {
    self.sheet = sheet
    self.columns = columns
    self.rows = rows
    self.modified = modified
  }

  public var data: Data {
    var archive = StoredArchive()
    archive.add("[Content_Types].xml", Self.contentTypes)
    archive.add("_rels/.rels", Self.packageRelations)
    archive.add("docProps/core.xml", properties)
    archive.add("xl/workbook.xml", workbook)
    archive.add("xl/_rels/workbook.xml.rels", Self.workbookRelations)
    archive.add("xl/styles.xml", Self.styles)
    archive.add("xl/worksheets/sheet1.xml", worksheet)
    return archive.finished
  }

  private var worksheet: String {
    var xml = Self.head
    xml += "<worksheet xmlns=\"\(Self.main)\"><sheetViews><sheetView workbookViewId=\"0\">"
    xml += "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>"
    xml += "</sheetView></sheetViews><sheetData>"
    xml += row(1, columns.map { .text($0) }, style: 1)
    for (index, cells) in rows.enumerated() { xml += row(index + 2, cells, style: 0) }
    return xml + "</sheetData></worksheet>"
  }

  private func row(_ number: Int, _ cells: [Cell], style: Int) -> String {
    var xml = "<row r=\"\(number)\">"
    for (column, cell) in cells.enumerated() {
      let place = "r=\"\(Self.letters(column))\(number)\" s=\"\(style)\""
      switch cell {
      case .empty: continue
      case .number(let value): xml += "<c \(place)><v>\(value)</v></c>"
      case .text(let text):
        xml += "<c \(place) t=\"inlineStr\"><is><t xml:space=\"preserve\">"
        xml += Self.escaped(text) + "</t></is></c>"
      }
    }
    return xml + "</row>"
  }

  /// A, B, … Z, AA: the column's name.
  private static func letters(_ column: Int) -> String {
    var rest = column
    var name = ""
    repeat {
      name = String(UnicodeScalar(UInt8(65 + rest % 26))) + name
      rest = rest / 26 - 1
    } while rest >= 0
    return name
  }

  /// Characters that XML cannot hold become blanks.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\u{0}"..<"\t", "\u{B}"..<"\r", "\u{E}"..<" ", "\u{FFFE}", "\u{FFFF}": result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

extension Workbook {
  private static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>"
  private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let package = "http://schemas.openxmlformats.org/package/2006"

  private static let contentTypes =
    head + "<Types xmlns=\"\(package)/content-types\">"
    + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    + part("/xl/workbook.xml", "spreadsheetml.sheet.main")
    + part("/xl/worksheets/sheet1.xml", "spreadsheetml.worksheet")
    + part("/xl/styles.xml", "spreadsheetml.styles")
    + "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
    + "</Types>"

  private static func part(_ name: String, _ kind: String) -> String {
    "<Override PartName=\"\(name)\" ContentType=\"application/vnd.openxmlformats-officedocument.\(kind)+xml\"/>"
  }

  private static let packageRelations =
    head + "<Relationships xmlns=\"\(package)/relationships\">"
    + "<Relationship Id=\"r1\" Type=\"\(office)/officeDocument\" Target=\"xl/workbook.xml\"/>"
    + "<Relationship Id=\"r2\" Type=\"\(package)/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>"
    + "</Relationships>"

  private static let workbookRelations =
    head + "<Relationships xmlns=\"\(package)/relationships\">"
    + "<Relationship Id=\"r1\" Type=\"\(office)/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
    + "<Relationship Id=\"r2\" Type=\"\(office)/styles\" Target=\"styles.xml\"/></Relationships>"

  private static let styles =
    head + "<styleSheet xmlns=\"\(main)\"><fonts count=\"2\"><font><sz val=\"11\"/></font>"
    + "<font><b/><sz val=\"11\"/></font></fonts><fills count=\"1\"><fill><patternFill/></fill></fills>"
    + "<borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs>"
    + "<cellXfs count=\"2\"><xf/><xf fontId=\"1\" applyFont=\"1\"/></cellXfs></styleSheet>"

  private var workbook: String {
    Self.head + "<workbook xmlns=\"\(Self.main)\" xmlns:r=\"\(Self.office)\"><sheets>"
      + "<sheet name=\"\(Self.escaped(String(sheet.prefix(31))))\" sheetId=\"1\" r:id=\"r1\"/>"
      + "</sheets></workbook>"
  }

  private var properties: String {
    Self.head + "<cp:coreProperties xmlns:cp=\"\(Self.package)/metadata/core-properties\""
      + " xmlns:dcterms=\"http://purl.org/dc/terms/\""
      + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
      + "<dcterms:modified xsi:type=\"dcterms:W3CDTF\">\(modified)T12:00:00Z</dcterms:modified>"
      + "</cp:coreProperties>"
  }
}

// SPDX-License-Identifier: Apache-2.0

import Foundation

#if canImport(FoundationXML)
import FoundationXML
#endif

/// Reads one XML part of the package, element by element, by libxml2.
///
/// A part with a document type is refused: the standard forbids it (ISO/IEC 29500-2, 8.4.1), and entities
/// that name each other would grow beyond any limit.
class PartReader: NSObject, XMLParserDelegate {
  /// Characters since the innermost element began.
  private(set) var characters = ""

  func begin(_ element: String, _ attributes: [String: String]) {}
  func end(_ element: String) {}

  func read(_ bytes: [UInt8], part: String) throws(XLSXError) {
    let head = String(decoding: bytes.prefix(4096), as: UTF8.self)
    guard !head.contains("<!DOCTYPE") else {
      throw .damaged(part: part, problem: "it has a document type")
    }
    let parser = XMLParser(data: Data(bytes))
    parser.delegate = self
    parser.shouldResolveExternalEntities = false
    guard parser.parse() else {
      throw .damaged(part: part, problem: "no XML at line \(parser.lineNumber)")
    }
  }

  func parser(
    _ parser: XMLParser, didStartElement element: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    characters = ""
    begin(Self.local(element), attributes)
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { characters += string }

  func parser(
    _ parser: XMLParser, didEndElement element: String, namespaceURI: String?,
    qualifiedName: String?
  ) {
    end(Self.local(element))
    characters = ""
  }

  /// Some programs write `x:row` for `row`.
  private static func local(_ name: String) -> String {
    name.split(separator: ":").last.map(String.init) ?? name
  }
}

/// `xl/workbook.xml`: the sheets in the order of the tabs.
final class WorkbookIndex: PartReader {
  private(set) var sheets: [(name: String, relation: String)] = []
  private(set) var startsIn1904 = false

  override func begin(_ element: String, _ attributes: [String: String]) {
    if element == "sheet", let name = attributes["name"] {
      let relation = attributes.first { $0.key.hasSuffix(":id") }?.value
      sheets.append((name, relation ?? ""))
    }
    if element == "workbookPr" {
      startsIn1904 = ["1", "true"].contains(attributes["date1904"] ?? "")
    }
  }
}

/// `xl/_rels/workbook.xml.rels`: where the sheets are.
final class WorkbookRelations: PartReader {
  private(set) var paths: [String: String] = [:]

  override func begin(_ element: String, _ attributes: [String: String]) {
    guard element == "Relationship", let id = attributes["Id"], let target = attributes["Target"]
    else { return }
    paths[id] = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
  }
}

/// `xl/sharedStrings.xml`: texts that cells name by number. Readings of Chinese characters (`rPh`) are
/// no part of a text.
final class SharedTexts: PartReader {
  private(set) var texts: [String] = []
  private var text = ""
  private var isReading = false

  override func begin(_ element: String, _ attributes: [String: String]) {
    if element == "si" { text = "" }
    if element == "rPh" { isReading = true }
  }

  override func end(_ element: String) {
    switch element {
    case "t" where !isReading: text += characters
    case "rPh": isReading = false
    case "si": texts.append(text)
    default: break
    }
  }
}

/// `xl/styles.xml`: which styles of cells show a number as a date.
final class CellStyles: PartReader {
  /// By number of the style.
  private(set) var isDate: [Bool] = []
  private var dateFormats: Set<Int> = Set(14...22).union(27...36).union(45...47).union(50...58)
  private var isInCells = false

  override func begin(_ element: String, _ attributes: [String: String]) {
    switch element {
    case "numFmt":
      guard let id = attributes["numFmtId"].flatMap(Int.init), let code = attributes["formatCode"]
      else { return }
      if Self.showsDate(code) { dateFormats.insert(id) }
    case "cellXfs": isInCells = true
    case "xf" where isInCells:
      isDate.append(attributes["numFmtId"].flatMap(Int.init).map(dateFormats.contains) ?? false)
    default: break
    }
  }

  override func end(_ element: String) { if element == "cellXfs" { isInCells = false } }

  /// Letters of a date outside quotation marks and brackets, such as `yyyy"年"m"月"`.
  private static func showsDate(_ code: String) -> Bool {
    var isQuoted = false
    var isBracketed = false
    for character in code.lowercased() {
      switch character {
      case "\"": isQuoted.toggle()
      case "[": isBracketed = true
      case "]": isBracketed = false
      case "y", "d", "m", "h": if !isQuoted && !isBracketed { return true }
      default: break
      }
    }
    return false
  }
}

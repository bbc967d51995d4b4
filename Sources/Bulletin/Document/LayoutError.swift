// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Why a document is not fit to be issued. A bulletin never goes out with a hole in it.
public enum LayoutError: Error, Hashable, Sendable {
  /// A text that must be there is missing or only blanks.
  case blank(part: LocalizedName)
  /// A list that must have an element has none.
  case empty(part: LocalizedName)
  /// A row with another number of texts than the table has columns.
  case raggedRow(table: String, row: Int, expected: Int, found: Int)
  /// A column's share of the width is below 1.
  case columnShare(table: String, column: String, share: Int)
  case missingAlternativeText(figure: String)
  /// The figure's text is not one `<svg>` element.
  case notADrawing(figure: String)
  /// What a template leaves to a person, such as {{请写：经验做法}}, and nobody has written.
  case unwritten(String, part: LocalizedName)
  /// A field such as {{visibility}} that nobody has filled.
  case unresolvedField(String, part: LocalizedName)
  /// A character that no paper can show, such as U+0007.
  case controlCharacter(code: UInt32, part: LocalizedName)
  case issueNumber(year: Int, issue: Int)
  case copies(Int)
  case repeatedSection(String)
  case repeatedDistribution(String)
}

extension LayoutError: ExplainedError {
  public var explanation: LocalizedName {
    LocalizedName(chinese: chinese, english: english)
  }

  private var english: String {
    switch self {
    case .blank(let part):
      "The bulletin's \(part.english) is blank. Maybe fill it in, or remove the part that needs it."
    case .empty(let part):
      "The bulletin's \(part.english) has no content. Maybe add some, or remove it."
    case .raggedRow(let table, let row, let expected, let found):
      "Row \(row) of the table “\(table)” has \(found) texts and the table has \(expected) columns."
        + " Maybe a text is missing; write — where there is no figure."
    case .columnShare(let table, let column, let share):
      "The column “\(column)” of the table “\(table)” has the width share \(share);"
        + " expected at least 1. Maybe give all columns 1."
    case .missingAlternativeText(let figure):
      "The figure “\(figure)” has no alternative text. Maybe say in a sentence what it shows."
    case .notADrawing(let figure):
      "The figure “\(figure)” is not one <svg> element. Maybe draw it with a chart or map value."
    case .unwritten(let subject, let part):
      "Nobody has written “\(subject)” yet, which the template leaves to a person (\(part.english))."
        + " Maybe put the text in the place of the braces, or remove the paragraph."
    case .unresolvedField(let field, let part):
      "The field \(field) in the bulletin's \(part.english) has no value."
        + " Maybe its name is misspelt, or the period has no data for it."
    case .controlCharacter(let code, let part):
      "The bulletin's \(part.english) contains the character U+\(Self.hexadecimal(code)), which cannot be"
        + " printed. Maybe it came in by copy and paste; delete it."
    case .issueNumber(let year, let issue):
      "Issue \(issue) of \(year) is no issue: expected a number from 1 and a year of four digits."
        + " Maybe year and issue are exchanged."
    case .copies(let copies):
      "\(copies) printed copies cannot be; expected at least 1. Maybe leave the number out."
    case .repeatedSection(let title):
      "The section 【\(title)】 appears twice. Maybe put its articles together."
    case .repeatedDistribution(let label):
      "The list “\(label)” appears twice. Maybe put its recipients together."
    }
  }

  private var chinese: String {
    switch self {
    case .blank(let part): "专报中有空白（\(part.chinese)）。可以补写，或删去需要它的部分。"
    case .empty(let part): "专报中有一部分没有内容（\(part.chinese)）。可以补充，或删去。"
    case .raggedRow(let table, let row, let expected, let found):
      "表“\(table)”第\(row)行有\(found)格，应为\(expected)格。没有数字的格可以填“—”。"
    case .columnShare(let table, let column, let share):
      "表“\(table)”的“\(column)”列宽为\(share)，至少应为1。可以都填1。"
    case .missingAlternativeText(let figure): "图“\(figure)”缺少文字说明。可以用一句话说明图的内容。"
    case .notADrawing(let figure): "图“\(figure)”不是一个<svg>元素。可以用图表或地图生成。"
    case .unwritten(let subject, let part):
      "还没有写“\(subject)”（\(part.chinese)）。可以用正文替换花括号里的提示，或删去这一段。"
    case .unresolvedField(let field, let part):
      "字段\(field)没有数值（\(part.chinese)）。可以检查字段名，或确认该时段有数据。"
    case .controlCharacter(let code, let part):
      "有不能印出的字符U+\(Self.hexadecimal(code))（\(part.chinese)）。可能是复制粘贴带入的，可以删去。"
    case .issueNumber(let year, let issue):
      "\(year)年第\(issue)期不成立：期号从1起，年份为四位数。可以检查二者是否写反。"
    case .copies(let copies): "印数\(copies)不成立，至少为1。可以不填。"
    case .repeatedSection(let title): "栏目【\(title)】出现两次。可以把文章合在一起。"
    case .repeatedDistribution(let label): "“\(label)”的名单出现两次。可以合并。"
    }
  }

  private static func hexadecimal(_ code: UInt32) -> String {
    let digits = String(code, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}

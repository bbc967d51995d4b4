// SPDX-License-Identifier: Apache-2.0

/// Why a document is not fit to be issued. A bulletin never goes out with a hole in it.
public enum LayoutError: Error, Hashable, Sendable {
  /// A text that must be there is missing or only blanks.
  case blank(part: String)
  /// A list that must have an element has none.
  case empty(part: String)
  /// A row with another number of texts than the table has columns.
  case raggedRow(table: String, row: Int, expected: Int, found: Int)
  /// A column's share of the width is below 1.
  case columnShare(table: String, column: String, share: Int)
  case missingAlternativeText(figure: String)
  /// The figure's text is not one `<svg>` element.
  case notADrawing(figure: String)
  /// A field such as {{visibility}} that nobody has filled.
  case unresolvedField(String, part: String)
  /// A character that no paper can show, such as U+0007.
  case controlCharacter(code: UInt32, part: String)
  case issueNumber(year: Int, issue: Int)
  case copies(Int)
  case repeatedSection(String)
  case repeatedDistribution(String)
}

extension LayoutError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .blank(let part):
      "The bulletin's \(part) is blank. Maybe fill it in, or remove the part that needs it."
    case .empty(let part):
      "The bulletin's \(part) has no content. Maybe add some, or remove it."
    case .raggedRow(let table, let row, let expected, let found):
      "Row \(row) of the table “\(table)” has \(found) texts and the table has \(expected) columns."
        + " Maybe a text is missing; write — where there is no figure."
    case .columnShare(let table, let column, let share):
      "The column “\(column)” of the table “\(table)” has the width share \(share);"
        + " it must be at least 1."
    case .missingAlternativeText(let figure):
      "The figure “\(figure)” has no alternative text. Maybe say in a sentence what it shows."
    case .notADrawing(let figure):
      "The figure “\(figure)” is not one <svg> element."
    case .unresolvedField(let field, let part):
      "The field \(field) in the bulletin's \(part) has no value."
        + " Maybe its name is misspelt, or the period has no data for it."
    case .controlCharacter(let code, let part):
      "The bulletin's \(part) contains the control character U+"
        + "\(LayoutError.hexadecimal(code)). Maybe it came in by copy and paste; delete it."
    case .issueNumber(let year, let issue):
      "Issue \(issue) of \(year) is no issue: both numbers start at 1, a year has four digits."
    case .copies(let copies):
      "\(copies) printed copies cannot be. Maybe leave the number out."
    case .repeatedSection(let title):
      "The section 【\(title)】 appears twice. Maybe put its articles together."
    case .repeatedDistribution(let label):
      "The list “\(label)” appears twice. Maybe put its recipients together."
    }
  }

  private static func hexadecimal(_ code: UInt32) -> String {
    let digits = String(code, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}

// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// What every printed text has to satisfy.
enum TextCheck {
  static func check(_ text: String, in part: LocalizedName) throws(LayoutError) {
    guard !isBlank(text) else { throw .blank(part: part) }
    if let field = unresolvedField(in: text) { throw unfilled(field, in: part) }
    if let code = controlCharacter(in: text) { throw .controlCharacter(code: code, part: part) }
  }

  static func isBlank(_ text: String) -> Bool { text.allSatisfy(\.isWhitespace) }

  /// A field that starts with `request` asks a person, any other the scorecard.
  static func unfilled(_ field: String, in part: LocalizedName) -> LayoutError {
    let name = field.drop { $0 == "{" }
    guard name.hasPrefix(request) else { return .unresolvedField(field, part: part) }
    let subject = name.dropFirst(request.count).prefix { $0 != "}" }
    return .unwritten(String(subject), part: part)
  }

  /// How a template asks for a text: `{{请写：经验做法}}`.
  private static let request = "请写："

  /// The first `{{name}}`. An opening pair without its end is reported too: it was meant as one.
  static func unresolvedField(in text: String) -> String? {
    guard let start = text.firstRange(of: "{{")?.lowerBound else { return nil }
    let rest = text[start...]
    guard let end = rest.firstRange(of: "}}")?.upperBound else { return String(rest.prefix(24)) }
    return String(rest[..<end])
  }

  /// Line ends count too: a line break inside a text is a paragraph that nobody set as one.
  /// U+FFFE, U+FFFF and surrogates cannot be written in XML, which DOCX and SVG are.
  static func controlCharacter(in text: String) -> UInt32? {
    text.unicodeScalars.first {
      $0.properties.generalCategory == .control || $0.value == 0xFFFE || $0.value == 0xFFFF
        || $0.value == 0xFFFD || $0.value == 0x2028 || $0.value == 0x2029
    }?.value
  }
}

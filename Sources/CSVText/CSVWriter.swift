// SPDX-License-Identifier: Apache-2.0

/// Writes comma-separated text as spreadsheets read it: RFC 4180 with a byte order mark, which they
/// need to read Chinese.
public enum CSVWriter {
  /// - Parameter rows: fields as `field` made them, or numbers; the head row first.
  public static func text(_ rows: [[String]]) -> String {
    "\u{FEFF}" + rows.map { $0.joined(separator: ",") + "\r\n" }.joined()
  }

  /// One text, quoted where it must be. What would be taken for a formula gets an apostrophe before
  /// it.
  public static func field(_ text: String) -> String {
    let safe = text.first.map { "=+-@".contains($0) } == true ? "'" + text : text
    guard safe.contains(where: { ",\"\r\n".contains($0) }) else { return safe }
    return "\"" + safe.replacing("\"", with: "\"\"") + "\""
  }
}

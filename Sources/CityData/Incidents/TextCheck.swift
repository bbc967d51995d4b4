// SPDX-License-Identifier: Apache-2.0

/// Refuses bytes that are no UTF-8 text, and says where they begin to be none.
enum TextCheck {
  static func check(_ bytes: [UInt8], file: String) throws(ImportError) {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw .notUTF8(file: file, line: 1, column: 1, guess: .utf16)
    }
    do {
      _ = try UTF8Span(validating: bytes.span)
    } catch {
      let before = bytes[..<error.byteOffsets.lowerBound]
      let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
      let line = before.count { $0 == UInt8(ascii: "\n") } + 1
      let column = before[lineStart...].count { $0 & 0xC0 != 0x80 } + 1
      throw .notUTF8(file: file, line: line, column: column, guess: .gb18030)
    }
  }
}

// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A table for the terminal, with columns as wide as their widest cell; a Chinese character counts
/// as two columns.
struct TextTable {
  var header: [String]
  var rows: [[String]] = []
  /// Columns set flush right, for numbers.
  var numeric: Set<Int> = []

  func rendered() -> String {
    let widths = header.indices.map { column in
      ([header] + rows).map { $0[column].terminalWidth }.max() ?? 0
    }
    let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")
    let lines = [line(header, widths), rule] + rows.map { line($0, widths) }
    return lines.joined(separator: "\n")
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    zip(cells, widths).enumerated().map { column, cell in
      let padding = String(repeating: " ", count: cell.1 - cell.0.terminalWidth)
      return numeric.contains(column) ? padding + cell.0 : cell.0 + padding
    }
    .joined(separator: "  ")
  }
}

extension String {
  /// Columns that a terminal needs: two for ideographs, full-width forms and their punctuation.
  var terminalWidth: Int {
    unicodeScalars.reduce(0) { $0 + ($1.isWide ? 2 : 1) }
  }
}

extension Unicode.Scalar {
  /// East Asian Width W or F. Source: Unicode Standard Annex 11, the ranges that Chinese text uses.
  fileprivate var isWide: Bool {
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}

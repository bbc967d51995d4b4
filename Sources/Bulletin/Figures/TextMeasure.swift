// SPDX-License-Identifier: Apache-2.0

/// How much room a text takes, near enough to place labels: one em for a Chinese character.
enum TextMeasure {
  static func width(_ text: String, size: Double) -> Double {
    text.reduce(0) { $0 + width(of: $1) } * size
  }

  /// Breaks `text` into lines no wider than `width`, at characters; at least one line.
  static func lines(_ text: String, width limit: Double, size: Double) -> [String] {
    var lines = [""]
    var used = 0.0
    for character in text {
      let next = width(of: character) * size
      if used + next > limit, let last = lines.last, !last.isEmpty {
        lines.append("")
        used = 0
      }
      lines[lines.count - 1].append(character)
      used += next
    }
    return lines
  }

  private static func width(of character: Character) -> Double {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    return scalar.value < 0x2E80 ? 0.56 : 1
  }
}

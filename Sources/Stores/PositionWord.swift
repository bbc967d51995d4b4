// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Operations
import StorePort

/// Which fixes are new, as one server tells it to the others: a line with the form's number and the
/// sender, then one with terminal and moment for each fix.
///
///     1 8231736420517
///     17 1514937600000
///
/// Without the places: whoever has any account of a PostgreSQL database hears and says what he likes.
struct PositionWord {
  var sender: UInt64
  var keys: [FixKey]

  private static let form = "1"

  /// As few texts as `SQLWord.mostBytes` allows.
  static func texts(of keys: [FixKey], from sender: UInt64) -> [String] {
    let head = "\(form) \(sender)"
    var (texts, text) = ([String](), head)
    for key in keys {
      let line = "\n\(key.terminal.rawValue) \(key.instant.milliseconds)"
      if text.utf8.count + line.utf8.count > SQLWord.mostBytes {
        texts.append(text)
        text = head
      }
      text += line
    }
    texts.append(text)
    return texts
  }

  /// - Returns: `nil` for any other form.
  init?(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let head = lines[0].split(separator: " ", omittingEmptySubsequences: false)
    guard head.count == 2, head[0] == Self.form, let sender = UInt64(head[1]) else { return nil }
    self.sender = sender
    keys = []
    keys.reserveCapacity(lines.count - 1)
    for line in lines.dropFirst() {
      let fields = line.split(separator: " ", omittingEmptySubsequences: false)
      guard fields.count == 2, let terminal = Int64(fields[0]), let instant = Int64(fields[1])
      else { return nil }
      keys.append(
        FixKey(terminal: ID(rawValue: terminal), instant: Instant(milliseconds: instant)))
    }
  }
}

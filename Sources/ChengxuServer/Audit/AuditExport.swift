// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel

/// A part of the record that was taken away: as which file, how much, and what was asked for.
struct AuditExport: Hashable, Sendable {
  var form: String
  var rows: Int
  var question: AuditQuestion

  /// As it is recorded; the account comes last, so that it cannot pass for something else.
  var text: String { "\(form), rows \(rows), \(question.text)" }

  init(form: String, rows: Int, question: AuditQuestion) {
    self.form = form
    self.rows = rows
    self.question = question
  }

  /// - Returns: `nil` for what `text` did not write.
  init?(text: String) {
    guard let parts = text.wholeMatch(of: /([a-z]+), rows ([0-9]+), (.+)/),
      let rows = Int(parts.2), let question = AuditQuestion(text: parts.3)
    else { return nil }
    self.init(form: String(parts.1), rows: rows, question: question)
  }
}

extension AuditQuestion {
  private static let everything = "everything"

  /// As it stands in the record beside a file that was taken away.
  var text: String {
    let parts: [(String, String?)] = [
      ("from", from.map { "\($0)" }), ("to", to.map { "\($0)" }),
      ("kind", kinds.map { $0.map(\.rawValue).sorted().joined(separator: "+") }),
      ("unit", unit.map { "\($0)" }), ("officer", badge), ("account", account),
    ]
    let asked = parts.compactMap { name, value in value.map { "\(name) \($0)" } }
    return asked.isEmpty ? Self.everything : asked.joined(separator: ", ")
  }

  /// - Returns: `nil` for what `text` did not write.
  init?(text: Substring) {
    self.init()
    if text == Self.everything { return }
    var rest = text
    /// What stands behind a name, where that comes next.
    func part(_ name: String) -> Substring? {
      guard rest.hasPrefix("\(name) ") else { return nil }
      let value = rest.dropFirst(name.count + 1)
      guard name != "account", let end = value.firstRange(of: ", ") else {
        rest = ""
        return value
      }
      rest = value[end.upperBound...]
      return value[..<end.lowerBound]
    }
    from = part("from").flatMap { CivilDate(String($0)) }
    to = part("to").flatMap { CivilDate(String($0)) }
    kinds = part("kind").map { words in
      Set(words.split(separator: "+").compactMap { AccessEvent.Kind(rawValue: String($0)) })
    }
    unit = part("unit").flatMap { Int64($0) }.map { ID(rawValue: $0) }
    badge = part("officer").map { String($0) }
    account = part("account").map { String($0) }
    // Whatever was not understood is not passed over.
    guard rest.isEmpty, self.text == text else { return nil }
  }
}

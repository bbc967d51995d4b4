// SPDX-License-Identifier: Apache-2.0

/// Collects what is left out of one source, by reason, with the first few examples.
struct OmissionLedger {
  private static let exampleCount = 5
  private let source: String
  private var order: [String] = []
  private var entries: [String: (count: Int, examples: [String])] = [:]

  init(source: String) { self.source = source }

  mutating func add(_ reason: String, example: @autoclosure () -> String) {
    if entries[reason] == nil { order.append(reason) }
    var entry = entries[reason] ?? (0, [])
    entry.count += 1
    if entry.examples.count < Self.exampleCount { entry.examples.append(example()) }
    entries[reason] = entry
  }

  func count(of reason: String) -> Int { entries[reason]?.count ?? 0 }

  /// In the order in which the reasons first came up.
  var omissions: [ImportReport.Omission] {
    order.map { reason in
      ImportReport.Omission(
        source: source, reason: reason, count: entries[reason]?.count ?? 0,
        examples: entries[reason]?.examples ?? [])
    }
  }
}

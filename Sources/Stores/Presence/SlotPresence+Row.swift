// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning
import Operations
import StorePort

extension SlotPresence {
  static let columns: SQLColumns = "slot, terminal, unit, carrier, heard, places"

  /// In the order of `columns`.
  var row: [SQLValue] {
    [
      slot.number.sqlValue, terminal.rawValue.sqlValue, (unit?.rawValue).sqlValue,
      carrier.rawValue.sqlValue, heardSeconds.sqlValue, Self.text(of: seconds).sqlValue,
    ]
  }

  /// - Parameter row: `columns`.
  init(row: SQLRow) throws(StoreError) {
    guard let carrier = Carrier(rawValue: try row.text(3)) else {
      throw StoreError(.corrupt, "A stored presence is carried by nothing that there is.")
    }
    self.init(
      slot: PresenceSlot(number: try row.integer(0)), terminal: ID(rawValue: try row.integer(1)),
      unit: row.isNull(2) ? nil : ID(rawValue: try row.integer(2)), carrier: carrier,
      heardSeconds: Int(try row.integer(4)), seconds: try Self.seconds(in: try row.text(5)))
  }

  /// `post.peak.12=840 road.7=300`, in the order of the words: the same presence is always the same text.
  static func text(of seconds: [PresencePlace: Int]) -> String {
    seconds.map { "\($0.key.word)=\($0.value)" }.sorted().joined(separator: " ")
  }

  private static func seconds(in text: String) throws(StoreError) -> [PresencePlace: Int] {
    var seconds: [PresencePlace: Int] = [:]
    for entry in text.split(separator: " ") {
      let parts = entry.split(separator: "=")
      guard parts.count == 2, let place = PresencePlace(word: parts[0]), let value = Int(parts[1])
      else { throw StoreError(.corrupt, "A stored presence has no place \(entry).") }
      seconds[place] = value
    }
    return seconds
  }
}

extension PresencePlace {
  fileprivate var word: String {
    switch self {
    case .road(let segment): "road.\(segment.rawValue)"
    case .duty(.post(let id), let mode): "post.\(mode.rawValue).\(id.rawValue)"
    case .duty(.beat(let id), let mode): "beat.\(mode.rawValue).\(id.rawValue)"
    case .duty(.patrol(let id), let mode): "patrol.\(mode.rawValue).\(id.rawValue)"
    case .duty(.checkpoint(let id), let mode): "checkpoint.\(mode.rawValue).\(id.rawValue)"
    }
  }

  fileprivate init?(word: Substring) {
    let parts = word.split(separator: ".")
    guard let last = parts.last, let number = Int64(last) else { return nil }
    if parts.count == 2, parts[0] == "road" {
      self = .road(ID(rawValue: number))
      return
    }
    guard parts.count == 3, let mode = DutyMode(rawValue: String(parts[1])) else { return nil }
    switch parts[0] {
    case "post": self = .duty(.post(ID(rawValue: number)), mode)
    case "beat": self = .duty(.beat(ID(rawValue: number)), mode)
    case "patrol": self = .duty(.patrol(ID(rawValue: number)), mode)
    case "checkpoint": self = .duty(.checkpoint(ID(rawValue: number)), mode)
    default: return nil
    }
  }
}

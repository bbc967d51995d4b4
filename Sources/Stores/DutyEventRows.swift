// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Operations
import StorePort

extension SQLTopic {
  /// Something was added to the log of duty events.
  static let dutyEvents = SQLTopic("chengxu_duty_events")
}

extension SQLSession {
  func lastRow() throws(StoreError) -> SQLRow? {
    try rows("SELECT id, previous, digest, body FROM duty_event ORDER BY id DESC LIMIT 1").first
  }

  /// The chain to go on with. A last event that was tampered with is not built upon.
  func chainAtEnd() throws -> EventChain {
    guard let row = try lastRow() else { return EventChain() }
    let id = ID<DutyEvent>(rawValue: try row.integer(0))
    guard let previous = EventDigest(hexadecimal: try row.text(1)),
      let digest = EventDigest(hexadecimal: try row.text(2)),
      EventChain.digest(after: previous, id: id, body: try row.text(3)) == digest
    else {
      throw EventLogError(
        .damaged, detail: "Event \(id), the last one, does not give its digest; nothing was added.")
    }
    return EventChain(after: digest, lastID: id)
  }

  /// Adds the event, and tells whoever follows the log once it is committed.
  func insert(_ sealed: EventChain.Sealed) throws(StoreError) {
    announce(.dutyEvents)
    let event = sealed.event
    let id = event.id.rawValue
    let predecessor: SQLValue = id > 1 ? .integer(id - 1) : .null
    try execute(
      """
      INSERT INTO duty_event (
        id, predecessor, instant, recorded, kind, is_simulated, body, previous, digest
      ) VALUES (
        \(id), \(predecessor), \(event.instant.milliseconds),
        \(event.entry.recorded.milliseconds), \(event.kind.rawValue),
        \(event.entry.isSimulated), \(sealed.body), \(event.previous.hexadecimal),
        \(event.digest.hexadecimal)
      )
      """)
  }
}

extension DutyEvent {
  /// - Parameter row: id, previous, digest, body.
  init(row: SQLRow) throws {
    let id = try row.integer(0)
    guard let previous = EventDigest(hexadecimal: try row.text(1)),
      let digest = EventDigest(hexadecimal: try row.text(2))
    else { throw StoreError(.corrupt, "Event \(id) has a digest that is none.") }
    do {
      self.init(
        id: ID(rawValue: id), entry: try EventChain.entry(from: try row.text(3)),
        previous: previous, digest: digest)
    } catch let error as DecodingError {
      throw StoreError(.corrupt, "The text of event \(id) cannot be read.", cause: error)
    }
  }
}

extension ChainVerifier {
  /// - Parameter row: id, previous, digest, body, instant, recorded, kind, is_simulated.
  mutating func check(row: SQLRow) throws {
    let id = ID<DutyEvent>(rawValue: try row.integer(0))
    check(
      id: id, previous: EventDigest(hexadecimal: try row.text(1)),
      digest: EventDigest(hexadecimal: try row.text(2)), body: try row.text(3))
    guard result.isIntact, let entry = try? EventChain.entry(from: try row.text(3)) else { return }
    let columnsFit =
      try row.integer(4) == entry.instant.milliseconds
      && row.integer(5) == entry.recorded.milliseconds
      && row.text(6) == entry.content.kind.rawValue
      && row.integer(7) == (entry.isSimulated ? 1 : 0)
    if !columnsFit { reportWrongColumn(at: id) }
  }
}

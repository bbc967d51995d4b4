// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Rostering

/// Rosters that are forgotten at the end of the process; the reference for the other stores.
actor MemoryRosterStore: RosterStore {
  private var books: [(base: Roster, events: [RosterEvent])] = []

  func open(
    _ base: Roster, by person: RosterPerson, at now: Instant, clock: CityClock
  ) -> ID<RosterBook> {
    let event = RosterEvent(
      .open(version: base.version, firstDate: base.firstDate, days: base.days), by: person,
      at: clock.civilTime(of: now))
    books.append((base, [event]))
    return ID(rawValue: Int64(books.count))
  }

  func append(
    _ event: RosterEvent, to id: ID<RosterBook>, revision: Int, at now: Instant
  ) throws(RosterStoreError) {
    guard try self.revision(of: id) == revision else { throw .conflict(id) }
    books[Int(id.rawValue) - 1].events.append(event)
  }

  func revision(of id: ID<RosterBook>) throws(RosterStoreError) -> Int {
    guard (1...books.count).contains(Int(id.rawValue)) else { throw .missing(id) }
    return books[Int(id.rawValue) - 1].events.count
  }

  func book(_ id: ID<RosterBook>) throws(RosterStoreError) -> RosterBook {
    guard (1...books.count).contains(Int(id.rawValue)) else { throw .missing(id) }
    let kept = books[Int(id.rawValue) - 1]
    var book = RosterBook(id: id, base: kept.base)
    do {
      for event in kept.events.dropFirst() { try book.apply(event) }
    } catch {
      throw .damaged(detail: "\(error)")
    }
    return book
  }

  func index() -> [RosterIndexEntry] {
    books.enumerated().reversed().map { position, kept in
      RosterIndexEntry(
        id: ID(rawValue: Int64(position + 1)), digest: kept.base.version.digest,
        firstDate: kept.base.firstDate, days: kept.base.days, revision: kept.events.count)
    }
  }
}

// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Operations

/// A log that forgets everything at the end of the process; the reference for the others.
actor MemoryEventLog: DutyEventLog {
  private var chain = EventChain()
  private var sealed: [EventChain.Sealed] = []

  func append(_ entries: [DutyEventEntry]) throws(EventLogError) -> [DutyEvent] {
    do {
      var next = chain
      let added = try entries.map { try next.seal($0) }
      chain = next
      sealed += added
      return added.map(\.event)
    } catch {
      throw EventLogError(.unavailable, detail: "\(error)")
    }
  }

  func events(in interval: Range<Instant>, kinds: Set<DutyEvent.Kind>?) -> [DutyEvent] {
    sealed.map(\.event).filter { event in
      interval.contains(event.instant) && (kinds?.contains(event.kind) ?? true)
    }
  }

  func fold<Sum: Sendable>(
    in interval: Range<Instant>, into sum: Sum,
    _ next: @escaping @Sendable (inout Sum, DutyEvent) throws -> Void
  ) throws -> Sum {
    try events(in: interval, kinds: nil).reduce(into: sum, next)
  }

  func last() -> DutyEvent? { sealed.last?.event }

  func verifyPart(
    _ verifier: ChainVerifier, atMost limit: Int
  ) -> (verifier: ChainVerifier, isAtEnd: Bool) {
    var verifier = verifier
    let part = sealed.dropFirst(Int(verifier.lastID.rawValue)).prefix(limit)
    for one in part {
      verifier.check(
        id: one.event.id, previous: one.event.previous, digest: one.event.digest, body: one.body)
    }
    return (verifier, part.count < limit)
  }
}

// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import DutyPlanning
import Geography
import Operations
import Supervision

/// Counts presence from stored positions: what it writes depends on them, the city, its plan and who carries a
/// terminal, never on which server does it, when, or how often.
struct PresenceKeeper: Sendable {
  private let positions: any PositionStore
  private let presence: any PresenceStore
  private let directory: TerminalDirectory
  private let holders: HolderIndex
  private let map: PresenceMap
  private let clock: CityClock
  private let policy = PresencePolicy()

  /// Slots that are settled in one transaction: it is over in milliseconds, and terminals wait for no longer.
  static let share = 200

  /// What one run came to.
  struct Run: Hashable, Sendable {
    var slots = 0
    var fixes = 0
  }

  /// - Returns: `nil` where there is no city to count presence in, or nowhere to keep it.
  init?(_ tracking: LiveTracking, _ contents: ServerContents?) {
    guard let presence = tracking.presence, let contents else { return nil }
    positions = tracking.store
    self.presence = presence
    directory = tracking.directory
    holders = HolderIndex(contents)
    map = PresenceMap(plan: contents.plans, snapshot: contents.snapshot)
    clock = tracking.clock
  }

  /// Counts all that is due by now; what becomes due meanwhile waits for the next time.
  ///
  /// - Parameter now: by the system's clock, which terminals keep too, also in an exercise.
  @discardableResult
  func bringUp(to now: Instant) async throws(TrackingError) -> Run {
    let end = policy.end(at: now, clock: clock)
    var (run, last) = (Run(), PresenceDue?.none)
    var terminals: [DutyModel.ID<TrackedTerminal>: TrackedTerminal]?
    while !Task.isCancelled {
      let due = try await presence.due(before: end, after: last, limit: Self.share)
      guard let final = due.last else { break }
      if terminals == nil {
        terminals = Dictionary(try await directory.terminals().map { ($0.id, $0) }) { first, _ in
          first
        }
      }
      var counted: [SlotPresence] = []
      for (terminal, due) in Dictionary(grouping: due, by: \.terminal).sorted(by: {
        $0.key < $1.key
      }) {
        let (rows, fixes) = try await count(due.map(\.slot), of: terminal, terminals?[terminal])
        counted += rows
        run.fixes += fixes
      }
      run.slots += try await presence.settle(due, with: counted)
      last = final
    }
    if !Task.isCancelled { try await presence.finish(until: end) }
    return run
  }

  /// - Parameter slots: in order.
  private func count(
    _ slots: [PresenceSlot], of id: DutyModel.ID<TrackedTerminal>, _ terminal: TrackedTerminal?
  ) async throws(TrackingError) -> (rows: [SlotPresence], fixes: Int) {
    let holder = terminal.map(holders.holder)
    let count = PresenceCount(policy: policy, clock: clock) { map.places(near: $0) }
    var (rows, fixes) = ([SlotPresence](), 0)
    // What came late may be hours apart; nothing between is read.
    for run in Self.runs(slots) {
      let from = run.lowerBound.span(by: clock).lowerBound
      let until = run.upperBound.span(by: clock).upperBound
      let gap = policy.longestGapSeconds
      // A millisecond more: a fix exactly a gap away still belongs to it.
      let way = try await positions.way(
        of: id,
        in: from.adding(
          seconds: -gap)..<Instant(
            milliseconds: until.milliseconds + gap * 1000 + 1),
        verdicts: TrackedWay.verdicts, limit: Int(Int32.max))
      fixes += way.fixes.count
      let wanted = Set((run.lowerBound.number...run.upperBound.number).map(PresenceSlot.init))
      rows += count.stays(of: way.fixes, in: wanted).map { slot, stay in
        SlotPresence(
          stay, in: slot, of: id, unit: holder?.unit, carrier: holder?.carrier ?? .unknown,
          policy: policy)
      }
    }
    return (rows, fixes)
  }

  private static func runs(_ slots: [PresenceSlot]) -> [ClosedRange<PresenceSlot>] {
    var runs: [ClosedRange<PresenceSlot>] = []
    for slot in slots {
      if let last = runs.last, last.upperBound.advanced(by: 1) == slot {
        runs[runs.count - 1] = last.lowerBound...slot
      } else {
        runs.append(slot...slot)
      }
    }
    return runs
  }
}

extension HolderIndex.Holder {
  fileprivate var carrier: SlotPresence.Carrier {
    switch kind {
    case .patrolCar, .patrolMotorcycle: .vehicle
    case .officer: .officer
    case .unknown: .unknown
    }
  }
}

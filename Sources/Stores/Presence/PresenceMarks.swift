// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Operations
import StorePort
import Synchronization

/// Which slots have been marked as due, so that a terminal that reports every few seconds is marked once a
/// quarter of an hour and not with every fix.
///
/// A mark is remembered only while no server may take it away, which is until `settleSeconds` after the slot
/// has ended. The time between lies on the safe side of what servers' clocks differ by and a transaction takes.
final class PresenceMarks: Sendable {
  private struct State {
    var marked: Set<PresenceKey> = []
    var newest: PresenceSlot?
  }

  private let policy: PresencePolicy
  private let clock: CityClock
  private let state = Mutex(State())

  /// Seconds before a slot may be counted in which each fix marks it again.
  private static let margin: Int64 = 115

  init(policy: PresencePolicy, clock: CityClock) {
    self.policy = policy
    self.clock = clock
  }

  /// What has to be marked with these fixes, by terminal and slot.
  ///
  /// - Parameter now: `nil` where nobody knows: everything is marked.
  func missing(for fixes: [JudgedFix], at now: Instant?) -> [PresenceKey] {
    let firstRemembered = now.map(firstRemembered) ?? PresenceSlot(number: .max)
    return state.withLock { state in
      var missing: Set<PresenceKey> = []
      for one in fixes where one.verdict.isGood && !one.fix.isMock {
        let touched = policy.slots(touchedBy: one.fix.instant, clock: clock)
        for number in touched.lowerBound.number...touched.upperBound.number {
          let key = PresenceKey(terminal: one.fix.terminal, slot: PresenceSlot(number: number))
          if key.slot < firstRemembered || !state.marked.contains(key) { missing.insert(key) }
        }
      }
      // Everybody locks in the same order.
      return missing.sorted { ($0.terminal, $0.slot) < ($1.terminal, $1.slot) }
    }
  }

  /// They are durable.
  func remember(_ marks: [PresenceKey], at now: Instant?) {
    guard let now else { return }
    let first = firstRemembered(at: now)
    state.withLock { state in
      if state.newest.map({ $0 < first }) ?? true {
        state.marked = state.marked.filter { $0.slot >= first }
        state.newest = first
      }
      for mark in marks where mark.slot >= first { state.marked.insert(mark) }
    }
  }

  private func firstRemembered(at now: Instant) -> PresenceSlot {
    PresenceSlot(of: now.adding(seconds: Self.margin - policy.settleSeconds), by: clock)
  }
}

extension SQLSession {
  func mark(_ keys: [PresenceKey]) throws(StoreError) {
    try executeAll(
      keys.map { key in
        """
        INSERT INTO presence_due (terminal, slot, stamp)
        VALUES (\(key.terminal.rawValue), \(key.slot.number), \(Int64.random(in: 1 ... .max)))
        ON CONFLICT (terminal, slot) DO UPDATE SET stamp = excluded.stamp
        """
      })
  }

  /// Days before `day` whose positions are still needed for something that is due: a slot at midnight needs
  /// those of both days.
  func daysAwaitingPresence(before day: CivilDate) throws(StoreError) -> Set<CivilDate> {
    let end = PresenceSlot(date: day).advanced(by: 1).number
    var days: Set<CivilDate> = []
    for row in try rows("SELECT DISTINCT slot FROM presence_due WHERE slot < \(end)") {
      let slot = PresenceSlot(number: try row.integer(0))
      for near in [slot.advanced(by: -1), slot, slot.advanced(by: 1)] { days.insert(near.date) }
    }
    return days
  }

  /// From now on the rows of a day say of a unit that it was there, and of no terminal: within each slot they
  /// are numbered by what they say, so that no number means the same terminal twice.
  func forgetWhosePresence(on day: CivilDate) throws(StoreError) {
    let first = PresenceSlot(date: day).number
    let end = first + Int64(PresenceSlot.perDay)
    var (slot, number) = (Int64.min, Int64(0))
    var changes: [SQLText] = []
    for row in try rows(
      """
      SELECT slot, terminal FROM presence
      WHERE slot >= \(first) AND slot < \(end) AND terminal > 0
      ORDER BY slot, places, heard, unit, terminal
      """)
    {
      let own = try row.integer(0)
      if own != slot { (slot, number) = (own, 0) }
      number -= 1
      changes.append(
        """
        UPDATE presence SET terminal = \(number)
        WHERE slot = \(own) AND terminal = \(try row.integer(1))
        """)
    }
    try executeAll(changes)
  }
}

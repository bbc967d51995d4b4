// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// One pool's week in tables: what everybody worked before, and which slots are open to him.
struct PoolFrame {
  let problem: RosterProblem
  let pool: RosterPool
  /// By member: duties before the week, in order of start.
  let past: [[DutySpan]]
  let pastDuties: [[RosteredDuty]]
  /// By member and slot: whether leave, exemptions, turn and earlier duties leave it open.
  let isOpen: [[Bool]]
  /// Slots whose people stay, since with others their places could not be filled.
  var frozen: Set<Int> = []

  init(problem: RosterProblem, pool: RosterPool) {
    self.problem = problem
    self.pool = pool
    let history = Dictionary(grouping: problem.history, by: \.officer)
    let breaks = Dictionary(pool.slots.map { ($0.shift, $0.breakMinutes) }, uniquingKeysWith: max)
    pastDuties = pool.members.map { officer in
      (history[officer.id] ?? []).sorted { $0.interval.start < $1.interval.start }
    }
    past = pastDuties.map { duties in
      duties.map { duty in
        DutySpan(
          interval: duty.interval, isSpecial: duty.shift.hasPrefix(ShiftTemplate.specialKey),
          isStationOnly: duty.tasks.allSatisfy { $0.demand == nil },
          breakMinutes: breaks[duty.shift] ?? 0)
      }
    }
    isOpen = Self.openings(problem, pool, past)
  }

  private static func openings(
    _ problem: RosterProblem, _ pool: RosterPool, _ past: [[DutySpan]]
  ) -> [[Bool]] {
    zip(pool.members, past).map { officer, past in
      pool.slots.map { slot in
        pool.admits(officer, to: slot) && problem.rules.allows(slot.span, for: officer)
          && past.allSatisfy { earlier in
            // Sequence rules reach two days at most; older duties need no look.
            slot.interval.start.minutes - earlier.interval.end.minutes > 4320
              || problem.rules.allows(slot.span, after: earlier)
          }
      }
    }
  }

  func isIndoors(_ member: Int) -> Bool {
    pool.members[member].exemptions.contains(.noOutdoorDuty)
  }

  /// Slots in which a pinned row keeps the member, or any row in a frozen one, where no rule about him
  /// alone forbids that by now.
  func pinnedSlots(of member: Int) -> [Int] {
    guard let kept = problem.kept else { return [] }
    let officer = pool.members[member].id
    return pool.slots.indices.filter { slot in
      guard isOpen[member][slot], let row = kept.row(of: officer, in: pool.slots[slot]) else {
        return false
      }
      return kept.isPinned(row) || frozen.contains(slot)
    }
  }

  /// The slots of the member's rows in the draft that is solved anew; `nil` where there is none.
  func keptSlots(of member: Int) -> [Int]? {
    guard let kept = problem.kept else { return nil }
    let officer = pool.members[member].id
    return pool.slots.indices.filter { kept.row(of: officer, in: pool.slots[$0]) != nil }
  }

  func isSworn(_ member: Int) -> Bool { pool.members[member].status == .sworn }

  /// Members to whom the slot is open.
  func candidates(for slot: Int) -> [Int] {
    pool.members.indices.filter { isOpen[$0][slot] }
  }
}

extension RosterPool {
  /// The squadron's turn, and for people exempt from outdoor work a place indoors.
  func admits(_ officer: Officer, to slot: ShiftSlot) -> Bool {
    if let turn = slot.squadron, turn != officer.unit { return false }
    guard officer.exemptions.contains(.noOutdoorDuty) else { return true }
    if officer.status == .sworn, slot.station[officer.unit] != nil { return true }
    return !slot.isExact(for: crew)
  }
}

// SPDX-License-Identifier: Apache-2.0

public import DutyModel
import DutyPlanning

/// What is shared out evenly among people.
public enum SharedBurden: String, CaseIterable, Codable, Sendable {
  case nights, weekends, holidays, peaks

  /// How often `duty` carries the burden: a night, weekend or holiday duty once, a peak once for
  /// each peak window in it.
  public func count(in duty: RosteredDuty, days: DayKinds = .plainWeek) -> Int {
    if self == .peaks { return duty.tasks.count { $0.mode == .peak && $0.demand != nil } }
    return isCarried(through: duty.interval, days: days) ? 1 : 0
  }

  /// Whether whoever is on duty in `interval` carries the burden; peaks are a matter of places.
  func isCarried(through interval: CivilInterval, days: DayKinds) -> Bool {
    switch self {
    case .nights: NightHours().isNight(interval)
    case .weekends: days.touches(interval, days.isRestDay)
    case .holidays: days.touches(interval, days.isHoliday)
    case .peaks: false
    }
  }
}

extension RosterProblem {
  /// The most of a burden that one of `status` need carry, counted over history and period: all of
  /// it, divided by those who may carry it, rounded up. It follows from the problem alone, so the
  /// solver and the checker mean the same number.
  public func fairShare(of burden: SharedBurden, in pool: RosterPool, status: Officer.Status)
    -> Int
  {
    let bearers = pool.members.filter { $0.status == status && mayBear(burden, $0, in: pool) }
    guard !bearers.isEmpty else { return 0 }
    let ids = Set(bearers.map(\.id))
    let past = history.filter { ids.contains($0.officer) }.reduce(0) {
      $0 + burden.count(in: $1, days: dayKinds)
    }
    let needed = pool.slots.reduce(0) {
      $0 + $1.count(of: burden, status: status, days: dayKinds)
    }
    return (past + needed + bearers.count - 1) / bearers.count
  }

  /// Whether the officer may have any of the pool's slots that carries the burden.
  private func mayBear(_ burden: SharedBurden, _ officer: Officer, in pool: RosterPool) -> Bool {
    let indoors = officer.exemptions.contains(.noOutdoorDuty)
    if indoors && (burden == .peaks || officer.status == .auxiliary) { return false }
    return pool.slots.contains { slot in
      slot.count(of: burden, status: officer.status, days: dayKinds) > 0
        && rules.allows(slot.span, for: officer)
        && (slot.squadron == nil || slot.squadron == officer.unit || burden == .nights)
    }
  }
}

extension ShiftSlot {
  /// Person-times of the burden that the slot asks of one status.
  func count(of burden: SharedBurden, status: Officer.Status, days: DayKinds) -> Int {
    if burden == .peaks {
      return occurrences.filter { $0.demand.mode == .peak }.reduce(0) {
        $0 + (status == .sworn ? $1.demand.sworn : $1.demand.auxiliary)
      }
    }
    guard burden.isCarried(through: interval, days: days) else { return 0 }
    return status == .sworn ? swornNeeded : max(0, peopleNeeded - swornNeeded)
  }
}

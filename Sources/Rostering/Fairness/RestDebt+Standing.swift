// SPDX-License-Identifier: Apache-2.0

import DutyModel

extension RestDebt {
  /// Debts that special duties booked, as they stand before a roster: one for each officer.
  ///
  /// A week repays what its published roster left below the officer's target, by the measure of
  /// `RestDebtFirst`, of whatever was incurred before the week began. A week without a published
  /// roster repays nothing, because nobody was promised anything in it.
  ///
  /// - Parameters:
  ///   - booked: of any number of special duties, in any order.
  ///   - history: of the weeks before `first`, a Monday.
  /// - Returns: those who still are owed rest, in order of number.
  static func standing(
    _ booked: [RestDebt], before first: CivilDate, history: [RosteredDuty], members: [Officer],
    target: WeeklyTarget, days: DayKinds, weeklyHours: Int
  ) -> [RestDebt] {
    let people = Dictionary(members.map { ($0.id, $0) }) { one, _ in one }
    let weeks = publishedWeeks(history, before: first)
    let duties = Dictionary(grouping: history, by: \.officer)
    return Dictionary(grouping: booked, by: \.officer).sorted { $0.key < $1.key }.compactMap {
      officer, parts in
      guard let person = people[officer] else { return nil }
      var debt = RestDebt(
        officer: officer, items: parts.flatMap(\.items).sorted { $0.duty.start < $1.duty.start },
        repaidMinutes: parts.reduce(0) { $0 + $1.repaidMinutes })
      for week in weeks {
        // Called out again on a free day: that day repaid nothing.
        let worked =
          (duties[officer] ?? []).reduce(0) { $0 + week.overlapMinutes($1.interval) }
          + debt.items.reduce(0) { $0 + week.overlapMinutes($1.duty) }
        let wanted = target.targetMinutes(for: person, in: week, until: week.end, days: days)
        let owed = debt.incurredMinutes(before: week.start) - debt.repaidMinutes
        debt.repaidMinutes += max(0, min(owed, wanted - worked, weeklyHours * 60))
      }
      return debt.owedMinutes > 0 ? debt : nil
    }
  }

  private func incurredMinutes(before time: CivilTime) -> Int {
    items.filter { $0.duty.end <= time }
      .reduce(0) { $0 + $1.shortRestMinutes + $1.freeDayMinutes }
  }

  /// Mondays to Mondays that a duty begins in, up to `first`, in order.
  private static func publishedWeeks(
    _ history: [RosteredDuty], before first: CivilDate
  ) -> [CivilInterval] {
    let back = history.filter { $0.interval.start.date < first }
      .map { (first.day - $0.interval.start.date.day + 6) / 7 }
    return Set(back).sorted(by: >).map { weeks in
      let monday = CivilTime(date: CivilDate(day: first.day - weeks * 7))
      return CivilInterval(start: monday, end: monday.adding(minutes: 10_080))
    }
  }
}

extension RosterProblem {
  /// Lets the roster repay first what special duties booked and earlier rosters did not give back.
  public mutating func repay(_ booked: [RestDebt]) {
    let rule = rules.soft(RestDebtFirst.self).first ?? RestDebtFirst()
    rules = rules.repaying(
      RestDebt.standing(
        booked, before: firstDate, history: history, members: members,
        target: rules.soft(WeeklyTarget.self).first ?? WeeklyTarget(), days: dayKinds,
        weeklyHours: rule.weeklyHours))
  }
}

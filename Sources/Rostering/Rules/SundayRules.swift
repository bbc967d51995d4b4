// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Fifteen Sundays of the year are free (Arbeitszeitgesetz §11(1)). Sundays before the known history
/// count as free.
public struct FreeSundays: HardRule {
  public let key = "free-sundays"
  public let scope = RuleScope.person
  public var sundays: Int

  public init(sundays: Int = 15) { self.sundays = sundays }

  public var sentence: LocalizedName {
    LocalizedName(
      chinese: "每年至少\(sundays)个星期日不安排勤务",
      english: "At least \(sundays) Sundays of a year are free of duty")
  }

  public func violations(in view: RosterView) -> [HardRuleViolation] {
    view.people.flatMap { person in
      var worked: [Int: Set<CivilDate>] = [:]
      return person.entries.flatMap { entry in
        entry.span.sundays.compactMap { sunday -> HardRuleViolation? in
          let year = sunday.components.year
          guard worked[year, default: []].insert(sunday).inserted, !entry.isHistory else {
            return nil
          }
          let free = Self.sundays(of: year) - (worked[year]?.count ?? 0)
          guard free < sundays else { return nil }
          return HardRuleViolation(
            rule: key, officer: person.officer.id, date: entry.date,
            explanation: LocalizedName(
              chinese: "\(sunday)上班后\(year)年只剩\(free)个星期日不上班，至少应有\(sundays)个",
              english: "with \(sunday) only \(free) Sundays of \(year) are left free, expected "
                + "\(sundays)"
            ).about(person.officer))
        }
      }
    }
  }

  private static func sundays(of year: Int) -> Int {
    guard let first = CivilDate(year: year, month: 1, day: 1),
      let next = CivilDate(year: year + 1, month: 1, day: 1)
    else { return 52 }
    return (first.day..<next.day).count { CivilDate(day: $0).weekday == .sunday }
  }
}

/// Each Sunday worked is repaid by a free weekday of its own within two weeks that include it
/// (Arbeitszeitgesetz §11(3)).
///
/// Days that the roster does not cover yet count as free, days before the known history too.
public struct ReplacementRestDay: HardRule {
  public let key = "replacement-rest-day"
  public let scope = RuleScope.person
  public var days: Int

  public init(days: Int = 14) { self.days = days }

  public var sentence: LocalizedName {
    LocalizedName(
      chinese: "星期日上班的，含该日的\(days)天内另休一个工作日",
      english: "A Sunday worked is repaid by a free weekday within \(days) days that include it")
  }

  public func violations(in view: RosterView) -> [HardRuleViolation] {
    view.people.flatMap { person in
      let unpaid = unpaidSundays(of: person)
      return person.rostered.flatMap { entry in
        entry.span.sundays.filter(unpaid.contains).map { sunday in
          HardRuleViolation(
            rule: key, officer: person.officer.id, date: entry.date,
            explanation: LocalizedName(
              chinese: "\(sunday)（星期日）上班，前后\(days)天内没有另休一个工作日",
              english: "Sunday, \(sunday), is worked and no weekday within \(days) days of it free"
            ).about(person.officer))
        }
      }
    }
  }

  /// All windows have one length, so that the earliest free day for the earliest Sunday repays most.
  private func unpaidSundays(of person: RosterView.Person) -> Set<CivilDate> {
    let busy = Set(person.entries.flatMap(\.span.dates))
    var used: Set<CivilDate> = []
    var unpaid: Set<CivilDate> = []
    for sunday in Set(person.entries.flatMap(\.span.sundays)).sorted() {
      let free = (1 - days..<days).map { sunday.adding(days: $0) }.first {
        $0.weekday != .sunday && !busy.contains($0) && !used.contains($0)
      }
      if let free { used.insert(free) } else { unpaid.insert(sunday) }
    }
    return unpaid
  }
}

extension DutySpan {
  /// The days that the duty has a part in.
  fileprivate var dates: [CivilDate] {
    (interval.start.date.day...interval.end.adding(minutes: -1).date.day).map(CivilDate.init(day:))
  }

  fileprivate var sundays: [CivilDate] { dates.filter { $0.weekday == .sunday } }
}

// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// 疲劳度: hours of a week, with standby 备勤 at half its length and station duty 值班 at its full
/// one.
///
/// Standby is being on a shift at the station beyond those whom the station must keep: of the sworn
/// officers there those with the lowest numbers fill the station's minimum, all others stand by. The
/// checker weighs it, since who stands by is known only when the places are dealt.
public struct DutyLoad: SoftRule {
  public let key = "duty-load"
  /// Points for each hour begun above.
  public var weight: Int
  public var hours: Int
  /// What an hour of standby counts for, in hundredths.
  public var standbyPercent: Int

  public init(weight: Int = 2, hours: Int = 48, standbyPercent: Int = 50) {
    self.weight = weight
    self.hours = hours
    self.standbyPercent = standbyPercent
  }

  public var sentence: LocalizedName {
    LocalizedName(
      chinese: "一周勤务负荷以\(hours)小时为宜（备勤按\(standbyPercent)%折算，值班足额）：每超一小时\(weight)分",
      english: "A week's load has \(hours) hours, standby counted at \(standbyPercent) % and "
        + "station duty in full: \(weight) points for each hour begun above")
  }

  public func penalties(in view: RosterView) -> [BrokenRule] {
    guard weight > 0 else { return [] }
    let standby = StandbyRows(view)
    return view.people.flatMap { person in
      view.problem.weeks.compactMap { week -> BrokenRule? in
        let parts = person.entries.map { entry in
          (minutes: entry.span.workedMinutes(in: week), isStandby: standby.contains(entry.duty))
        }
        let waiting = parts.filter(\.isStandby).reduce(0) { $0 + $1.minutes }
        let full = parts.reduce(0) { $0 + $1.minutes } - waiting
        let load = full + waiting * standbyPercent / 100
        guard load > hours * 60 else { return nil }
        return BrokenRule(
          rule: key, officer: person.officer.id, date: week.start.date,
          penalty: (load - hours * 60 + 59) / 60 * weight,
          explanation: LocalizedName(
            chinese: "\(week.start.date)起的一周勤务\(full.hoursChinese)、备勤\(waiting.hoursChinese)，"
              + "折合\(load.hoursChinese)，以\(hours)小时为宜",
            english: "\(full.hoursEnglish) of duty and \(waiting.hoursEnglish) of standby in the "
              + "week from \(week.start.date), together \(load.hoursEnglish), wanted \(hours) hours"
          ).about(person.officer))
      }
    }
  }
}

/// The rows of a roster that are standby and neither a place nor station duty. Rows of the history
/// have no slot to tell them apart and count in full.
private struct StandbyRows {
  private struct Key: Hashable {
    var id: ID<RosteredDuty>
    var officer: ID<Officer>
  }

  private var keys: Set<Key> = []

  init(_ view: RosterView) {
    for pool in view.problem.pools where pool.crew != .offices {
      let people = view.people.filter { $0.pool == pool.key }
      for slot in pool.slots {
        let staying = people.flatMap { person in
          person.rostered.filter {
            $0.duty.shift == slot.shift && $0.duty.interval == slot.interval
              && $0.span.isStationOnly
          }.map { (person.officer, $0.duty) }
        }
        var kept = slot.station
        for (officer, duty) in staying.sorted(by: { $0.0.id < $1.0.id }) {
          if officer.status == .sworn, let left = kept[officer.unit], left > 0 {
            kept[officer.unit] = left - 1
          } else {
            keys.insert(Key(id: duty.id, officer: officer.id))
          }
        }
      }
    }
  }

  func contains(_ duty: RosteredDuty) -> Bool {
    keys.contains(Key(id: duty.id, officer: duty.officer))
  }
}

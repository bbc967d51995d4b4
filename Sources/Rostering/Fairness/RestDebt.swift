// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// 欠休: rest that special duty took from one officer, and what later free time gave back.
///
/// A special duty takes (a) the hours by which the rest before or after it was shorter than the
/// ordinary minimum, and (b) its hours on free days and holidays.
public struct RestDebt: Hashable, Codable, Sendable {
  /// One special duty's part.
  public struct Item: Hashable, Codable, Sendable {
    public var duty: CivilInterval
    public var shortRestMinutes: Int
    public var freeDayMinutes: Int
  }

  public var officer: ID<Officer>
  public var items: [Item]
  /// 补休 that the unit recorded as given back.
  public var repaidMinutes: Int

  public var incurredMinutes: Int {
    items.reduce(0) { $0 + $1.shortRestMinutes + $1.freeDayMinutes }
  }
  public var owedMinutes: Int { max(0, incurredMinutes - repaidMinutes) }

  /// - Parameters:
  ///   - duties: worked, of any number of officers.
  ///   - repaid: minutes of compensatory rest that were given, by officer.
  /// - Returns: one for each officer with a special duty that took rest, in order of number.
  public static func debts(
    from duties: [RosteredDuty], days: DayKinds, minimumRest: MinimumRest = MinimumRest(),
    repaid: [ID<Officer>: Int] = [:]
  ) -> [RestDebt] {
    Dictionary(grouping: duties, by: \.officer).sorted { $0.key < $1.key }.compactMap {
      officer, duties in
      let ordered = duties.sorted { $0.interval.start < $1.interval.start }
      let items = ordered.indices.filter { ordered[$0].isSpecial }.map { index in
        item(at: index, of: ordered, days, minimumRest.hours * 60)
      }.filter { $0.shortRestMinutes + $0.freeDayMinutes > 0 }
      guard !items.isEmpty else { return nil }
      return RestDebt(officer: officer, items: items, repaidMinutes: repaid[officer] ?? 0)
    }
  }

  private static func item(
    at index: Int, of duties: [RosteredDuty], _ days: DayKinds, _ least: Int
  ) -> Item {
    let duty = duties[index].interval
    func missing(_ from: CivilTime, _ to: CivilTime) -> Int {
      max(0, least - max(0, Int(to.minutes - from.minutes)))
    }
    var short = 0
    if index > 0 { short += missing(duties[index - 1].interval.end, duty.start) }
    // Between two special duties the rest is counted once, with the later one.
    if index + 1 < duties.count, !duties[index + 1].isSpecial {
      short += missing(duty.end, duties[index + 1].interval.start)
    }
    let free = (duty.start.date.day...duty.end.date.day).map(CivilDate.init(day:))
      .filter { !days.isWorkingDay($0) }
      .reduce(0) { sum, date in
        let midnight = CivilTime(date: date)
        return sum
          + CivilInterval(start: midnight, end: midnight.adding(minutes: 1440)).overlapMinutes(duty)
      }
    return Item(duty: duty, shortRestMinutes: short, freeDayMinutes: free)
  }
}

extension RosteredDuty {
  /// Under a special order.
  var isSpecial: Bool { shift.hasPrefix(ShiftTemplate.specialKey) }
}

// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// 365 days of the training span, counted back from its end, and how much was recorded in them.
public struct CountingYear: Hashable, Codable, Sendable {
  public var span: DateSpan
  /// Days whose month has any record; a month without is taken as lost (`CountingYears`).
  public var countedDays: Int
  public var incidents: Int
}

/// Corrects for changes in what was recorded: years are compared by each street's share of them.
///
/// How many incidents a city records changes with its rules (who reports, what counts), not only
/// with danger. So time is measured in incidents: with M the yearly level of the latest 365 days, a
/// stretch of time in which n incidents were recorded citywide counts as n / M reference years, and a
/// street's rate is thereby its share of what was recorded, at today's level. Whole months without
/// a record, where the mean rate would let at least 9.2 be expected (Poisson probability of none
/// below 1 in 10 000), are lost data and not safe months: they are left out of M and add nothing
/// to the exposure.
struct CountingYears {
  /// The latest first; years without a record are not there.
  var years: [CountingYear]
  /// Incidents in 365.25 counted days at the level of the latest year.
  var yearlyLevel: Double

  init(dates: [CivilDate], span: DateSpan) {
    let lost = Self.lostMonths(dates: dates, span: span)
    var counts: [Int: Int] = [:]
    for date in dates { counts[Self.yearsBack(date, from: span.last), default: 0] += 1 }
    years = (0...((span.days - 1) / 365)).compactMap { back in
      let last = span.last.adding(days: -365 * back)
      let year = DateSpan(first: max(span.first, last.adding(days: -364)), last: last)
      let counted = (year.first.day...year.last.day).count {
        !lost.contains(Self.month(CivilDate(day: $0)))
      }
      guard let incidents = counts[back], counted > 0 else { return nil }
      return CountingYear(span: year, countedDays: counted, incidents: incidents)
    }
    yearlyLevel = years.first.map { Double($0.incidents) / Double($0.countedDays) * 365.25 } ?? 0
  }

  static func yearsBack(_ date: CivilDate, from last: CivilDate) -> Int {
    Int(last.day - date.day) / 365
  }

  static func lostMonths(dates: [CivilDate], span: DateSpan) -> Set<Int> {
    let seen = Set(dates.map(month))
    var days: [Int: Int] = [:]
    for day in span.first.day...span.last.day { days[month(CivilDate(day: day)), default: 0] += 1 }
    let daysSeen = days.reduce(0) { $0 + (seen.contains($1.key) ? $1.value : 0) }
    guard daysSeen > 0 else { return [] }
    let daily = Double(dates.count) / Double(daysSeen)
    return Set(days.filter { !seen.contains($0.key) && Double($0.value) * daily >= 9.2 }.keys)
  }

  private static func month(_ date: CivilDate) -> Int {
    let (year, month, _) = date.components
    return year * 12 + month
  }
}

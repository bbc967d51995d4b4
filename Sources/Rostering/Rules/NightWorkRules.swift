// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Night workers work eight hours for each 24 on average (2003/88/EC, article 8(a); Working Time
/// Regulations 1998, regulation 6).
///
/// With the weekly rest day, which the average leaves out (article 16(c)), eight hours for each 24
/// are 48 a week; the states set the reference period, four weeks here, 17 in the UK. Night workers
/// are those whom nothing exempts from nights, as the rotation brings the night to all of them.
public struct NightWorkerHours: HoursRule {
  public let key = "night-worker-hours"
  public var weeks: Int
  public var dailyHours: Int

  /// - Parameter weeks: the reference period, at least 1; each window ends with a week of the roster.
  public init(weeks: Int = 4, dailyHours: Int = 8) {
    precondition(weeks > 0, "An average over \(weeks) weeks is none.")
    self.weeks = weeks
    self.dailyHours = dailyHours
  }

  public var sentence: LocalizedName {
    LocalizedName(
      chinese: "夜间工作人员\(weeks)周内平均每24小时不超过\(dailyHours)小时（每周扣除一个休息日）",
      english: "Night workers work at most \(dailyHours) hours for each 24 on average over "
        + "\(weeks) weeks, the weekly rest day left out")
  }

  public func windows(of week: CivilInterval) -> [CivilInterval] {
    [CivilInterval(start: week.start.adding(minutes: -(weeks - 1) * 10_080), end: week.end)]
  }

  public func limitMinutes(
    for officer: Officer, in window: CivilInterval, days: DayKinds
  ) -> Int? {
    officer.exemptions.contains(.noNightDuty) ? nil : weeks * 6 * dailyHours * 60
  }

  public func explanation(minutes: Int, limit: Int, window: CivilInterval) -> LocalizedName {
    LocalizedName(
      chinese: "夜间工作人员\(window.start.date)起的\(weeks)周工作\(minutes.hoursChinese)，"
        + "平均每24小时\(dailyHours)小时即\(limit.hoursChinese)",
      english: "\(minutes.hoursEnglish) in the \(weeks) weeks from \(window.start.date) as a night "
        + "worker, expected at most \(limit.hoursEnglish), \(dailyHours) for each 24")
  }
}

/// Night work with special hazards or heavy strain has at most eight hours in any 24, not only on
/// average (2003/88/EC, article 8(b)). Whose night work that is comes from the employer's assessment.
public struct HazardousNight: DutyRule {
  public let key = "hazardous-night"
  public let mayBeOverridden = false
  public var hours: Int
  public var units: Set<ID<Unit>>
  public var night: NightHours

  public init(hours: Int = 8, units: Set<ID<Unit>> = [], night: NightHours = NightHours()) {
    self.hours = hours
    self.units = units
    self.night = night
  }

  public var sentence: LocalizedName {
    LocalizedName(
      chinese: "经评估有特殊危险的单位，夜间勤务一次不超过\(hours)小时",
      english: "In units whose night work is assessed as hazardous a night duty has at most "
        + "\(hours) hours")
  }

  public func refusal(of duty: DutySpan, by officer: Officer) -> LocalizedName? {
    guard units.contains(officer.unit), night.isNight(duty.interval),
      duty.workedMinutes > hours * 60
    else { return nil }
    return LocalizedName(
      chinese: "\(duty.interval.start)的夜间勤务\(duty.workedMinutes.hoursChinese)，"
        + "该单位夜间最多\(hours)小时",
      english: "\(duty.workedMinutes.hoursEnglish) of night duty from \(duty.interval.start), "
        + "expected at most \(hours) in this unit")
  }
}

/// Two nights in a row are wanted, although three are allowed (`MaximumConsecutiveNights`).
///
/// The checker weighs it; the solver gets there by the turns of the squadrons, two nights each.
public struct NightBlockTarget: SoftRule {
  public let key = "night-block"
  public var weight: Int
  public var nights: Int
  /// Free time that ends a block.
  public var pauseMinutes: Int
  public var night: NightHours

  public init(
    weight: Int = 4, nights: Int = 2, pauseMinutes: Int = 24 * 60, night: NightHours = NightHours()
  ) {
    self.weight = weight
    self.nights = nights
    self.pauseMinutes = pauseMinutes
    self.night = night
  }

  public var sentence: LocalizedName {
    LocalizedName(
      chinese: "连续夜班以\(nights)个为宜：每多一个\(weight)分",
      english: "\(nights) nights in a row are enough: \(weight) points for each more")
  }

  public func penalties(in view: RosterView) -> [BrokenRule] {
    guard weight > 0 else { return [] }
    return view.people.flatMap { person in
      var count = 0
      var end: CivilTime?
      return person.entries.filter { night.isNight($0.span.interval) }
        .compactMap { entry -> BrokenRule? in
          let pause = end.map { Int(entry.span.interval.start.minutes - $0.minutes) } ?? .max
          count = pause >= pauseMinutes ? 1 : count + 1
          end = entry.span.interval.end
          guard count > nights, !entry.isHistory else { return nil }
          return BrokenRule(
            rule: key, officer: person.officer.id, date: entry.date, penalty: weight,
            explanation: LocalizedName(
              chinese: "到\(entry.span.interval.end)已连续\(count)个夜班，以\(nights)个为宜",
              english: "\(count) nights in a row until \(entry.span.interval.end), wanted "
                + "\(nights) at most"
            ).about(person.officer))
        }
    }
  }
}

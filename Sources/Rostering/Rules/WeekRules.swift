// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Hours a week that may not be exceeded: 44 for auxiliaries on contract (Labour Law, CN-03), 40
/// for officers exempt from overtime.
public struct WeeklyHoursLimit: HoursRule {
  public let key = "weekly-hours-limit"
  public var auxiliaryHours: Int
  public var exemptHours: Int

  public init(auxiliaryHours: Int = 44, exemptHours: Int = 40) {
    self.auxiliaryHours = auxiliaryHours
    self.exemptHours = exemptHours
  }

  public var sentence: LocalizedName {
    LocalizedName(
      chinese: "辅警每周不超过\(auxiliaryHours)小时，免加班人员每周不超过\(exemptHours)小时",
      english: "Auxiliaries work at most \(auxiliaryHours) hours a week, officers exempt from "
        + "overtime at most \(exemptHours)")
  }

  public func limitMinutes(
    for officer: Officer, in window: CivilInterval, days: DayKinds
  ) -> Int? {
    if officer.exemptions.contains(.noOvertime) { return exemptHours * 60 }
    return officer.status == .auxiliary ? auxiliaryHours * 60 : nil
  }

  public func explanation(minutes: Int, limit: Int, window: CivilInterval) -> LocalizedName {
    LocalizedName(
      chinese: "一周工作\(minutes.hoursChinese)，最多\(limit.hoursChinese)",
      english: "\(minutes.hoursEnglish) in one week, expected at most \(limit.hoursEnglish)")
  }
}

/// A rest period each week (CN-03 for auxiliaries; 24 + 11 hours for all by 2003/88/EC): so many
/// hours free on end, and their middle lies in the week.
public struct WeeklyRestDay: RestRule {
  public let key = "weekly-rest-day"
  public var hours: Int
  public var statuses: Set<Officer.Status>

  public init(hours: Int = 24, statuses: Set<Officer.Status> = [.auxiliary]) {
    self.hours = hours
    self.statuses = statuses
  }

  public var sentence: LocalizedName {
    LocalizedName(
      chinese: "\(statuses.words.chinese)每周至少连续休息\(hours)小时一次",
      english: "\(statuses.words.english) have \(hours) free hours on end in every week")
  }

  public func explanation(of week: CivilInterval) -> LocalizedName {
    LocalizedName(
      chinese: "\(week.start.date)起的一周没有连续\(hours)小时的休息",
      english: "no \(hours) free hours on end in the week from \(week.start.date)")
  }

  /// Before the first and after the last known duty the officer counts as free.
  public func isKept(
    by spans: [DutySpan], of status: Officer.Status, in week: CivilInterval
  ) -> Bool {
    guard statuses.contains(status) else { return true }
    let half = hours * 30
    let intervals = spans.map(\.interval)
    let starts = [week.start.adding(minutes: -hours * 60)] + intervals.map(\.end)
    let ends = intervals.map(\.start) + [week.end.adding(minutes: hours * 60)]
    return zip(starts, ends).contains { start, end in
      let middles = (start.adding(minutes: half), end.adding(minutes: -half))
      return middles.0 <= middles.1 && middles.0 < week.end && middles.1 >= week.start
    }
  }
}

extension Set<Officer.Status> {
  /// Whom a rule concerns, as its sentence begins.
  var words: LocalizedName {
    if self == [.auxiliary] { return LocalizedName(chinese: "辅警", english: "Auxiliaries") }
    if self == [.sworn] { return LocalizedName(chinese: "民警", english: "Sworn officers") }
    return LocalizedName(chinese: "全体人员", english: "All people")
  }
}

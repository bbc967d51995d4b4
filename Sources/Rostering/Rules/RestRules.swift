// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Time off between two duties, from end to start.
public struct MinimumRest: SequenceRule {
  public let key = "minimum-rest"
  public var hours: Int
  /// Between duties of which one is under a special order that a leader approved.
  public var hoursInSpecialDuty: Int

  public init(hours: Int = 11, hoursInSpecialDuty: Int = 8) {
    self.hours = hours
    self.hoursInSpecialDuty = hoursInSpecialDuty
  }

  public var sentence: LocalizedName {
    LocalizedName(
      chinese: "两次勤务之间至少休息\(hours)小时（经批准的特殊勤务\(hoursInSpecialDuty)小时）",
      english: "At least \(hours) hours of rest between two duties "
        + "(\(hoursInSpecialDuty) with an approved special duty)")
  }

  public var reachMinutes: Int { max(hours, hoursInSpecialDuty) * 60 }

  public func refusal(of second: DutySpan, after first: DutySpan) -> LocalizedName? {
    let rest = Int(second.interval.start.minutes - first.interval.end.minutes)
    let least = first.isSpecial || second.isSpecial ? hoursInSpecialDuty : hours
    // Overlapping duties break `NoDoubleBooking`, which says so better.
    guard rest >= 0, rest < least * 60 else { return nil }
    return LocalizedName(
      chinese: "\(second.interval.start)上岗前只休息了\(rest.hoursChinese)，至少应休息\(least)小时",
      english: "only \(rest.hoursEnglish) of rest before \(second.interval.start), "
        + "expected \(least) hours")
  }
}

/// No day duty within a day after a night (CN-09); the next night may follow.
public struct RestAfterNight: SequenceRule {
  public let key = "rest-after-night"
  public var hours: Int
  public var night: NightHours

  public init(hours: Int = 24, night: NightHours = NightHours()) {
    self.hours = hours
    self.night = night
  }

  public var sentence: LocalizedName {
    LocalizedName(
      chinese: "夜班结束后\(hours)小时内不得安排白天勤务",
      english: "No day duty within \(hours) hours after a night")
  }

  public var reachMinutes: Int { hours * 60 }

  public func refusal(of second: DutySpan, after first: DutySpan) -> LocalizedName? {
    let rest = Int(second.interval.start.minutes - first.interval.end.minutes)
    guard rest >= 0, rest < hours * 60, night.isNight(first.interval),
      !night.isNight(second.interval)
    else { return nil }
    return LocalizedName(
      chinese: "夜班\(first.interval.end)结束后\(rest.hoursChinese)即安排白天勤务，应间隔\(hours)小时",
      english: "day duty \(rest.hoursEnglish) after the night that ended "
        + "\(first.interval.end), expected \(hours) hours")
  }
}

/// Nobody is in two places, across areas and concentrated operations alike.
public struct NoDoubleBooking: SequenceRule {
  public let key = "double-booking"
  public let mayBeOverridden = false

  public init() {}

  public var sentence: LocalizedName {
    LocalizedName(
      chinese: "同一人同一时间只安排一项勤务", english: "Nobody has two duties at the same time")
  }

  public var reachMinutes: Int { 0 }

  public func refusal(of second: DutySpan, after first: DutySpan) -> LocalizedName? {
    guard first.interval.overlaps(second.interval) else { return nil }
    return LocalizedName(
      chinese: "\(second.interval.start)开始的勤务与\(first.interval.end)结束的勤务重叠",
      english: "the duty from \(second.interval.start) begins before the one until "
        + "\(first.interval.end) has ended")
  }
}

extension Int {
  /// Minutes as hours and minutes, such as `9小时30分`.
  var hoursChinese: String {
    self % 60 == 0 ? "\(self / 60)小时" : "\(self / 60)小时\(self % 60)分"
  }

  var hoursEnglish: String {
    self % 60 == 0 ? "\(self / 60) hours" : "\(self / 60) h \(self % 60) min"
  }
}

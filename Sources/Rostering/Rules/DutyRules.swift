// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// How long one duty may last.
public struct MaximumContinuousDuty: DutyRule {
  public let key = "continuous-duty"
  public var hours: Int
  /// Station duty 值班 at a station where six hours' sleep is possible.
  public var hoursWithRestFacility: Int
  public var unitsWithRestFacility: Set<ID<Unit>>

  public init(
    hours: Int = 12, hoursWithRestFacility: Int = 24, unitsWithRestFacility: Set<ID<Unit>> = []
  ) {
    self.hours = hours
    self.hoursWithRestFacility = hoursWithRestFacility
    self.unitsWithRestFacility = unitsWithRestFacility
  }

  public var sentence: LocalizedName {
    LocalizedName(
      chinese: "一次勤务不超过\(hours)小时（有休息条件的值班\(hoursWithRestFacility)小时）",
      english: "One duty lasts at most \(hours) hours "
        + "(station duty with a rest facility \(hoursWithRestFacility))")
  }

  public func refusal(of duty: DutySpan, by officer: Officer) -> LocalizedName? {
    let rests = duty.isStationOnly && unitsWithRestFacility.contains(officer.unit)
    let limit = rests ? hoursWithRestFacility : hours
    guard duty.interval.minutes > limit * 60 else { return nil }
    return LocalizedName(
      chinese: "\(duty.interval.start)起连续勤务\(duty.interval.minutes.hoursChinese)，最多\(limit)小时",
      english: "\(duty.interval.minutes.hoursEnglish) of duty from \(duty.interval.start), "
        + "expected at most \(limit) hours")
  }
}

/// Nobody on approved leave is on duty, not even for the tail of a night.
public struct ApprovedLeave: DutyRule {
  public let key = "approved-leave"

  public init() {}

  public var sentence: LocalizedName {
    LocalizedName(chinese: "批准的休假期间不安排勤务", english: "No duty during approved leave")
  }

  public func refusal(of duty: DutySpan, by officer: Officer) -> LocalizedName? {
    guard let leave = officer.leave.first(where: { $0.overlaps(duty.interval) }) else { return nil }
    return LocalizedName(
      chinese: "\(leave.start)至\(leave.end)休假，却安排了\(duty.interval.start)的勤务",
      english: "on leave from \(leave.start) to \(leave.end) and yet on duty from "
        + "\(duty.interval.start)")
  }
}

/// 免夜班: some officers work no minute of the night. Why is never stored.
public struct NightExemption: DutyRule {
  public let key = "night-exemption"
  public let mayBeOverridden = false
  public var night: NightHours

  public init(night: NightHours = NightHours()) { self.night = night }

  public var sentence: LocalizedName {
    LocalizedName(
      chinese: "免夜班人员在\(night.startMinute.clock)至次日\(night.endMinute.clock)不安排勤务",
      english: "Officers exempt from nights have no duty from \(night.startMinute.clock) to "
        + "\(night.endMinute.clock)")
  }

  public func refusal(of duty: DutySpan, by officer: Officer) -> LocalizedName? {
    let minutes = night.minutes(in: duty.interval)
    guard minutes > 0, officer.exemptions.contains(.noNightDuty) else { return nil }
    return LocalizedName(
      chinese: "免夜班，\(duty.interval.start)的勤务却有\(minutes)分钟在夜间",
      english: "exempt from nights, but \(minutes) minutes of the duty from "
        + "\(duty.interval.start) are at night")
  }
}

/// 免加班: no duty of more than a working day.
public struct OvertimeExemption: DutyRule {
  public let key = "overtime-exemption"
  public let mayBeOverridden = false
  public var hours: Int

  public init(hours: Int = 8) { self.hours = hours }

  public var sentence: LocalizedName {
    LocalizedName(
      chinese: "免加班人员一次勤务不超过\(hours)小时",
      english: "Officers exempt from overtime work at most \(hours) hours in one duty")
  }

  public func refusal(of duty: DutySpan, by officer: Officer) -> LocalizedName? {
    guard duty.workedMinutes > hours * 60, officer.exemptions.contains(.noOvertime) else {
      return nil
    }
    return LocalizedName(
      chinese: "免加班，\(duty.interval.start)的勤务却有\(duty.workedMinutes.hoursChinese)",
      english: "exempt from overtime, but the duty from \(duty.interval.start) has "
        + "\(duty.workedMinutes.hoursEnglish)")
  }
}

// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Early, then late, then night: the next duty does not begin earlier in the day than the last,
/// unless two free days lie between.
public struct ForwardRotation: SoftRule, PairPenalty {
  public let key = "forward-rotation"
  public var weight: Int
  /// Free time after which a new rotation begins.
  public var freshStartHours: Int

  public init(weight: Int = 4, freshStartHours: Int = 48) {
    self.weight = weight
    self.freshStartHours = freshStartHours
  }

  public var sentence: LocalizedName {
    LocalizedName(
      chinese: "按早、晚、夜顺序轮转：逆转一次\(weight)分",
      english: "Shifts rotate forward: \(weight) points for each step back")
  }

  public var reachMinutes: Int { freshStartHours * 60 }

  public func isBroken(by second: DutySpan, next first: DutySpan) -> Bool {
    let rest = Int(second.interval.start.minutes - first.interval.end.minutes)
    return rest < freshStartHours * 60 && rank(second) < rank(first)
  }

  public func text(_ second: DutySpan, after first: DutySpan) -> LocalizedName {
    LocalizedName(
      chinese: "\(first.interval.start)之后排到更早的\(second.interval.start)",
      english:
        "\(second.interval.start) is earlier in the day than \(first.interval.start) before it")
  }

  /// Before 11:00 early, before 18:00 late, else night. An order of its own has no place in it.
  private func rank(_ duty: DutySpan) -> Int {
    let minute = duty.interval.start.minuteOfDay
    return duty.isSpecial ? 1 : minute < 660 ? 0 : minute < 1080 ? 1 : 2
  }
}

/// Two free days after a block of nights.
public struct FreeAfterNights: SoftRule, PairPenalty {
  public let key = "free-after-nights"
  public var weight: Int
  public var hours: Int
  public var night: NightHours

  public init(weight: Int = 8, hours: Int = 48, night: NightHours = NightHours()) {
    self.weight = weight
    self.hours = hours
    self.night = night
  }

  public var sentence: LocalizedName {
    LocalizedName(
      chinese: "一组夜班后连续休息\(hours)小时：不足一次\(weight)分",
      english: "\(hours) hours free after a block of nights: \(weight) points each time")
  }

  public var reachMinutes: Int { hours * 60 }

  public func isBroken(by second: DutySpan, next first: DutySpan) -> Bool {
    let rest = Int(second.interval.start.minutes - first.interval.end.minutes)
    return rest < hours * 60 && night.isNight(first.interval) && !night.isNight(second.interval)
  }

  public func text(_ second: DutySpan, after first: DutySpan) -> LocalizedName {
    let rest = Int(second.interval.start.minutes - first.interval.end.minutes)
    return LocalizedName(
      chinese: "夜班\(first.interval.end)结束后休息\(rest.hoursChinese)，应休息\(hours)小时",
      english: "\(rest.hoursEnglish) free after the night that ended \(first.interval.end), "
        + "wanted \(hours) hours")
  }
}

/// A soft rule about two duties of one officer with no other between them.
public protocol PairPenalty: SoftRule {
  func isBroken(by second: DutySpan, next first: DutySpan) -> Bool
  func text(_ second: DutySpan, after first: DutySpan) -> LocalizedName
  /// Duties further apart than this, from end to start, never break it.
  var reachMinutes: Int { get }
}

extension PairPenalty {
  public func penalties(in view: RosterView) -> [BrokenRule] {
    guard weight > 0 else { return [] }
    return view.people.flatMap { person in
      zip(person.entries, person.entries.dropFirst()).compactMap { first, second in
        guard !second.isHistory, isBroken(by: second.span, next: first.span) else { return nil }
        return BrokenRule(
          rule: key, officer: person.officer.id, date: second.date, penalty: weight,
          explanation: text(second.span, after: first.span).about(person.officer))
      }
    }
  }
}

// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// A soft rule about one duty of one officer; the solver weighs it duty by duty.
public protocol DutyPenalty: SoftRule {
  /// 0 where the rule has nothing to say.
  func points(for duty: DutySpan, by officer: Officer) -> Int
  func text(_ duty: DutySpan, by officer: Officer) -> LocalizedName
}

extension DutyPenalty {
  public func penalties(in view: RosterView) -> [BrokenRule] {
    guard weight > 0 else { return [] }
    return view.people.flatMap { person in
      person.rostered.compactMap { entry in
        let points = points(for: entry.span, by: person.officer)
        guard points != 0 else { return nil }
        return BrokenRule(
          rule: key, officer: person.officer.id, date: entry.date, penalty: points,
          explanation: text(entry.span, by: person.officer).about(person.officer))
      }
    }
  }
}

/// Days on which people asked not to work: wishes, not leave.
public struct Preferences: DutyPenalty {
  public struct Wish: Hashable, Codable, Sendable {
    public var officer: ID<Officer>
    /// When the officer would rather be free.
    public var interval: CivilInterval

    public init(officer: ID<Officer>, interval: CivilInterval) {
      self.officer = officer
      self.interval = interval
    }
  }

  public let key = "preferences"
  public var weight: Int
  let wishes: [ID<Officer>: [CivilInterval]]

  public init(weight: Int = 6, wishes: [Wish] = []) {
    self.weight = weight
    self.wishes = Dictionary(grouping: wishes, by: \.officer).mapValues { $0.map(\.interval) }
  }

  public var sentence: LocalizedName {
    LocalizedName(
      chinese: "尽量满足个人休息意愿：违背一次\(weight)分",
      english: "Wishes to be free are kept: \(weight) points for each duty against one")
  }

  public func points(for duty: DutySpan, by officer: Officer) -> Int {
    wish(duty, officer) == nil ? 0 : weight
  }

  public func text(_ duty: DutySpan, by officer: Officer) -> LocalizedName {
    let wish = wish(duty, officer) ?? duty.interval
    return LocalizedName(
      chinese: "希望\(wish.start)至\(wish.end)休息，却安排了\(duty.interval.start)的勤务",
      english: "wished to be free from \(wish.start) to \(wish.end), but has duty from "
        + "\(duty.interval.start)")
  }

  private func wish(_ duty: DutySpan, _ officer: Officer) -> CivilInterval? {
    wishes[officer.id]?.first { $0.overlaps(duty.interval) }
  }
}

/// A duty of more than six hours with no break in its shift (2003/88/EC, article 4).
///
/// Soft, because posts relieve one another by agreement: a shift of seven hours on a post for two
/// peaks has its breaks between them.
public struct BreakInDuty: DutyPenalty {
  public let key = "break-in-duty"
  public var weight: Int
  /// Longer duties need a break.
  public var hours: Int
  public var breakMinutes: Int

  public init(weight: Int = 1, hours: Int = 6, breakMinutes: Int = 20) {
    self.weight = weight
    self.hours = hours
    self.breakMinutes = breakMinutes
  }

  public var sentence: LocalizedName {
    LocalizedName(
      chinese: "超过\(hours)小时的勤务须安排\(breakMinutes)分钟休息：缺一次\(weight)分",
      english: "A duty of more than \(hours) hours has a break of \(breakMinutes) minutes: "
        + "\(weight) points for each without")
  }

  public func points(for duty: DutySpan, by officer: Officer) -> Int {
    duty.interval.minutes > hours * 60 && duty.breakMinutes < breakMinutes ? weight : 0
  }

  public func text(_ duty: DutySpan, by officer: Officer) -> LocalizedName {
    LocalizedName(
      chinese: "\(duty.interval.start)的勤务共\(duty.interval.minutes.hoursChinese)，班次内没有休息",
      english: "\(duty.interval.minutes.hoursEnglish) of duty from \(duty.interval.start) without "
        + "a break in the shift")
  }
}

/// A tour longer than the usual one, such as eight hours (police regulations of England and Wales,
/// regulation 22; CN-01 for sworn officers).
public struct NormalTour: DutyPenalty {
  public let key = "normal-tour"
  public var weight: Int
  public var hours: Int

  public init(weight: Int = 2, hours: Int = 8) {
    self.weight = weight
    self.hours = hours
  }

  public var sentence: LocalizedName {
    LocalizedName(
      chinese: "一次勤务以\(hours)小时为宜：每超一小时\(weight)分",
      english: "A duty has \(hours) hours: \(weight) points for each hour begun above")
  }

  public func points(for duty: DutySpan, by officer: Officer) -> Int {
    max(0, duty.workedMinutes - hours * 60 + 59) / 60 * weight
  }

  public func text(_ duty: DutySpan, by officer: Officer) -> LocalizedName {
    LocalizedName(
      chinese: "\(duty.interval.start)的勤务\(duty.workedMinutes.hoursChinese)，以\(hours)小时为宜",
      english: "\(duty.workedMinutes.hoursEnglish) of duty from \(duty.interval.start), wanted "
        + "\(hours) hours")
  }
}

// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// A published roster looks three months ahead (Police Regulations 2003, determination annex G: rosters
/// of at least three months, with rest days and times of start and end).
///
/// Soft, because a shorter roster may follow one that is out already: `coveredUntil` says how far.
public struct RosterHorizon: SoftRule {
  public let key = "roster-horizon"
  public var weight: Int
  public var days: Int
  /// Last day that this and earlier published rosters cover without a gap; `nil` for this one alone.
  public var coveredUntil: CivilDate?

  public init(weight: Int = 1, days: Int = 91, coveredUntil: CivilDate? = nil) {
    self.weight = weight
    self.days = days
    self.coveredUntil = coveredUntil
  }

  public var sentence: LocalizedName {
    LocalizedName(
      chinese: "公布的班表覆盖\(days)天：每少一天\(weight)分",
      english: "Rosters out cover \(days) days: \(weight) points for each day fewer")
  }

  public func penalties(in view: RosterView) -> [BrokenRule] {
    let first = view.problem.firstDate
    let own = first.adding(days: view.problem.days - 1)
    let last = coveredUntil.map { max($0, own) } ?? own
    let covered = Int(last.day - first.day) + 1
    guard weight > 0, covered < days else { return [] }
    return [
      BrokenRule(
        rule: key, officer: nil, date: last, penalty: (days - covered) * weight,
        explanation: LocalizedName(
          chinese: "班表自\(first)只覆盖\(covered)天，应覆盖\(days)天",
          english: "rosters cover \(covered) days from \(first), wanted \(days)"))
    ]
  }
}

/// Meal breaks grow with the tour: from 30 minutes to an hour at ten hours (Police Regulations 2003,
/// regulation 22 and its determination on variable shifts).
public struct MealBreak: DutyPenalty {
  /// Tours of at least `hours` have `minutes` for a meal.
  public struct Step: Hashable, Codable, Sendable {
    public var hours: Int
    public var minutes: Int

    public init(hours: Int, minutes: Int) {
      self.hours = hours
      self.minutes = minutes
    }
  }

  public static let determination = [
    Step(hours: 0, minutes: 30), Step(hours: 6, minutes: 35), Step(hours: 7, minutes: 40),
    Step(hours: 8, minutes: 45), Step(hours: 9, minutes: 50), Step(hours: 10, minutes: 60),
  ]

  public let key = "meal-break"
  public var weight: Int
  /// In order of hours.
  public var steps: [Step]

  public init(weight: Int = 1, steps: [Step] = Self.determination) {
    self.weight = weight
    self.steps = steps
  }

  public var sentence: LocalizedName {
    let words = steps.map { "\($0.hours) h \($0.minutes) min" }.joined(separator: ", ")
    return LocalizedName(
      chinese: "用餐时间随班次长短（\(words)）：缺一次\(weight)分",
      english: "A meal break by length of tour (\(words)): \(weight) points for each too short")
  }

  public func points(for duty: DutySpan, by officer: Officer) -> Int {
    duty.breakMinutes < wanted(duty) ? weight : 0
  }

  public func text(_ duty: DutySpan, by officer: Officer) -> LocalizedName {
    LocalizedName(
      chinese: "\(duty.interval.start)的勤务\(duty.interval.minutes.hoursChinese)，"
        + "班次内休息\(duty.breakMinutes)分钟，应\(wanted(duty))分钟",
      english: "\(duty.breakMinutes) minutes of break in the \(duty.interval.minutes.hoursEnglish) "
        + "from \(duty.interval.start), wanted \(wanted(duty))")
  }

  private func wanted(_ duty: DutySpan) -> Int {
    steps.last { $0.hours * 60 <= duty.interval.minutes }?.minutes ?? 0
  }
}

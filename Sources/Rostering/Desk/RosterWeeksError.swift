// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Why a roster does not get the weeks that were asked for.
public enum RosterWeeksError: ExplainedError, Hashable {
  /// Not from a Monday to a Sunday.
  case notWholeWeeks(from: CivilDate, to: CivilDate)
  /// Days that the roster has already.
  case overlap(from: CivilDate, end: CivilDate)
  /// Days between would have no roster.
  case gap(from: CivilDate, end: CivilDate)
  /// All of them are over.
  case over(to: CivilDate)
  /// More weeks than one roster may have.
  case tooMany(weeks: Int, most: Int)
  /// The plan asks for nobody on those days.
  case noPlan(from: CivilDate, to: CivilDate)
  /// This desk knows no plan beyond its own days.
  case fixed

  public var explanation: LocalizedName {
    switch self {
    case .notWholeWeeks(let from, let to):
      LocalizedName(
        chinese: "新排的周须从星期一到星期日，所给为\(from)至\(to)。可以改选日期。",
        english: "New weeks go from a Monday to a Sunday, not from \(from) to \(to). "
          + "Maybe choose other days.")
    case .overlap(let from, let end):
      LocalizedName(
        chinese: "班表已排到\(end.adding(days: -1))，与从\(from)起的新周重叠。可以从\(end)排起，或对已有的周“重新排班”。",
        english: "The roster goes to \(end.adding(days: -1)), so weeks from \(from) overlap it. "
          + "Maybe begin on \(end), or solve the weeks that there are anew.")
    case .gap(let from, let end):
      LocalizedName(
        chinese: "班表只排到\(end.adding(days: -1))，从\(from)排起会留下空档。可以从\(end)排起。",
        english:
          "The roster goes to \(end.adding(days: -1)); beginning on \(from) would leave days "
          + "without one. Maybe begin on \(end).")
    case .over(let to):
      LocalizedName(
        chinese: "截至\(to)的周已经过去，无须再排。可以用 chengxu roster week 从本周建立新班表。",
        english: "The weeks to \(to) are over. Maybe make a roster from this week with chengxu "
          + "roster week.")
    case .tooMany(let weeks, let most):
      LocalizedName(
        chinese: "加上新周，班表共\(weeks)周，一张班表最多\(most)周。可以少排几周，或用 chengxu roster week 建立新班表。",
        english: "With them the roster has \(weeks) weeks, at most \(most) are kept in one. "
          + "Maybe ask for fewer, or make a new roster with chengxu roster week.")
    case .noPlan(let from, let to):
      LocalizedName(
        chinese: "勤务方案在\(from)至\(to)没有任何岗位。可以先制定这些日期的方案。",
        english: "The plan asks for nobody from \(from) to \(to). Maybe make a plan for those days."
      )
    case .fixed:
      LocalizedName(
        chinese: "本排班台没有班表以外日期的勤务方案。可以用 chengxu serve 打开数据目录。",
        english: "This desk knows no plan beyond the roster's days. Maybe serve the folder with "
          + "chengxu serve.")
    }
  }
}

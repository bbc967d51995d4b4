// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Why a step on a point's way was refused. The case stays as it was.
public struct PointRefusal: ExplainedError, Hashable {
  public enum Reason: Hashable, Sendable {
    case notAllowed(state: LocalizedName, event: LocalizedName)
    /// Entries come in order of time.
    case beforeLastEntry(CivilTime)
    case noMeasure
    case deadlinePassed(CivilDate)
    /// The owner cannot recheck or sign off.
    case ownJudge(ID<Officer>)
    case notQuiet(weeks: Int, needed: Int)
    case weekKnown(CivilDate)
    case relapseTooLate(days: Int, limit: Int)
    case belowEntry(value: Double, threshold: Double)
  }

  public var `case`: ID<PointCase>
  public var reason: Reason

  public init(case id: ID<PointCase>, reason: Reason) {
    self.case = id
    self.reason = reason
  }

  public var explanation: LocalizedName {
    let text = sentence
    return LocalizedName(
      chinese: "点位 \(`case`)：\(text.chinese)", english: "Point \(`case`): \(text.english)")
  }

  private var sentence: LocalizedName {
    switch reason {
    case .notAllowed(let state, let event):
      LocalizedName(
        chinese: "状态“\(state.chinese)”下不能“\(event.chinese)”。可以用 chengxu points list 查看下一步。",
        english: "a point that is \(state.english) does not allow \"\(event.english)\". Maybe see "
          + "the next step with chengxu points list.")
    case .beforeLastEntry(let last):
      LocalizedName(
        chinese: "时间早于上一条记录 \(last)。应按时间先后登记。",
        english: "the time lies before the last entry, \(last). Expected entries in order of time.")
    case .noMeasure:
      LocalizedName(
        chinese: "挂账没有写明措施。可以用 --measure 写明。",
        english: "there is no measure. Maybe say it with --measure.")
    case .deadlinePassed(let deadline):
      LocalizedName(
        chinese: "时限 \(deadline) 已过。应为今后的日期。",
        english: "the deadline \(deadline) has passed. Expected a day to come.")
    case .ownJudge(let owner):
      LocalizedName(
        chinese: "责任人 \(owner) 不能复核或销号自己的措施。可以由其他人员办理。",
        english:
          "the owner \(owner) cannot recheck or sign off their own measure. Maybe let somebody "
          + "else do it.")
    case .notQuiet(let weeks, let needed):
      LocalizedName(
        chinese: "连续低于入账线 70% 的周数为 \(weeks)，销号需要 \(needed) 周。可以继续监测。",
        english:
          "it stayed below 70 % of its entry threshold for \(weeks) weeks in a row; \(needed) "
          + "are needed. Maybe go on measuring.")
    case .weekKnown(let last):
      LocalizedName(
        chinese: "截至 \(last) 的一周已有监测值。下一周应至少晚七天。",
        english:
          "the week ending \(last) has its value already. Expected one at least seven days later.")
    case .relapseTooLate(let days, let limit):
      LocalizedName(
        chinese: "销号已 \(days) 天，超过 \(limit) 天不再重开。可以作为新候选登记。",
        english:
          "it was signed off \(days) days ago; after \(limit) it is not reopened. Maybe open a "
          + "new candidate.")
    case .belowEntry(let value, let threshold):
      LocalizedName(
        chinese: "当前值 \(value) 未达到入账线 \(threshold)。",
        english: "its value \(value) is below the entry threshold \(threshold).")
    }
  }
}

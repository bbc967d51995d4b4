// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Why a published roster no longer holds.
public enum RosterChange: Hashable, Codable, Sendable {
  /// 病假: someone cannot come. What he has is never asked for.
  case sickCall(officer: ID<Officer>, interval: CivilInterval)
  /// A special duty takes people away 抽调 for a time; their rest around it is kept free too.
  case draw(officers: [ID<Officer>], interval: CivilInterval, order: String)
  /// 请假: someone asks for leave in a time that is rostered already.
  case leave(officer: ID<Officer>, interval: CivilInterval)

  public var officers: [ID<Officer>] {
    switch self {
    case .sickCall(let officer, _), .leave(let officer, _): [officer]
    case .draw(let officers, _, _): officers
    }
  }

  /// When those people are not to be had, the rest around a special duty included.
  func absence(_ rules: RosterRules) -> CivilInterval {
    switch self {
    case .sickCall(_, let interval), .leave(_, let interval): return interval
    case .draw(_, let interval, _):
      let rest = rules.hard(MinimumRest.self).map(\.hoursInSpecialDuty).max() ?? 0
      return CivilInterval(
        start: interval.start.adding(minutes: -rest * 60),
        end: interval.end.adding(minutes: rest * 60))
    }
  }

  public var words: LocalizedName {
    switch self {
    case .sickCall(_, let interval):
      LocalizedName(
        chinese: "\(interval.start)至\(interval.end)病假",
        english: "sick from \(interval.start) to \(interval.end)")
    case .draw(_, let interval, let order):
      LocalizedName(
        chinese: "\(interval.start)至\(interval.end)抽调（\(order)）",
        english: "drawn from \(interval.start) to \(interval.end) (\(order))")
    case .leave(_, let interval):
      LocalizedName(
        chinese: "\(interval.start)至\(interval.end)休假",
        english: "on leave from \(interval.start) to \(interval.end)")
    }
  }
}

/// Why no repair can be looked for.
public enum RepairError: ExplainedError, Hashable {
  case unknownOfficer(String)
  case unknownDuty(String)
  case nothingToDo(officer: LocalizedName, interval: CivilInterval)
  case alreadyBegun(LocalizedName)
  case differentPools(LocalizedName, LocalizedName)
  case solver(String)

  public var explanation: LocalizedName {
    switch self {
    case .unknownOfficer(let name):
      LocalizedName(
        chinese: "没有警号或编号为“\(name)”的人员。可以核对警号。",
        english: "Nobody has the badge number or number “\(name)”. Maybe check it.")
    case .unknownDuty(let name):
      LocalizedName(
        chinese: "班表中没有编号为“\(name)”的勤务。可以在 roster.json 或导出的班表中查找编号。",
        english: "The roster has no duty “\(name)”. Maybe look its number up in an exported roster."
      )
    case .nothingToDo(let officer, let interval):
      LocalizedName(
        chinese: "\(officer.chinese)在\(interval.start)至\(interval.end)没有勤务，无需调整。可以核对时段。",
        english:
          "\(officer.english) has no duty from \(interval.start) to \(interval.end); nothing "
          + "changes. Maybe check the times.")
    case .alreadyBegun(let officer):
      LocalizedName(
        chinese: "\(officer.chinese)的勤务已经开始或已固定，不能调换。可以由指挥中心直接调度。",
        english: "The duty of \(officer.english) has begun or is pinned and stays. "
          + "Maybe dispatch someone directly.")
    case .differentPools(let first, let second):
      LocalizedName(
        chinese: "\(first.chinese)与\(second.chinese)不在同一排班单位，不能换班。可以找本单位人员。",
        english: "\(first.english) and \(second.english) are not rostered together. "
          + "Maybe ask someone of the same unit.")
    case .solver(let text):
      LocalizedName(chinese: "求解器未能给出结果：\(text)", english: "The solver gave no answer. \(text)")
    }
  }
}

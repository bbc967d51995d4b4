// SPDX-License-Identifier: Apache-2.0

public import DutyModel
import DutyPlanning

extension RosterError: ExplainedError {
  public var explanation: LocalizedName {
    switch self {
    case .notAMonday(let date): Self.notAMonday(date)
    case .noDays(let days): Self.noDays(days)
    case .noPeople(let demand): Self.noPeople("\(demand.id)", "\(demand.pool)")
    case .noShift(let demand, let interval, let shifts):
      Self.noShift("\(demand.id)", interval, shifts.joined(separator: ", "))
    case .understaffed(let pool, let shortages):
      Self.short(
        pool, shortages, (zh: "人员不足，无法排班", en: "has too few people for some shifts"))
    case .overburdened(let pool, let status, let needed, let available):
      Self.overburdened(pool, status, needed, available)
    case .infeasible(let pool, let shortages):
      Self.short(
        pool, shortages,
        (zh: "在休假和休息规则下没有可行的排班，最少缺", en: "has no roster; the least that is missing"))
    case .notFound(let pool, let shortages):
      Self.short(
        pool, shortages,
        (zh: "未能在限定的计算量内找到可行的排班，最接近的方案还缺", en: "has no roster within the effort; the closest lacks")
      )
    case .undecided(let pool, let seconds): Self.undecided(pool, seconds)
    case .noRotation(let pool, let week):
      LocalizedName(
        chinese: "\(pool.chinese)自\(week)起的一周无法与前一周衔接：有的班没有人按规则可上。可以逐周求解，或减少该周岗位。",
        english: "\(pool.english) cannot go on with the week from \(week): some line of it fits "
          + "nobody by the rules. Maybe solve week by week, or ask for less in that week.")
    case .noVehicle(let pool, let kind, let time, let needed, let available):
      Self.noVehicle(pool, kind, time, needed, available)
    case .noPlace(let pool, let shift, let date, let time): Self.noPlace(pool, shift, date, time)
    case .pinnedApart(let officer, let week):
      LocalizedName(
        chinese: "\(officer.chinese)自\(week)起一周固定的勤务使其这一周无法按规则排班。可以先取消其中一处固定。",
        english: "The duties pinned for \(officer.english) in the week from \(week) leave no "
          + "week that the rules allow. Maybe unpin one of them.")
    case .hardRulesBroken(let violations): Self.broken(violations)
    case .calendar(let error): error.explanation
    case .solver(let text):
      LocalizedName(chinese: "求解器未能给出结果：\(text)", english: "The solver gave no answer. \(text)")
    }
  }

  private static func notAMonday(_ date: CivilDate) -> LocalizedName {
    let weekday = "\(date.weekday)"
    return LocalizedName(
      chinese: "排班起始日\(date)不是星期一。可以改为\(date.previousMonday)。",
      english: "A roster begins on a Monday; \(date) is a \(weekday). "
        + "Maybe begin on \(date.previousMonday).")
  }

  private static func noDays(_ days: Int) -> LocalizedName {
    LocalizedName(
      chinese: "排班天数为\(days)，应为1至366。可以填7。",
      english: "The roster has \(days) days, expected 1 to 366. Maybe use 7.")
  }

  private static func noPeople(_ demand: String, _ pool: String) -> LocalizedName {
    LocalizedName(
      chinese: "勤务需求\(demand)要求的单位（\(pool)）没有人员。可以在单位文件中为其配备人员，或取消该需求。",
      english: "Demand \(demand) asks for people of \(pool), which has none. "
        + "Maybe give it people in the organisation file, or drop the demand.")
  }

  private static func noShift(
    _ demand: String, _ interval: CivilInterval, _ shifts: String
  ) -> LocalizedName {
    LocalizedName(
      chinese: "勤务需求\(demand)的时段\(interval.start)至\(interval.end)不在任何班次内（现有班次：\(shifts)）。"
        + "可以增加一个班次，或把时段拆开。",
      english: "No shift contains demand \(demand) from \(interval.start) to \(interval.end) "
        + "(there are: \(shifts)). Maybe add a shift, or split the window.")
  }

  private static func overburdened(
    _ pool: LocalizedName, _ status: Officer.Status?, _ needed: Int, _ available: Int
  ) -> LocalizedName {
    let isSworn = status == .sworn
    return LocalizedName(
      chinese: "\(pool.chinese)本期共需\(isSworn ? "民警" : "")\(needed)人次，按休假和休息规则最多"
        + "\(available)人次。可以减少岗位人数，或抽调其他单位支援。",
      english: "\(pool.english) needs \(needed) \(isSworn ? "sworn " : "")duties in the period, "
        + "and its people may have \(available) at most after leave and rest. "
        + "Maybe lower the strength of some posts, or draw people from elsewhere.")
  }

  private static func short(
    _ pool: LocalizedName, _ shortages: [Shortage], _ opening: (zh: String, en: String)
  ) -> LocalizedName {
    let shown = shortages.prefix(5).map(\.words)
    let rest = shortages.count - shown.count
    return LocalizedName(
      chinese: "\(pool.chinese)\(opening.zh)：\(shown.map(\.chinese).joined(separator: "；"))"
        + "\(rest > 0 ? "；另有\(rest)处" : "")。可以减少这些时段的岗位人数、调整休假，或抽调人员支援。",
      english: "\(pool.english) \(opening.en): \(shown.map(\.english).joined(separator: "; "))"
        + "\(rest > 0 ? "; and \(rest) more" : ""). "
        + "Maybe lower the strength there, move a leave, or draw people from elsewhere.")
  }

  private static func undecided(_ pool: LocalizedName, _ seconds: Double) -> LocalizedName {
    let time = Int(seconds.rounded())
    return LocalizedName(
      chinese: "\(pool.chinese)在\(time)秒内既未找到排班，也未证明无解。可以放宽时限后重试。",
      english: "For \(pool.english) the search found neither a roster nor a proof that there is "
        + "none in \(time) s. Maybe allow more effort.")
  }

  private static func noVehicle(
    _ pool: LocalizedName, _ kind: Vehicle.Kind, _ time: CivilTime, _ needed: Int,
    _ available: Int
  ) -> LocalizedName {
    let name =
      kind == .patrolCar ? (zh: "警车", en: "patrol cars") : (zh: "警用摩托车", en: "motorcycles")
    return LocalizedName(
      chinese: "\(pool.chinese)在\(time)需要\(name.zh)\(needed)辆，只有\(available)辆。"
        + "可以减少同时出动的车巡，或调配车辆。",
      english: "\(pool.english) needs \(needed) \(name.en) at \(time) and has \(available). "
        + "Maybe run fewer patrols at once, or move vehicles here.")
  }

  private static func noPlace(
    _ pool: LocalizedName, _ shift: LocalizedName, _ date: CivilDate, _ time: CivilTime
  ) -> LocalizedName {
    LocalizedName(
      chinese: "\(pool.chinese)\(date)\(shift.chinese)的人员无法满足\(time)各岗位的技能要求。可以培训更多人员，或减少技能要求。",
      english: "The people of \(pool.english), \(date) \(shift.english), cannot meet the skills "
        + "asked for at \(time). Maybe train more people, or ask for fewer skills.")
  }

  private static func broken(_ violations: [HardRuleViolation]) -> LocalizedName {
    let shown = violations.prefix(3)
    return LocalizedName(
      chinese: "排班违反\(violations.count)条硬性规则，不予发布："
        + shown.map { "[\($0.rule)] \($0.explanation.chinese)" }.joined(separator: "；")
        + "。可以反馈此问题，并检查已固定的历史排班。",
      english: "The roster breaks \(violations.count) hard rules and is not published: "
        + shown.map { "[\($0.rule)] \($0.explanation.english)" }.joined(separator: "; ")
        + ". Maybe look at the duties pinned before it, and report this.")
  }
}

extension RosterError.Shortage {
  var words: LocalizedName {
    LocalizedName(
      chinese: "\(need.chinese)，只有\(available)人",
      english: "\(need.english) and has \(available)")
  }

  /// The demand alone.
  var need: LocalizedName {
    let what =
      switch kind {
      case .sworn: LocalizedName(chinese: "民警", english: "sworn")
      case .people: LocalizedName(chinese: "人员", english: "people")
      case .station(let team):
        LocalizedName(
          chinese: "\(team.chinese)留守民警", english: "sworn at the station of \(team.english)")
      case .skill(let skill):
        LocalizedName(chinese: skill.name.chinese, english: "with \(skill.name.english)")
      }
    return LocalizedName(
      chinese: "\(date)\(shift.chinese)需\(what.chinese)\(needed)人",
      english: "\(date) \(shift.english) needs \(needed) \(what.english)")
  }
}

extension CivilDate {
  fileprivate var previousMonday: CivilDate { adding(days: 1 - weekday.rawValue) }
}

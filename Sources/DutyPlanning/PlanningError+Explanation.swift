// SPDX-License-Identifier: Apache-2.0

import DutyModel

extension PlanningError {
  var english: String {
    switch self {
    case .notAMonday(let date):
      "A plan is for a week from a Monday; \(date) is not one. Maybe start on "
        + "\(date.adding(days: 1 - date.weekday.rawValue))."
    case .operationOutsideWeek(let date, let week):
      "The operation on \(date) lies outside the week \(week) to \(week.adding(days: 6)). Maybe plan "
        + "that week."
    case .invalidOption(let name, let value, let lowest, let highest):
      "The option \(name) is \(value); expected \(lowest) to \(highest)."
    case .foreignRisk(let snapshot, let risk):
      "The risk field was made from snapshot \(risk), the plan is for \(snapshot). Maybe run "
        + "`chengxu analyze` on this snapshot first."
    case .foreignPlan(let snapshot, let plan):
      "The plans in force were made from snapshot \(plan), the new ones are for \(snapshot). Maybe "
        + "plan once without --from."
    case .tooFewCrossings(let posts, let crossings):
      "\(posts) posts are asked for and the city has \(crossings) crossings of three streets or "
        + "more. Maybe ask for fewer: --posts \(crossings)."
    case .tooManyPosts(let posts, let possible, let limits):
      "\(posts) posts are asked for and \(possible) are possible: "
        + limits.map {
          "\($0.unit.english) has \($0.crossings) crossings and people for \($0.byPeople)"
        }.joined(separator: "; ") + ". Maybe ask for fewer: --posts \(possible)."
    case .areaQuota(let area, let minimum, let possible):
      "\(area.english) must have \(minimum) posts and can have \(possible). Maybe lower "
        + "--area-minimum to \(possible)."
    case .understrength(let mode, let unit, let required, let available):
      "The \(mode.title.english) plan needs \(required) people of \(unit.english) and \(available) "
        + "are available. Maybe lower the number of posts (--posts), or give the unit more people."
    case .noSwornOfficers(let brigade):
      "\(brigade.english) has no sworn officer for duty outdoors. Maybe complete its staff list."
    case .noArea(let brigade):
      "\(brigade.english) belongs to no area. Maybe give it one in the organisation file."
    case .noStreets(let brigade):
      "\(brigade.english) has no street in its jurisdiction. Maybe import the city again."
    case .noBrigades(let organization):
      "\(organization.english) has no brigade. Maybe complete the organisation file."
    case .noLeaders(let organization):
      "\(organization.english) has no leader who could sponsor posts. Maybe mark leaders of the "
        + "command or the brigades in the staff list."
    case .mission(let reason): reason.english
    case .edit(let number, let reason): "Edit \(number): \(reason.english)"
    case .pinsExceed(let unit, let pinned, let possible):
      "\(unit.english) has \(pinned) pinned posts and can hold \(possible). Maybe unpin "
        + "\(pinned - possible), or allow more posts."
    case .changeLimit(let limit, let least):
      "At most \(limit) posts may be given up, and today's rules and edits need \(least). Maybe "
        + "raise --change-limit to \(least)."
    case .queueing(let error): "Evaluating the plan: \(error)"
    case .solverMissing(let reason): reason
    case .kernel(let step, let error): "\(step.english): \(error)"
    }
  }

  var chinese: String {
    switch self {
    case .notAMonday(let date):
      "勤务方案按周一开始的一周编制，\(date) 不是周一。可以改为 "
        + "\(date.adding(days: 1 - date.weekday.rawValue))。"
    case .operationOutsideWeek(let date, let week):
      "集中统一行动的日期 \(date) 不在 \(week) 至 \(week.adding(days: 6)) 这一周内。可以改换方案的周。"
    case .invalidOption(let name, let value, let lowest, let highest):
      "方案参数 \(name) 为 \(value)，应在 \(lowest) 至 \(highest) 之间。"
    case .foreignRisk(let snapshot, let risk):
      "风险研判来自快照 \(risk)，而方案针对快照 \(snapshot)。可以先对该快照运行 chengxu analyze。"
    case .foreignPlan(let snapshot, let plan):
      "现行方案来自快照 \(plan)，新方案针对快照 \(snapshot)。可以先不带 --from 编制一次。"
    case .tooFewCrossings(let posts, let crossings):
      "要求设置 \(posts) 处岗位，而全市只有 \(crossings) 个三岔以上路口。可以减少岗位：--posts \(crossings)。"
    case .tooManyPosts(let posts, let possible, let limits):
      "要求设置 \(posts) 处岗位，最多可设 \(possible) 处："
        + limits.map {
          "\($0.unit.chinese)有 \($0.crossings) 个路口，警力可保障 \($0.byPeople) 处"
        }.joined(separator: "；") + "。可以减少岗位：--posts \(possible)。"
    case .areaQuota(let area, let minimum, let possible):
      "\(area.chinese)至少应设 \(minimum) 处岗位，只能设 \(possible) 处。可以把 --area-minimum 降到 \(possible)。"
    case .understrength(let mode, let unit, let required, let available):
      "\(mode.title.chinese)方案需要\(unit.chinese) \(required) 人，现有 \(available) 人。"
        + "可以减少岗位（--posts）或充实该单位警力。"
    case .noSwornOfficers(let brigade): "\(brigade.chinese)没有可上路执勤的民警。可以补全人员名册。"
    case .noArea(let brigade): "\(brigade.chinese)不属于任何片区。可以在组织文件中指定片区。"
    case .noStreets(let brigade): "\(brigade.chinese)辖区内没有道路。可以重新导入该城市。"
    case .noBrigades(let organization): "\(organization.chinese)没有勤务大队。可以补全组织文件。"
    case .noLeaders(let organization):
      "\(organization.chinese)没有可包岗的领导。可以在人员名册中标明支队或大队领导。"
    case .mission(let reason): reason.chinese
    case .edit(let number, let reason): "第 \(number) 条人工调整：\(reason.chinese)"
    case .pinsExceed(let unit, let pinned, let possible):
      "\(unit.chinese)固定了 \(pinned) 处岗位，只能保障 \(possible) 处。可以取消其中 \(pinned - possible) 处。"
    case .changeLimit(let limit, let least):
      "最多允许撤换 \(limit) 处岗位，而现有规则和人工调整至少要撤换 \(least) 处。可以把 --change-limit 提高到 \(least)。"
    case .queueing(let error): "方案评估未能完成：\(error)"
    case .solverMissing(let reason): "求解器无法加载，可以运行 Scripts/setup。详情：\(reason)"
    case .kernel(let step, let error): "\(step.chinese)未能求解：\(error)"
    }
  }
}

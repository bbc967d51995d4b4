// SPDX-License-Identifier: Apache-2.0

import DutyModel

extension InspectionDesk {
  static func badMonday(_ date: CivilDate) -> DeskError {
    invalid(
      "\(date) 不是本周或以后的星期一。可以填写那一周星期一的日期。",
      "\(date) is no Monday of this week or a later one. Maybe give the Monday's date.")
  }

  static func badVisits(_ visits: Int) -> DeskError {
    invalid(
      "一周检查 \(visits) 处不成立，应为 1 至 \(mostVisits)。",
      "\(visits) visits a week cannot be; expected 1 to \(mostVisits). Maybe choose fewer.")
  }

  static let nowhere = invalid(
    "方案中没有可检查的岗位。可以先运行 chengxu plan。",
    "The plans have no place to visit. Maybe run chengxu plan first.")

  static func noVisit(_ number: Int) -> DeskError {
    invalid(
      "本周没有第 \(number) 次检查。可以刷新后重选。",
      "The week has no visit \(number). Maybe reload and choose again.")
  }

  static let visitedBefore = invalid(
    "该处已登记检查结果，不能重填。可以补充观察表或登记问题。",
    "The visit was reported before. Maybe add a sample, or raise a finding.")

  static func gaps(_ items: [String], in checklist: InspectionChecklist) -> DeskError {
    let list = items.joined(separator: ", ")
    return invalid(
      "检查表 \(checklist.name) 每项须答一次，以下各项缺答、重复或不在表内：\(list)。可以逐项核对。",
      "Each item of \(checklist.name) takes one answer; missing, given twice or on no list: "
        + "\(list). Maybe go through it item by item.")
  }

  static let notOver = invalid(
    "观察还没有结束。可以等满观察时长再填报，或核对开始时间。",
    "The observation is not over yet. Maybe wait for its end, or look at its start.")

  static let unknownPlace = invalid(
    "该勤务方式的方案里没有这个点位。可以刷新后重选。",
    "The mode's plan has no such place. Maybe reload and choose again.")

  static let badReplyHours = invalid(
    "申辩期应为 1 至 240 小时。", "The time to answer is 1 to 240 hours. Maybe say 24.")

  private static func invalid(_ chinese: String, _ english: String) -> DeskError {
    .invalid(LocalizedName(chinese: chinese, english: english))
  }
}

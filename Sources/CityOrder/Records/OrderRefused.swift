// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Why a campaign, a market or an assessment round did not take something in.
public enum OrderRefused: ExplainedError, Hashable {
  /// The step opens no record, or opens one that is open already.
  case wrongBeginning
  case personNeeded
  case leaderNeeded
  /// The actor's body has no task of that number here.
  case notYourTask
  case ended
  case beforeEarlierEntry
  // Campaigns.
  case emptyPeriod
  case noTasks
  case taskWithoutTargets(Int)
  case targetTwice(Int)
  case jointNeedsTwoBodies
  case outsidePeriod
  case foreignTarget
  case badStretch
  case negativeCount
  /// So many targets were not covered: ending needs a reason.
  case stillMissing(Int)
  // Markets.
  case badOutline
  case banned
  case noStalls
  case notKeeper
  case market(MarketRefused)
  // Assessment rounds.
  case noSites
  case siteTwice(Int64)
  case typeWithoutCriteria(String)
  case notThisCheck(String)
  case findingUnknown
  case observation(ObservationRefused)

  public var explanation: LocalizedName {
    switch self {
    case .wrongBeginning:
      .init(chinese: "步骤顺序不对。可以刷新后重试。", english: "The step does not fit here. Maybe reload.")
    case .personNeeded:
      .init(chinese: "必须记到人。可以登录后再提交。", english: "A named person is needed. Maybe sign in first.")
    case .leaderNeeded:
      .init(chinese: "须由分管领导决定。可以报分管领导。", english: "A leader decides this. Maybe ask one.")
    case .notYourTask:
      .init(
        chinese: "本单位在此没有这项任务。可以核对任务或联系牵头单位。",
        english: "Your body has no such task here. Maybe check the task or ask who leads.")
    case .ended:
      .init(chinese: "已经结束，不能再改。可以另建一项。", english: "It has ended. Maybe open another one.")
    case .beforeEarlierEntry:
      .init(
        chinese: "时间早于上一条记录。可以核对时钟。",
        english: "It lies before the last entry. Maybe check the clock.")
    case .emptyPeriod:
      .init(chinese: "结束须晚于开始。可以改日期。", english: "It ends before it begins. Maybe change the days.")
    case .noTasks:
      .init(
        chinese: "方案没有任务。可以至少分一项任务。", english: "The plan has no task. Maybe give one to a body.")
    case .taskWithoutTargets(let number):
      .init(
        chinese: "第 \(number) 项任务没有网格或街道。可以选取范围。",
        english: "Task \(number) has no grid or street. Maybe choose its ground.")
    case .targetTwice(let number):
      .init(
        chinese: "第 \(number) 项任务里有重复的网格或街道。可以删去一个。",
        english: "Task \(number) names a grid or street twice. Maybe drop one.")
    case .jointNeedsTwoBodies:
      .init(
        chinese: "联合执法至少要两个单位。可以再加一个单位的任务。",
        english: "Joint enforcement takes two bodies. Maybe add a task of another one.")
    case .outsidePeriod:
      .init(
        chinese: "不在方案时间内。可以等方案开始，或另建方案。",
        english: "This lies outside the campaign's time. Maybe wait, or plan another one.")
    case .foreignTarget:
      .init(
        chinese: "该网格或街道不在本单位任务内。可以核对任务。",
        english: "That grid or street is in no task of your body. Maybe check the task.")
    case .badStretch:
      .init(
        chinese: "街段起止不对。可以写 0 到街道长度之间的两个数。",
        english: "The stretch is none of that street. Maybe two offsets within its length.")
    case .negativeCount:
      .init(chinese: "数量不能为负。可以改为 0。", english: "A count is negative. Maybe write 0.")
    case .stillMissing(let count):
      .init(
        chinese: "还有 \(count) 处没有排查到。可以补查，或写明理由再结束。",
        english: "\(count) targets were not covered. Maybe go there, or give a reason to end.")
    case .badOutline:
      .init(
        chinese: "范围至少要三个角，且名称不能空。可以在图上补画。",
        english: "The ground needs three corners and a name. Maybe draw it again.")
    case .banned:
      .init(
        chinese: "市场已取缔或迁移，不能再划摊位。可以先作新的决定。",
        english: "The market is banned or moved, so no stalls are drawn. Maybe decide anew first.")
    case .noStalls:
      .init(
        chinese: "还没有摊位图。可以先划摊位。", english: "No stalls are drawn yet. Maybe draw them first.")
    case .notKeeper:
      .init(
        chinese: "只有管理单位可以划线。可以联系管理单位。",
        english: "Only the market's keeper draws its stalls. Maybe ask them.")
    case .market(let refusal): refusal.explanation
    case .noSites:
      .init(chinese: "本轮没有点位。可以先登记点位。", english: "The round has no site. Maybe register some.")
    case .siteTwice(let number):
      .init(
        chinese: "点位 \(number) 出现两次。可以改号。",
        english: "There are two sites \(number). Maybe renumber.")
    case .typeWithoutCriteria(let type):
      .init(
        chinese: "“\(type)”类点位没有标准。可以补上标准。",
        english: "Sites of type \(type) have no criterion. Maybe add one.")
    case .notThisCheck(let name):
      .init(
        chinese: "“\(name)”的复审须由信息采集员或督导员作出。可以交给他们。",
        english: "A collector or an inspector assesses \(name). Maybe leave it to one.")
    case .findingUnknown:
      .init(
        chinese: "该不合格项本轮没有，或已立案。可以刷新。",
        english: "The round has no such finding, or it is a case already. Maybe reload.")
    case .observation(let refusal): refusal.explanation
    }
  }
}

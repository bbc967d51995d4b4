// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import DutyPlanning
import Rostering
import Supervision

/// The sentences of a campaign's bulletin: what supervision measured as fields, the rest written out.
struct CampaignWording: Sendable {
  let bulletin: CampaignBulletin
  let illustrations: CampaignIllustrations

  private var day: DailyBulletin { bulletin.day }
  private var organization: String { day.city.organization.name.chinese }
  private var period: CivilInterval { day.scorecard.period }

  var opening: Block {
    var text = "为推进文明出行专项行动，\(organization)调整交通勤务、优化警力配置。"
    text += "自{{period.first}}至{{period.last}}，共\(dates.count)天，其中\(workdays)个工作日，"
    text += "高峰勤务共出动警力{{person-times@peak.rounded}}人次，"
    text += "四种勤务方式共出动警车{{vehicle-times.rounded}}台次，"
    text += "现场查纠各类交通违法行为{{interventions.rounded}}起，其中劝导和口头警告占{{dissuasion-share}}。"
    return .paragraph([Run(.body, text)])
  }

  var analysis: Block { DailyWording(bulletin: day).analysis }

  /// One paragraph for each mode, each with what it came to.
  func modes() throws(CompositionError) -> [Block] {
    let plain = try DailyWording(bulletin: day, postReference: illustrations.postReference).modes()
    let outcomes = DutyMode.allCases.map(outcome)
    return zip(plain, outcomes).map { block, outcome in
      guard case .paragraph(let runs) = block, !outcome.isEmpty else { return block }
      return .paragraph(runs + [Run(.body, outcome)])
    }
  }

  /// What a mode's people did; a mode without person-times says nothing.
  private func outcome(of mode: DutyMode) -> String {
    let people = day.scorecard.result("person-times", for: .mode(mode))?.numerator ?? 0
    guard people > 0 else { return "" }
    var parts = ["期间出动{{person-times@\(mode.rawValue)}}"]
    if has("interventions", mode) { parts.append("查纠{{interventions@\(mode.rawValue)}}") }
    if has("visibility-rate", mode) { parts.append("见警率{{visibility-rate@\(mode.rawValue)}}") }
    if has("on-post-rate", mode) { parts.append("在岗率{{on-post-rate@\(mode.rawValue)}}") }
    return parts.joined(separator: "，") + "。"
  }

  private func has(_ kpi: String, _ mode: DutyMode) -> Bool {
    day.scorecard.result(kpi, for: .mode(mode)).map { $0.gap == nil && $0.numerator > 0 } ?? false
  }

  var supervision: Block {
    var text = "到岗率{{on-time-arrival}}，在岗率{{on-post-rate}}，"
    text += "警情到场时间中位数{{call-to-arrival-median}}、{{on-time-response}}的警情在5分钟内到场。"
    text += sentence(
      "机关民警发现的违法移交大队处理，移交及时率{{hand-over-timeliness}}、办结率{{hand-over-closure}}，"
        + "退回{{hand-over-returns}}。", needs: ["hand-over-timeliness", "hand-over-closure"])
    text += sentence(
      "督导检查随机抽取点位，覆盖率{{inspection-coverage}}；抽样观察管事率{{handling-rate}}"
        + "（95%区间{{handling-rate.interval}}）、守法率{{compliance-rate}}。",
      needs: ["inspection-coverage", "handling-rate", "compliance-rate"])
    text += sentence(
      "应整改问题按期整改{{rectification-on-time}}。", needs: ["rectification-on-time"])
    if let trend = illustrations.trendNumber { text += "各周变化见图\(trend)，" }
    text += "分子、分母和定义见表\(illustrations.indicatorTable)。指标不用于对个人排名。"
    return .paragraph([Run(.heading, "三、强化督导检查，确保常态长效。"), Run(.body, text)])
  }

  /// Said only where the scorecard has every figure of it.
  private func sentence(_ text: String, needs kpis: [String]) -> String {
    let isKnown = kpis.allSatisfy { day.scorecard.result($0).map { $0.gap == nil } ?? false }
    return isKnown ? text : ""
  }

  private var dates: [CivilDate] {
    (period.start.date.day...period.end.adding(minutes: -1).date.day).map(CivilDate.init(day:))
  }

  /// Days on which the peak's windows are held.
  private var workdays: Int {
    let demands = day.plans[.peak]?.demands ?? []
    return dates.count { date in
      demands.contains { day.plans.interval(of: $0, on: date) != nil }
    }
  }
}

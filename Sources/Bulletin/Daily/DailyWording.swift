// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import DutyPlanning
import IncidentAnalysis
import Rostering
import Supervision

/// The sentences of a day's bulletin, each with figures from the values it was given.
struct DailyWording: Sendable {
  let bulletin: DailyBulletin
  /// Where the issue shows the posts.
  var postReference = "（见表1、图2）"

  private var period: CivilInterval { bulletin.scorecard.period }

  /// 6月28日 or 6月28日至29日's form for longer periods.
  private var dateText: String {
    let first = period.start.date
    let last = period.end.adding(minutes: -1).date
    let start = ChineseDate.monthAndDay(first)
    return first == last ? start : "\(start)至\(ChineseDate.monthAndDay(last))"
  }

  var title: [String] {
    ["警情引导警力 精准安排勤务", "\(bulletin.city.organization.name.chinese)\(dateText)勤务情况"]
  }

  var opening: Block {
    let duties = bulletin.roster.duties.filter { period.contains($0.interval.start) }
    let vehicles = Set(
      duties.compactMap { duty in duty.vehicle.map { [$0.rawValue, duty.interval.start.minutes] } })
    let weekday = ChineseDate.weekday(period.start.date.weekday)
    var text = "\(ChineseDate.plain(period.start.date))（\(weekday)），"
    text += "\(bulletin.city.organization.name.chinese)按照高峰、平峰、夜间、特殊四种勤务运行方式部署警力，"
    text += "排班\(ChineseNumber.count(duties.count))人次、警车\(ChineseNumber.count(vehicles.count))台次。"
    let totals = Self.openingTotals.compactMap { bulletin.scorecard.result($0) }
      .map { IndicatorText($0).phrase }
    if !totals.isEmpty { text += "经统计，" + totals.joined(separator: "，") + "。" }
    return .paragraph([Run(.body, text)])
  }

  var analysis: Block {
    let span = bulletin.risk.trained
    let learnt = bulletin.city.incidents.filter { span.contains($0.incident.time.date) }
    var text = "依据\(ChineseDate.plain(span.first))至\(ChineseDate.plain(span.last))的"
    text += "\(ChineseNumber.count(learnt.count))起警情，对\(bulletin.risk.yearlyRate.count)条路段、"
    text += "\(TimeBand.count)个时段逐一估计风险。"
    if let busiest = busiestHour(of: learnt) {
      text += "其中\(busiest.hour)时至\(busiest.hour + 1)时警情最多，共\(busiest.count)起。"
    }
    text += backTest ?? ""
    return .paragraph([Run(.heading, "一、科学研判分析，找准重点路段。"), Run(.body, text)])
  }

  /// The totals that a bulletin opens with, as the one of 2017 did; keys of `KPIDefinition`.
  private static let openingTotals = ["person-times", "vehicle-times", "interventions"]

  /// One paragraph for each mode, the first with the heading of the part.
  func modes() throws(CompositionError) -> [Block] {
    let peak = try plan(.peak)
    let offPeak = try plan(.offPeak)
    let night = try plan(.night)
    let special = try plan(.special)
    return [
      .paragraph([
        Run(.heading, "二、警情引导警力，精准安排勤务。"),
        Run(.lead, "一是优化高峰勤务。"), Run(.body, peakText(peak) + coverage(of: peak)),
      ]),
      .paragraph([
        Run(.lead, "二是强化平峰勤务。"), Run(.body, offPeakText(offPeak) + coverage(of: offPeak)),
      ]),
      .paragraph([
        Run(.lead, "三是健全夜间勤务。"), Run(.body, nightText(night) + coverage(of: night)),
      ]),
      .paragraph([Run(.lead, "四是落实特殊勤务。"), Run(.body, specialText(special))]),
    ]
  }

  var supervision: Block {
    let rest = results { !Self.openingTotals.contains($0.id) }
    let known = rest.filter { $0.result.gap == nil }
    let unknown = rest.filter { $0.result.gap != nil }
    // A paragraph holds a dozen figures; the table has all of them.
    let told =
      known.count <= Self.mostFigures
      ? known : known.filter { Self.leading.contains($0.result.definition.id) }
    var text = ""
    if !told.isEmpty { text += "当日" + told.map(\.phrase).joined(separator: "，") + "。" }
    if !unknown.isEmpty {
      let isShort = unknown.count <= 4
      text += isShort ? unknown.map(\.name).joined(separator: "、") : "另有\(unknown.count)项指标"
      text += "因无数据或样本不足\(KPIResult.fewestCases)例，不公布数值。"
    }
    text += "分子、分母和定义见表\(tableNumber)。指标不用于对个人排名。"
    return .paragraph([Run(.heading, "三、强化督导检查，确保常态长效。"), Run(.body, text)])
  }

  private static let mostFigures = 12
  /// What a leader asks for first.
  private static let leading: Set = [
    "visibility-rate", "revisit-interval-p90", "on-time-arrival", "on-post-rate",
    "call-to-arrival-median", "on-time-response", "handling-rate", "compliance-rate",
    "hand-over-timeliness", "hand-over-closure", "deployment-match",
  ]

  /// What people wrote, under a heading of its own.
  var notes: [Block] {
    bulletin.notes.enumerated().map { index, note in
      .paragraph((index == 0 ? [Run(.heading, "四、有关情况。")] : []) + [Run(.body, note)])
    }
  }
}

extension DailyWording {
  /// Of the table of figures, which the table of posts precedes if there are posts.
  private var tableNumber: Int { bulletin.plans[.peak]?.posts.isEmpty == false ? 2 : 1 }

  private func plan(_ mode: DutyMode) throws(CompositionError) -> DutyPlan {
    guard let plan = bulletin.plans[mode] else { throw .planMissing(mode) }
    return plan
  }

  private func results(_ isWanted: (KPIDefinition) -> Bool) -> [IndicatorText] {
    bulletin.scorecard.results
      .filter { $0.scope == .detachment && isWanted($0.definition) }.map(IndicatorText.init)
  }

  private func busiestHour(of incidents: [LocatedIncident]) -> (hour: Int, count: Int)? {
    var counts = [Int](repeating: 0, count: 24)
    for incident in incidents { counts[incident.incident.time.hour] += 1 }
    guard let most = counts.max(), most > 0, let hour = counts.firstIndex(of: most) else {
      return nil
    }
    return (hour, most)
  }

  private var backTest: String? {
    let results = bulletin.risk.backTest
    // A twentieth of the streets is what a city can patrol; the nearest tested share is reported.
    let tested = results.filter { $0.model == "risk-field" && $0.incidents > 0 }
    guard let ours = tested.min(by: { abs($0.lengthShare - 0.05) < abs($1.lengthShare - 0.05) })
    else { return nil }
    var text = "以此后\(ours.incidents)起警情检验，占路网总长\(IndicatorText.percent(ours.lengthShare))的"
    text += "高风险路段命中\(IndicatorText.percent(ours.hitRate))"
    if let count = results.first(where: {
      $0.model == "last-year-count" && $0.lengthShare == ours.lengthShare
    }) {
      text += "（按上年数量排序为\(IndicatorText.percent(count.hitRate))）"
    }
    return text + "。"
  }

  private func windows(_ plan: DutyPlan) -> String {
    var seen: Set<String> = []
    return plan.windows.map {
      "\(ChineseDate.clock(minuteOfDay: $0.startMinute))至"
        + ChineseDate.clock(minuteOfDay: $0.endMinute)
    }.filter { seen.insert($0).inserted }.joined(separator: "、")
  }

  private func peakText(_ plan: DutyPlan) -> String {
    let areas = Set(plan.posts.map(\.area)).count
    let people = plan.posts.reduce(0) { $0 + $1.strength.total }
    let office = plan.posts.reduce(0) { $0 + $1.strength.office }
    var text = "\(windows(plan))，在\(areas)个片区设岗\(plan.posts.count)处，同时需\(people)人"
    text += office > 0 ? "，其中机关民警\(office)人" : ""
    text += plan.posts.isEmpty ? "。" : postReference + "。"
    if !plan.sponsorships.isEmpty {
      let sponsored = Set(plan.sponsorships.flatMap(\.posts)).count
      text += "\(plan.sponsorships.count)名领导包岗\(sponsored)处"
      text += plan.areaTours.isEmpty ? "。" : "、巡片\(plan.areaTours.count)个。"
    }
    return text
  }

  private func offPeakText(_ plan: DutyPlan) -> String {
    let kilometres = plan.beats.reduce(Int64(0)) { $0 + $1.lengthMetres } / 1000
    let owners = Set(plan.beats.map(\.owner)).count
    let strict = plan.beats.reduce(0) { $0 + $1.strictControlSegments.count }
    var parts = ["划分网格\(plan.beats.count)个、道路\(kilometres)公里，由\(owners)名责任人负责"]
    if strict > 0 { parts.append("严管路段\(strict)段") }
    if !plan.checkpoints.isEmpty { parts.append("设固定查缉点\(plan.checkpoints.count)处") }
    if !plan.patrols.isEmpty { parts.append("安排巡逻\(plan.patrols.count)组") }
    return parts.joined(separator: "，") + "。"
  }

  private func nightText(_ plan: DutyPlan) -> String {
    let brigades = Set(plan.checkpoints.map(\.brigade)).count
    let places = Set(plan.checkpoints.map(\.location)).count
    var parts = [
      "\(windows(plan))，每周在\(places)处夜查\(plan.checkpoints.count)次，由\(brigades)个大队的中队轮流负责"
    ]
    if !plan.patrols.isEmpty { parts.append("安排巡逻\(plan.patrols.count)组") }
    return parts.joined(separator: "，") + "。"
  }

  private func specialText(_ plan: DutyPlan) -> String {
    guard let order = plan.specialOrder else { return "当日没有特殊勤务命令。" }
    let people = order.draws.reduce(0) { $0 + $1.people }
    let remaining = order.draws.reduce(0) { $0 + $1.remaining }
    var text = "\(order.name.chinese)（\(time(order.interval.start))至\(time(order.interval.end))）："
    text += "设封控点\(order.cordonPosts.count)处、分流点\(order.diversionPosts.count)处，"
    text += "从\(order.draws.count)个单位抽调\(people)人，上述单位留守\(remaining)人"
    text += order.suspended.isEmpty ? "。" : "，期间暂停其他岗位和网格\(order.suspended.count)处。"
    return text
  }

  private func time(_ time: CivilTime) -> String {
    ChineseDate.monthAndDay(time.date) + ChineseDate.clock(minuteOfDay: time.minuteOfDay)
  }

  private func coverage(of plan: DutyPlan) -> String {
    let evaluation = plan.evaluation
    guard
      let percent = ChineseNumber.percent(
        evaluation.coveredIncidents, of: evaluation.heldOutIncidents)
    else { return "" }
    return "以方案制定时未用的\(evaluation.heldOutIncidents)起同时段警情检验，"
      + "覆盖\(evaluation.coveredIncidents)起（\(percent)），"
      + "按数量选点为\(evaluation.coveredByCountBaseline)起。"
  }
}

// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import DutyPlanning
import Supervision

/// The tables, charts and the map of a campaign's bulletin.
struct CampaignIllustrations: Sendable {
  let bulletin: CampaignBulletin

  private var day: DailyBulletin { bulletin.day }

  /// The three areas side by side; the areas' parts of a rate, never people's.
  var areas: Table {
    let columns = [
      "person-times", "interventions", "on-time-arrival", "on-post-rate", "visibility-rate",
    ]
    let posts = Dictionary(grouping: day.plans[.peak]?.posts ?? [], by: \.area)
    return Table(
      caption: "表1　各片区勤务情况",
      columns: [
        .init("片区", share: 6), .init("高峰岗", alignment: .trailing, share: 4),
        .init("出动警力", alignment: .trailing, share: 6),
        .init("现场查纠", alignment: .trailing, share: 6),
        .init("到岗率", alignment: .trailing, share: 4),
        .init("在岗率", alignment: .trailing, share: 4),
        .init("见警率", alignment: .trailing, share: 4),
      ],
      rows: day.city.organization.areas.map { area in
        [area.name.chinese, "\(posts[area.id]?.count ?? 0)处"]
          + columns.map { text($0, .area(area.id)) }
      },
      note: "出动警力为一人一班在该片区在岗达一半的人次，跨片区的分别计入，合计不等于总数。")
  }

  private func text(_ kpi: String, _ scope: KPIScope) -> String {
    day.scorecard.result(kpi, for: scope).map { IndicatorText($0).value } ?? "—"
  }

  /// The rates week by week; `nil` with fewer than two weeks.
  func trend() throws(CompositionError) -> Figure? {
    guard bulletin.weeks.count > 1 else { return nil }
    let kpis = ["on-time-arrival", "on-post-rate", "visibility-rate"]
    let series = kpis.compactMap { kpi -> LineChart.Series? in
      guard let name = day.scorecard.result(kpi)?.definition.name.chinese else { return nil }
      return LineChart.Series(name: name, values: bulletin.weeks.map { value(kpi, in: $0) })
    }
    let chart = LineChart(
      title: "每周到岗率、在岗率和见警率", unit: "%",
      labels: bulletin.weeks.map { Self.label($0.period.start.date) }, series: series)
    do {
      return try Figure(
        chart, caption: "图2　\(chart.title)", note: "横轴为各周第一天；首末两周不满七天。")
    } catch { throw .drawing(error) }
  }

  private func value(_ kpi: String, in week: Scorecard) -> LineChart.Value? {
    guard let result = week.result(kpi), let value = result.value else { return nil }
    func percent(_ part: Double) -> Double { (part * 1000).rounded() / 10 }
    return LineChart.Value(
      percent(value), lower: result.interval.map { percent($0.lower) },
      upper: result.interval.map { percent($0.upper) })
  }

  private static func label(_ date: CivilDate) -> String {
    let (_, month, day) = date.components
    return "\(month)/\(day)"
  }

  /// When interventions were made, on an average day of each weekday; `nil` without any.
  func heat() throws(CompositionError) -> Figure? {
    let counts = bulletin.interventionsByHour
    guard counts.contains(where: { $0.contains { $0 > 0 } }) else { return nil }
    let values = zip(Weekday.allCases, counts).map { weekday, row in
      let days = daysOf(weekday)
      return row.map { days > 0 ? (Double($0) / Double(days)).rounded() : nil }
    }
    let chart = HourHeatChart(title: "现场查纠的时段分布", unit: "起／日", values: values)
    do {
      return try Figure(chart, caption: "图1　\(chart.title)", note: "各星期几每日平均。")
    } catch { throw .drawing(error) }
  }

  private func daysOf(_ weekday: Weekday) -> Int {
    let period = day.scorecard.period
    return (period.start.date.day...period.end.adding(minutes: -1).date.day)
      .count { CivilDate(day: $0).weekday == weekday }
  }

  /// The detachment's figures, but not those that are a part of one listed: road users one by one,
  /// the stages of a response.
  var indicators: Table {
    let results = day.scorecard.results.filter {
      $0.scope == .detachment && $0.gap == nil && !Self.parts.contains($0.definition.id)
    }
    return IndicatorTable(results).table(caption: "表3　专项行动勤务指标")
  }

  private static let parts: Set = [
    "handling-rate-pedestrian", "handling-rate-non-motor", "handling-rate-motor",
    "compliance-rate-pedestrian", "compliance-rate-non-motor", "compliance-rate-motor",
    "call-to-dispatch-median", "dispatch-to-departure-median", "travel-time-median",
  ]

  var leadingPosts: Table? { places.leadingPosts }

  func map() throws(CompositionError) -> Figure? { try places.map() }

  private var places: DailyIllustrations {
    DailyIllustrations(bulletin: day, postTable: 2, mapFigure: 3)
  }
}

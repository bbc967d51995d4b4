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
    let kpis = ["on-time-arrival", "on-post-rate", "visibility-rate"]
    guard let chart = SupervisionCharts.rates(kpis, in: bulletin.weeks) else { return nil }
    do {
      return try Figure(
        chart, caption: "图2　\(chart.title)", note: "横轴为各周第一天；首末两周不满七天。")
    } catch { throw .drawing(error) }
  }

  /// When interventions were made, on an average day of each weekday; `nil` without any.
  func heat() throws(CompositionError) -> Figure? {
    let found = SupervisionCharts.heat(
      "现场查纠的时段分布", bulletin.interventionsByHour, over: day.scorecard.period)
    guard let chart = found else { return nil }
    do {
      return try Figure(chart, caption: "图1　\(chart.title)", note: "各星期几每日平均。")
    } catch { throw .drawing(error) }
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

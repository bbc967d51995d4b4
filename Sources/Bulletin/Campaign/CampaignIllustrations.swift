// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import DutyPlanning
import Supervision

/// The tables, charts and the map of a campaign's bulletin, numbered in the order they stand in: what
/// cannot be drawn takes no number, and no sentence refers to it.
struct CampaignIllustrations: Sendable {
  let bulletin: CampaignBulletin
  private let heatChart: HourHeatChart?
  private let trendChart: LinePanels?

  init(bulletin: CampaignBulletin) {
    self.bulletin = bulletin
    heatChart = SupervisionCharts.heat(
      "现场查纠的时段分布", bulletin.interventionsByHour, over: bulletin.day.scorecard.period)
    trendChart = SupervisionCharts.rates(in: bulletin.weeks)
  }

  /// `nil` without a trend.
  var trendNumber: Int? { trendChart.map { _ in heatChart == nil ? 1 : 2 } }
  var mapNumber: Int { (trendNumber ?? (heatChart == nil ? 0 : 1)) + 1 }
  private static let postTable = 2
  var indicatorTable: Int { leadingPosts == nil ? Self.postTable : Self.postTable + 1 }
  /// Where the posts are shown.
  var postReference: String { "（见表\(Self.postTable)、图\(mapNumber)）" }

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
    guard let chart = trendChart, let number = trendNumber else { return nil }
    do {
      return try Figure(
        chart, caption: "图\(number)　\(chart.title)",
        note: "横轴为各周第一天，首末两周不满七天；三图纵轴不同，不都从零起；带状为95%区间。")
    } catch { throw .drawing(error) }
  }

  /// When interventions were made, on an average day of each weekday; `nil` without any.
  func heat() throws(CompositionError) -> Figure? {
    guard let chart = heatChart else { return nil }
    do {
      return try Figure(chart, caption: "图1　\(chart.title)（各星期几每日平均）")
    } catch { throw .drawing(error) }
  }

  /// The detachment's figures, but not those that are a part of one listed: road users one by one,
  /// the stages of a response.
  var indicators: Table {
    let results = day.scorecard.results.filter {
      $0.scope == .detachment && $0.gap == nil && !Self.parts.contains($0.definition.id)
    }
    return IndicatorTable(results).table(caption: "表\(indicatorTable)　专项行动勤务指标")
  }

  private static let parts: Set = [
    "handling-rate-pedestrian", "handling-rate-non-motor", "handling-rate-motor",
    "compliance-rate-pedestrian", "compliance-rate-non-motor", "compliance-rate-motor",
    "call-to-dispatch-median", "dispatch-to-departure-median", "travel-time-median",
  ]

  var leadingPosts: Table? { places.leadingPosts }

  func map() throws(CompositionError) -> Figure? { try places.map() }

  private var places: DailyIllustrations {
    DailyIllustrations(bulletin: day, postTable: Self.postTable, mapFigure: mapNumber)
  }
}

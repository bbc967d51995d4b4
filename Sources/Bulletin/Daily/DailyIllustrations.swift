// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import DutyPlanning
import Supervision

/// The tables, the chart and the map of a day's bulletin.
struct DailyIllustrations: Sendable {
  let bulletin: DailyBulletin
  /// The numbers that the table of posts and the map have in the issue.
  var postTable = 1
  var mapFigure = 2

  /// The detachment's figures with what is needed to check them: those of the period that have one.
  var indicators: Table {
    let results = bulletin.scorecard.results.filter { $0.scope == .detachment && $0.gap == nil }
    return IndicatorTable(results).table(caption: "表\(postTableNumber + 1)　当日勤务指标")
  }

  /// The ten peak posts that most incidents are expected at; `nil` without posts.
  var leadingPosts: Table? {
    let posts = ranked
    guard !posts.isEmpty else { return nil }
    return Table(
      caption: "表\(postTable)　高峰重点岗位",
      columns: [
        .init("编号", alignment: .center, share: 2), .init("岗位", share: 8),
        .init("片区", share: 4), .init("警力", alignment: .trailing, share: 2),
        .init("年预计警情", alignment: .trailing, share: 4),
      ],
      rows: posts.enumerated().map { index, post in
        [
          "\(index + 1)", post.name.chinese, areaName(post.area), "\(post.strength.total)人",
          IndicatorText.tenths(post.reason.expectedPerYear) + "起",
        ]
      },
      note: "按高峰时段内只由该岗位应对的年预计警情排列，列前\(posts.count)处；编号与图\(mapFigure)一致。")
  }

  /// The same rates in each area, or where there are none the places of each mode.
  func chart() throws(CompositionError) -> Figure {
    let chart = ratesByArea ?? placesByMode
    do {
      return try Figure(chart, caption: "图1　\(chart.title)")
    } catch { throw .drawing(error) }
  }

  /// Posts by area, checkpoints and risk on the streets; `nil` if the plans have no place at all.
  func map() throws(CompositionError) -> Figure? {
    let numbers = Dictionary(
      uniqueKeysWithValues: ranked.enumerated().map { ($1.id, "\($0 + 1)") })
    let map = DutyMap(city: bulletin.city, plans: bulletin.plans, risk: bulletin.risk)
    guard let figure = map.figure(labels: numbers) else { return nil }
    do {
      return try Figure(figure, caption: "图\(mapFigure)　\(figure.title)")
    } catch { throw .drawing(error) }
  }
}

extension DailyIllustrations {
  private var peakPosts: [Post] { bulletin.plans[.peak]?.posts ?? [] }

  private var postTableNumber: Int { peakPosts.isEmpty ? 0 : 1 }

  /// Ties keep the plan's order by number.
  private var ranked: [Post] {
    let sorted = peakPosts.sorted {
      ($1.reason.expectedPerYear, $0.id) < ($0.reason.expectedPerYear, $1.id)
    }
    return Array(sorted.prefix(10))
  }

  private func areaName(_ id: ID<Area>) -> String {
    bulletin.city.organization.areas.first { $0.id == id }?.name.chinese ?? "第\(id)片区"
  }

  /// Up to four rates that every area has a figure for; `nil` without any, or with one area alone.
  var ratesByArea: GroupedBarChart? {
    let results = bulletin.scorecard.results
    let areas = bulletin.city.organization.areas
    guard areas.count > 1 else { return nil }
    let definitions = results.filter { result in
      let measure = result.definition.measure
      return result.scope == .detachment && (measure == .proportion || measure == .share)
    }.map(\.definition)
    let series = definitions.compactMap { definition -> GroupedBarChart.Series? in
      let values = areas.map { area in
        bulletin.scorecard.result(definition.id, for: .area(area.id))?.value.map {
          ($0 * 1000).rounded() / 10
        }
      }
      guard values.allSatisfy({ $0 != nil }) else { return nil }
      return GroupedBarChart.Series(name: definition.name.chinese, values: values)
    }
    guard !series.isEmpty else { return nil }
    return GroupedBarChart(
      title: "各片区勤务指标", unit: "%", categories: areas.map(\.name.chinese),
      series: Array(series.prefix(4)))
  }

  private var placesByMode: GroupedBarChart {
    let plans = bulletin.plans.plans
    func series(_ name: String, _ count: (DutyPlan) -> Int) -> GroupedBarChart.Series {
      .init(name: name, values: plans.map { Double(count($0)) })
    }
    return GroupedBarChart(
      title: "四种勤务方式的部署", unit: "处",
      categories: plans.map { DutyModeText.name($0.mode) },
      series: [
        series("岗位", \.posts.count), series("网格", \.beats.count),
        series("巡逻", \.patrols.count), series("查缉点", \.checkpoints.count),
      ])
  }
}

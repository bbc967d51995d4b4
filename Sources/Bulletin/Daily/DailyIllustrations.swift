// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import DutyPlanning
import Geography
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
          SVGBuilder.number((post.reason.expectedPerYear * 10).rounded() / 10) + "起",
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

  /// Posts by area and checkpoints on the streets; `nil` if the plans have no place at all.
  func map() throws(CompositionError) -> Figure? {
    let groups = placeGroups
    let places = groups.flatMap { $0.places.map(\.location) }
    guard let frame = MapFigure.Frame(around: places)?.filledOut() else { return nil }
    let attributions = bulletin.city.sources.compactMap(\.attribution)
    var seen: Set<String> = []
    let figure = MapFigure(
      title: "高峰岗位和查缉点分布", frame: frame, lines: streets, regions: areas,
      groups: groups,
      attribution: attributions.isEmpty
        ? nil : attributions.filter { seen.insert($0).inserted }.joined(separator: "；"))
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

  /// Up to four rates that every area has a figure for.
  private var ratesByArea: GroupedBarChart? {
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

  private var placeGroups: [MapFigure.PlaceGroup] {
    var groups: [MapFigure.PlaceGroup] = []
    let numbers = Dictionary(
      uniqueKeysWithValues: ranked.enumerated().map { ($1.id, "\($0 + 1)") })
    let areas = bulletin.city.organization.areas
    // With many areas the marks would not last: then all posts are one group.
    let divides = areas.count <= 3
    for (index, area) in (divides ? areas : Array(areas.prefix(1))).enumerated() {
      let posts = divides ? peakPosts.filter { $0.area == area.id } : peakPosts
      let name = divides ? "高峰岗位：\(area.name.chinese)" : "高峰岗位"
      append(name, MarkShape.allCases[index], posts.map { place($0, numbers[$0.id]) }, to: &groups)
    }
    append("平峰查缉点", .diamond, checkpoints(.offPeak), isHollow: true, to: &groups)
    append("夜查点", .triangle, checkpoints(.night), isHollow: true, to: &groups)
    return groups
  }

  private func append(
    _ name: String, _ symbol: MarkShape, _ places: [MapFigure.PlaceGroup.Place],
    isHollow: Bool = false, to groups: inout [MapFigure.PlaceGroup]
  ) {
    guard !places.isEmpty else { return }
    groups.append(.init(name: name, symbol: symbol, isHollow: isHollow, places: places))
  }

  private func place(_ post: Post, _ label: String?) -> MapFigure.PlaceGroup.Place {
    .init(location: post.location, name: post.name.chinese, label: label)
  }

  private func checkpoints(_ mode: DutyMode) -> [MapFigure.PlaceGroup.Place] {
    (bulletin.plans[mode]?.checkpoints ?? []).map {
      .init(location: $0.location, name: $0.name.chinese)
    }
  }

  private var areas: [MapFigure.Region] {
    bulletin.city.boundaries.areas.map {
      MapFigure.Region(name: areaName($0.area), outlines: $0.outlines)
    }
  }

  private var streets: [MapFigure.Line] {
    bulletin.city.roads.segments.map { segment in
      let rank: MapFigure.Line.Rank =
        switch segment.roadClass {
        case .expressway, .arterial: .major
        case .collector: .middle
        case .local: .minor
        }
      return MapFigure.Line(rank: rank, points: Array(bulletin.city.roads.shape(of: segment)))
    }
  }
}

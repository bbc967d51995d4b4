// SPDX-License-Identifier: Apache-2.0

public import CityData
public import DutyModel
public import DutyPlanning
import Geography
public import IncidentAnalysis

/// The city with its riskiest streets and where police stand, for page and paper alike.
public struct DutyMap: Sendable {
  private let city: CitySnapshot
  private let plans: DutyPlanSet
  private let risk: RiskField

  public init(city: CitySnapshot, plans: DutyPlanSet, risk: RiskField) {
    self.city = city
    self.plans = plans
    self.risk = risk
  }

  /// - Parameter labels: what stands beside a peak post, such as its number in a table.
  /// - Returns: `nil` if the plans have no place at all.
  public func figure(
    labels: [ID<Post>: String] = [:], width: DrawingWidth = .full
  ) -> MapFigure? {
    let groups = groups(labels)
    let places = groups.flatMap { $0.places.map(\.location) }
    guard let frame = MapFigure.Frame(around: places)?.filledOut() else { return nil }
    let attributions = city.sources.compactMap(\.attribution)
    var seen: Set<String> = []
    return MapFigure(
      title: "高峰岗位、查缉点和警情风险分布", frame: frame, lines: streets, regions: areas,
      groups: groups, risk: riskClasses,
      attribution: attributions.isEmpty
        ? nil : attributions.filter { seen.insert($0).inserted }.joined(separator: "；"),
      width: width)
  }

  // MARK: Risk

  /// Streets in the order of expected incidents a kilometre: the first 1, 5 and 15 % of the length
  /// of all streets, the lowest class first. A street without any expected incident is in none.
  private var riskClasses: [MapFigure.RiskClass] {
    let segments = city.roads.segments
    guard risk.yearlyRate.count == segments.count else { return [] }
    let density = segments.indices.map { index in
      risk.yearlyRate[index] / Double(max(1, segments[index].lengthMillimetres))
    }
    let order = segments.indices.filter { density[$0] > 0 }.sorted {
      (density[$1], $0) < (density[$0], $1)
    }
    let whole = segments.reduce(0) { $0 + Double($1.lengthMillimetres) }
    var lines = [[[Coordinate]]](repeating: [], count: Self.shares.count)
    var length = 0.0
    for index in order {
      guard let rank = Self.shares.firstIndex(where: { length < $0.share * whole }) else { break }
      lines[rank].append(Array(city.roads.shape(of: segments[index])))
      length += Double(segments[index].lengthMillimetres)
    }
    return zip(Self.shares, lines).filter { !$1.isEmpty }.reversed().map {
      MapFigure.RiskClass(name: $0.name, lines: $1)
    }
  }

  private static let shares: [(share: Double, name: String)] = [
    (0.01, "最高1%街道"), (0.05, "1%至5%"), (0.15, "5%至15%"),
  ]

  // MARK: Places

  private var peakPosts: [Post] { plans[.peak]?.posts ?? [] }

  private func groups(_ labels: [ID<Post>: String]) -> [MapFigure.PlaceGroup] {
    var groups: [MapFigure.PlaceGroup] = []
    let areas = city.organization.areas
    // With many areas the marks would not last: then all posts are one group.
    let divides = areas.count <= 3
    for (index, area) in (divides ? areas : Array(areas.prefix(1))).enumerated() {
      let posts = divides ? peakPosts.filter { $0.area == area.id } : peakPosts
      let name = divides ? "高峰岗位：\(area.name.chinese)" : "高峰岗位"
      append(name, MarkShape.allCases[index], posts.map { place($0, labels[$0.id]) }, to: &groups)
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

  /// Each place once, whatever the number of nights on which it is checked.
  private func checkpoints(_ mode: DutyMode) -> [MapFigure.PlaceGroup.Place] {
    var order: [Coordinate] = []
    var names: [Coordinate: [String]] = [:]
    for checkpoint in plans[mode]?.checkpoints ?? [] {
      if names[checkpoint.location] == nil { order.append(checkpoint.location) }
      names[checkpoint.location, default: []].append(checkpoint.name.chinese)
    }
    return order.map { location in
      .init(location: location, name: (names[location] ?? []).joined(separator: "、"))
    }
  }

  // MARK: Ground

  private var areas: [MapFigure.Region] {
    city.boundaries.areas.map { boundary in
      let area = city.organization.areas.first { $0.id == boundary.area }
      return MapFigure.Region(
        name: area?.name.chinese ?? "第\(boundary.area)片区", outlines: boundary.outlines)
    }
  }

  private var streets: [MapFigure.Line] {
    city.roads.segments.map { segment in
      let rank: MapFigure.Line.Rank =
        switch segment.roadClass {
        case .expressway, .arterial: .major
        case .collector: .middle
        case .local: .minor
        }
      return MapFigure.Line(rank: rank, points: Array(city.roads.shape(of: segment)))
    }
  }
}

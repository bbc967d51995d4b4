// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Geography
import PlanningKernels

/// Journeys through the city and the crossings where they can be intercepted.
///
/// There are no counts of traffic, so journeys are sampled: fastest ways between places drawn with
/// probability in proportion to expected incidents, which follow traffic. A journey weighs what is to
/// be expected along it, in thousandths a year for each kilometre driven; a checkpoint intercepts
/// every journey through its crossing, and one intercepted twice counts once, which keeps checkpoints
/// apart. This is the flow-capturing model of Hodgson 1990 (doi:10.1111/j.1538-4632.1990.tb00210.x)
/// and Berman, Larson, Fouska 1992 (doi:10.1287/trsc.26.3.201): a maximal covering problem whose
/// cells are journeys.
struct FlowProblem {
  let junctions: [ID<Junction>]
  let groups: [Int32]
  let table: CoverTable

  private static let starts = 60
  private static let ends = 80
  private static let most = 600

  /// - Parameter pinned: crossings that are candidates whatever passes through them.
  init(
    _ context: PlanningContext, rates: [Int64], pinned: [ID<Junction>] = []
  ) throws(KernelError) {
    let journeys = Self.journeys(context, rates: rates)
    let weights = journeys.map { Self.weight($0, context.roads, rates) }
    let isPlain = !context.roads.segments.contains { $0.roadClass <= .collector }
    var throughput: [ID<Junction>: Int64] = [:]
    var passing: [ID<Junction>: [Int]] = [:]
    for (journey, segments) in journeys.enumerated() {
      for junction in Self.crossings(segments, context.roads, upTo: isPlain ? .local : .collector) {
        throughput[junction, default: 0] += weights[journey]
        passing[junction, default: []].append(journey)
      }
    }
    var position: [ID<Unit>: Int32] = [:]
    for (index, brigade) in context.brigades.enumerated() {
      position[brigade.unit.id] = Int32(index)
    }
    func group(_ junction: ID<Junction>) -> Int32 {
      position[context.brigadeOfJunction[Int(junction.rawValue)]] ?? -1
    }
    let best = throughput.filter { group($0.key) >= 0 }
      .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(
        min(Self.most, context.options.candidates)
      ).map(\.key)
    // A brigade whose crossings are all on quiet ways still gets candidates of its own.
    let quiet = context.brigades.indices.flatMap { brigade in
      throughput.filter { Int(group($0.key)) == brigade }
        .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(20).map(\.key)
    }
    let chosen = Set(best + quiet + pinned).sorted()
    junctions = chosen
    groups = chosen.map(group)
    table = try CoverTable(demand: weights, covers: chosen.map { passing[$0] ?? [] })
  }

  /// Fastest ways as lists of segment positions; pairs that cannot be driven are left out.
  private static func journeys(_ context: PlanningContext, rates: [Int64]) -> [[Int]] {
    var generator = context.generator(for: "journeys")
    let draw = WeightedDraw(rates)
    func place() -> ID<Junction> {
      context.roads.segments[draw.next(using: &generator)].from
    }
    var paths = ShortestPaths(context.travel)
    let ends = (0..<Self.ends).map { _ in place() }
    return (0..<starts).flatMap { _ in
      let start = place()
      paths.search(from: start)
      return ends.compactMap { end in
        paths.path(to: end).map { $0.map { Int($0.rawValue) } }
      }.filter { !$0.isEmpty }
    }
  }

  private static func weight(_ journey: [Int], _ roads: RoadNetwork, _ rates: [Int64]) -> Int64 {
    let metres = journey.reduce(Int64(1)) { $0 + roads.segments[$1].lengthMillimetres / 1000 }
    return journey.reduce(Int64(0)) { $0 + rates[$1] } * 1000 / metres
  }

  /// Crossings of three streets or more on the higher streets, or on any where there are no higher
  /// ones; each once.
  private static func crossings(
    _ journey: [Int], _ roads: RoadNetwork, upTo lowest: RoadClass
  ) -> Set<ID<Junction>> {
    var found: Set<ID<Junction>> = []
    for segment in journey.map({ roads.segments[$0] }) where segment.roadClass <= lowest {
      for end in [segment.from, segment.to] where roads[end].degree >= 3 { found.insert(end) }
    }
    return found
  }
}

/// Draws positions with probability in proportion to whole weights.
struct WeightedDraw {
  private var sums: [Int64] = []

  /// - Parameter weights: 0 or more; if all are 0, every position is as likely.
  init(_ weights: [Int64]) {
    let isFlat = weights.allSatisfy { $0 <= 0 }
    var sum: Int64 = 0
    for weight in weights {
      sum += isFlat ? 1 : max(0, weight)
      sums.append(sum)
    }
  }

  /// - Precondition: there is at least one weight.
  func next(using generator: inout SeededGenerator) -> Int {
    let target = Int64.random(in: 0..<max(1, sums.last ?? 1), using: &generator)
    var (low, high) = (0, sums.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if sums[middle] > target { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

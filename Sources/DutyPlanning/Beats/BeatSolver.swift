// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Geography
import PlanningKernels

/// Splits a brigade's jurisdiction into beats and gives each an owner of its own.
struct BeatSolver {
  let context: PlanningContext
  let brigade: Brigade
  let rates: [Int64]
  /// The brigade's beats in force, whose owners keep what they can; empty to divide anew.
  var current: [Beat] = []

  struct Answer {
    /// By beat, segment positions in ascending order.
    var segments: [[Int]]
    /// By beat.
    var owners: [Officer]
    var records: [SolveRecord]
    /// What changed hands; `nil` where there were no beats before.
    var revision: BeatRevision?
  }

  func solve(beats: Int) throws(PlanningError) -> Answer {
    let own = context.roads.segments.indices.filter {
      context.brigade(of: $0) == brigade.unit.id
    }
    do {
      let problem = try BeatProblem(context.roads, segments: own, rates: rates)
      let count = min(beats, own.count)
      return current.isEmpty
        ? try divide(problem, into: count) : try redraw(problem, into: count)
    } catch {
      throw .kernel(
        step: LocalizedName(
          chinese: "\(brigade.unit.name.chinese)网格划分",
          english: "Dividing \(brigade.unit.name.english) into beats"),
        error: error)
    }
  }

  private func divide(_ problem: BeatProblem, into count: Int) throws(KernelError) -> Answer {
    let result = try Districting(graph: problem.graph, count: count)
      .solve(seed: context.options.seed)
    let segments = (0..<count).map { district in
      result.choice.nodes(of: district).map { problem.segments[$0] }
    }.filter { !$0.isEmpty }
    let (owners, assigned) = try owners(of: segments)
    return Answer(
      segments: segments, owners: owners,
      records: [
        record("beats-\(brigade.unit.id)", result), record("owners-\(brigade.unit.id)", assigned),
      ])
  }

  /// 少动: the beats in force, evened out with as little work as possible changing hands.
  private func redraw(_ problem: BeatProblem, into count: Int) throws(KernelError) -> Answer {
    let old = kept(problem, count)
    let result = try DistrictRevision(graph: problem.graph, old: old, count: count)
      .solve(seed: context.options.seed)
    let segments = (0..<count).map { district in
      problem.segments.indices.filter { result.choice.district[$0] == Int32(district) }
        .map { problem.segments[$0] }
    }.filter { !$0.isEmpty }
    let (owners, assigned) = try owners(of: segments)
    return Answer(
      segments: segments, owners: owners,
      records: [
        record("beats-redrawn-\(brigade.unit.id)", result),
        record("owners-\(brigade.unit.id)", assigned),
      ],
      revision: revision(problem, segments, owners, result))
  }

  /// By node, the old beat that goes on, or -1. If there are to be fewer beats those with the most
  /// work go on.
  private func kept(_ problem: BeatProblem, _ count: Int) -> [Int32] {
    let owner = ownerBefore
    let work = current.map { beat in
      beat.segments.reduce(Int64(0)) { $0 + rates[Int($1.rawValue)] }
    }
    let going = current.indices.sorted { (work[$1], $0) < (work[$0], $1) }.prefix(count).sorted()
    var label: [ID<Officer>: Int32] = [:]
    for (position, beat) in going.enumerated() { label[current[beat].owner] = Int32(position) }
    return problem.segments.map { segment in owner[segment].flatMap { label[$0] } ?? -1 }
  }

  /// By segment position, who answered for it.
  private var ownerBefore: [Int: ID<Officer>] {
    Dictionary(
      current.flatMap { beat in beat.segments.map { (Int($0.rawValue), beat.owner) } },
      uniquingKeysWith: { first, _ in first })
  }

  private func revision(
    _ problem: BeatProblem, _ beats: [[Int]], _ owners: [Officer],
    _ result: KernelResult<DistrictRevision.Outcome>
  ) -> BeatRevision {
    let before = ownerBefore
    var moved: [BeatRevision.MovedStreet] = []
    var kept = 0
    for (beat, owner) in zip(beats, owners) {
      for segment in beat {
        if let old = before[segment], old != owner.id {
          moved.append(
            .init(segment: context.roads.segments[segment].id, from: old, to: owner.id))
        }
      }
      if beat.contains(where: { before[$0] == owner.id }) { kept += 1 }
    }
    let total = Double(max(1, problem.graph.workload.reduce(0, +)))
    let positions = Dictionary(
      uniqueKeysWithValues: problem.segments.enumerated().map { ($1, $0) })
    let movedWork = moved.reduce(Int64(0)) { sum, street in
      sum + (positions[Int(street.segment.rawValue)].map { problem.graph.workload[$0] } ?? 0)
    }
    return BeatRevision(
      brigade: brigade.unit.id, movedShare: Double(movedWork) / total,
      boundShare: Double(result.bound) / total, isBalanced: result.choice.isBalanced,
      ownersKept: kept, beats: beats.count, moved: moved.sorted { $0.segment < $1.segment })
  }

  /// 定人: officers to beats; whoever owned a part before keeps the beat that holds most of it
  /// (maximum overlap), the others at the least distance from their squadrons' stations.
  private func owners(
    of beats: [[Int]]
  ) throws(KernelError) -> ([Officer], KernelResult<Placement>) {
    let officers = brigade.beatOwners
    let stations = Dictionary(
      brigade.squadrons.map { ($0.id, $0.station) }, uniquingKeysWith: { first, _ in first })
    let overlap = overlaps(beats)
    let costs = officers.map { officer in
      beats.enumerated().map { position, beat -> Int64? in
        let home = stations[officer.unit] ?? brigade.unit.station
        let metres = home.distanceMillimetres(to: centre(of: beat)) / 1000
        // A leader owns a beat only where there is nobody else; overlap comes before all.
        return min(metres, 1_000_000) + (officer.isLeader ? 10_000_000 : 0)
          - 100_000_000 * (overlap[officer.id]?[position] ?? 0)
      }
    }
    let result = try Assignment(
      table: PlacementTable(costs: costs, strength: beats.map { _ in 1 })
    ).solve()
    let owners = beats.indices.compactMap { result.choice.people(at: $0).first }
      .map { officers[$0] }
    return (owners, result)
  }

  /// By owner before and new beat, thousandths of the old beat's streets' work that lie in it.
  private func overlaps(_ beats: [[Int]]) -> [ID<Officer>: [Int64]] {
    let before = ownerBefore
    var shared: [ID<Officer>: [Int64]] = [:]
    for (position, beat) in beats.enumerated() {
      for segment in beat {
        guard let owner = before[segment] else { continue }
        shared[owner, default: Array(repeating: 0, count: beats.count)][position] +=
          rates[segment] + 1
      }
    }
    return shared.mapValues { row in
      let total = max(1, row.reduce(0, +))
      return row.map { $0 * 1000 / total }
    }
  }

  /// Where the beat's work lies on average.
  private func centre(of beat: [Int]) -> Coordinate {
    var (latitude, longitude, weight) = (0.0, 0.0, 0.0)
    for segment in beat {
      let middle = context.roads.middle(of: segment)
      let work = Double(rates[segment] + 1)
      latitude += middle.latitude * work
      longitude += middle.longitude * work
      weight += work
    }
    return Coordinate(latitude: latitude / max(weight, 1), longitude: longitude / max(weight, 1))
  }

  private func record<Choice>(
    _ problem: String, _ result: KernelResult<Choice>
  ) -> SolveRecord {
    SolveRecord(
      problem: problem, solver: "Chengxu", status: result.status.recorded,
      objective: Double(result.objective), bound: Double(result.bound), seconds: result.seconds,
      seed: context.options.seed)
  }
}

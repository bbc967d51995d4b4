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

  struct Answer {
    /// By beat, segment positions in ascending order.
    var segments: [[Int]]
    /// By beat.
    var owners: [Officer]
    var records: [SolveRecord]
  }

  func solve(beats: Int) throws(PlanningError) -> Answer {
    let own = context.roads.segments.indices.filter {
      context.brigade(of: $0) == brigade.unit.id
    }
    do {
      let problem = try BeatProblem(context.roads, segments: own, rates: rates)
      let count = min(beats, own.count)
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
    } catch {
      throw .kernel(
        step: LocalizedName(
          chinese: "\(brigade.unit.name.chinese)网格划分",
          english: "Dividing \(brigade.unit.name.english) into beats"),
        error: error)
    }
  }

  /// 定人: officers to beats at the least distance from their squadrons' stations.
  private func owners(
    of beats: [[Int]]
  ) throws(KernelError) -> ([Officer], KernelResult<Placement>) {
    let officers = brigade.beatOwners
    let stations = Dictionary(
      brigade.squadrons.map { ($0.id, $0.station) }, uniquingKeysWith: { first, _ in first })
    let costs = officers.map { officer in
      beats.map { beat -> Int64? in
        let home = stations[officer.unit] ?? brigade.unit.station
        let metres = home.distanceMillimetres(to: centre(of: beat)) / 1000
        // A leader owns a beat only where there is nobody else.
        return min(metres, 1_000_000) + (officer.isLeader ? 10_000_000 : 0)
      }
    }
    let result = try Assignment(
      table: PlacementTable(costs: costs, strength: beats.map { _ in 1 })
    ).solve()
    let owners = beats.indices.compactMap { result.choice.people(at: $0).first }
      .map { officers[$0] }
    return (owners, result)
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

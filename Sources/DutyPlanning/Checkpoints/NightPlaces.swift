// SPDX-License-Identifier: Apache-2.0

import HiGHS
import IncidentAnalysis
import Geography
import DutyModel
import PlanningKernels

/// The places that night checks are drawn from: in each jurisdiction some crossings that cover most
/// of what may be expected there at night.
struct NightPlaces {
  let context: PlanningContext
  let windows: [DutyWindow]
  let rates: [Int64]

  private static let most = 120

  /// The hottest crossings of a jurisdiction that places are chosen among.
  private var candidatesPerBrigade: Int {
    let share = context.options.candidates / max(1, context.brigades.count)
    return max(3 * context.options.nightPlacesPerBrigade, min(Self.most, share))
  }

  struct Answer {
    var reach: PlaceReach
    var record: SolveRecord
    var edits: [EditOutcome]
  }

  func solve() throws(PlanningError) -> Answer {
    let edits = SiteEdits(edits: context.options.edits.of(.night))
    try context.checkPins(edits.pinned, perBrigade: context.options.nightPlacesPerBrigade)
    let (candidates, groups) = try candidates(edits)
    let reach = PlaceReach(
      context.roads, junctions: candidates, metres: context.options.reachMetres)
    func solve(_ edits: SiteEdits) throws(PlanningError) -> KernelResult<[Int]> {
      try self.solve(reach, groups, edits)
    }
    let result = try solve(edits)
    return Answer(
      reach: reach.chosen(result.sites),
      record: SolveRecord(
        problem: "mclp-night-places",
        solver: "HiGHS \(context.solvers.highs.library.version)",
        status: result.status.recorded, objective: Double(result.objective) / 1000,
        bound: Double(result.bound) / 1000, seconds: result.seconds, seed: context.options.seed),
      edits: try edits.outcomes(result, names: context.names, unit: 1000, solve: solve))
  }

  private func candidates(
    _ edits: SiteEdits
  ) throws(PlanningError) -> (junctions: [ID<Junction>], groups: [Int32]) {
    let ranked = context.risk.hotJunctions(of: context.roads, in: windows.bands).map(\.junction)
    let pinned = Set(edits.pinned)
    var candidates: [ID<Junction>] = []
    var groups: [Int32] = []
    var taken = context.brigades.map { _ in 0 }
    for junction in ranked + pinned.subtracting(ranked).sorted() {
      let owner = context.brigadeOfJunction[Int(junction.rawValue)]
      guard let index = context.brigades.firstIndex(where: { $0.unit.id == owner }),
        taken[index] < candidatesPerBrigade || pinned.contains(junction)
      else { continue }
      taken[index] += 1
      candidates.append(junction)
      groups.append(Int32(index))
    }
    if let bare = taken.firstIndex(of: 0) {
      throw .noStreets(brigade: context.brigades[bare].unit.name)
    }
    return (candidates, groups)
  }

  private func solve(
    _ reach: PlaceReach, _ groups: [Int32], _ edits: SiteEdits
  ) throws(PlanningError) -> KernelResult<[Int]> {
    var rules = edits.rules(reach.junctions, groups: groups, quotas: [])
    let closed = Set(rules.forbidden)
    rules.quotas = context.brigades.indices.map { brigade in
      let open = groups.indices.count { Int(groups[$0]) == brigade && !closed.contains($0) }
      return SiteRules.Quota(
        minimum: 1, maximum: min(open, context.options.nightPlacesPerBrigade))
    }
    do {
      let table = try CoverTable(demand: rates, covers: reach.streets.map { $0.map(\.segment) })
      return try MaximalCovering(
        table: table, limit: rules.quotas.reduce(0) { $0 + $1.maximum }, rules: rules
      ).solve(context.kernelOptions)
    } catch {
      throw .kernel(
        step: LocalizedName(chinese: "夜查地点选址", english: "Choosing the places of night checks"),
        error: error)
    }
  }
}

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

  func solve() throws(PlanningError) -> (reach: PlaceReach, record: SolveRecord) {
    let ranked = context.risk.hotJunctions(of: context.roads, in: windows.bands)
    var candidates: [ID<Junction>] = []
    var groups: [Int32] = []
    var taken = context.brigades.map { _ in 0 }
    for hot in ranked {
      let owner = context.brigadeOfJunction[Int(hot.junction.rawValue)]
      guard let index = context.brigades.firstIndex(where: { $0.unit.id == owner }),
        taken[index] < candidatesPerBrigade
      else { continue }
      taken[index] += 1
      candidates.append(hot.junction)
      groups.append(Int32(index))
    }
    if let bare = taken.firstIndex(of: 0) {
      throw .noStreets(brigade: context.brigades[bare].unit.name)
    }
    let reach = PlaceReach(
      context.roads, junctions: candidates, metres: context.options.reachMetres)
    let quotas = taken.map {
      SiteRules.Quota(minimum: 1, maximum: min($0, context.options.nightPlacesPerBrigade))
    }
    do {
      let table = try CoverTable(demand: rates, covers: reach.streets.map { $0.map(\.segment) })
      let result = try MaximalCovering(
        table: table, limit: quotas.reduce(0) { $0 + $1.maximum },
        rules: SiteRules(groups: groups, quotas: quotas)
      ).solve(context.kernelOptions)
      return (
        reach.chosen(result.sites),
        SolveRecord(
          problem: "mclp-night-places",
          solver: "HiGHS \(context.solvers.highs.library.version)",
          status: result.status.recorded, objective: Double(result.objective) / 1000,
          bound: Double(result.bound) / 1000, seconds: result.seconds, seed: context.options.seed)
      )
    } catch {
      throw .kernel(
        step: LocalizedName(chinese: "夜查地点选址", english: "Choosing the places of night checks"),
        error: error)
    }
  }
}

// SPDX-License-Identifier: Apache-2.0

import CityData
import IncidentAnalysis
import DutyModel
import Geography
import PlanningKernels

/// The places that patrols of one window go back to, by area.
///
/// Crossings by maximal covering, a number of each area in proportion to what may be expected there;
/// beside them one place a patrol on a street of the week's exploration draw
/// (`RiskField.exploration`), so that a fifth of the places lie outside the hot spots, each with a known
/// chance, and the records of the next year say something about them too (domain rule: an exploration
/// share of at least 10 %).
struct PatrolProblem {
  let context: PlanningContext
  let rates: [Int64]

  static let hotPlaces = 4
  /// Enough for a gap of some thousandths where there is no proof; what may be expected at a place is known less well.
  private static let searchWork = 300_000_000

  /// Patrols by area in proportion to risk, at least one each where there are enough; largest
  /// remainders, ties to the first area.
  func patrols(byArea total: Int) -> [Int] {
    let areas = context.workforce.areas
    let risk = areas.map { area in
      context.roads.segments.indices.reduce(Int64(0)) {
        context.area(ofSegment: $1) == area.id ? $0 + rates[$1] : $0
      }
    }
    let floor = total >= areas.count ? 1 : 0
    var counts = areas.map { _ in floor }
    let sum = max(1, risk.reduce(0, +))
    while counts.reduce(0, +) < total {
      let lacking = areas.indices.map { Int64(total) * risk[$0] - Int64(counts[$0]) * sum }
      guard let most = lacking.indices.max(by: { (lacking[$0], $1) < (lacking[$1], $0) }) else {
        break
      }
      counts[most] += 1
    }
    return counts
  }

  /// By area, the hottest crossings that cover most, at most `counts` × `hotPlaces`.
  func hotPlaces(
    counts: [Int], windows: [DutyWindow]
  ) throws(PlanningError) -> (places: [[ID<Junction>]], record: SolveRecord) {
    let ranked = context.risk.hotJunctions(of: context.roads, in: windows.bands)
    let perArea = min(200, context.options.candidates / max(1, context.workforce.areas.count))
    var groups: [Int32] = []
    var candidates: [ID<Junction>] = []
    var taken = counts.map { _ in 0 }
    for hot in ranked {
      guard let brigade = context.brigade(of: hot.junction),
        let area = context.workforce.areas.firstIndex(where: { $0.id == brigade.area }),
        taken[area] < max(perArea, counts[area] * Self.hotPlaces * 2)
      else { continue }
      taken[area] += 1
      candidates.append(hot.junction)
      groups.append(Int32(area))
    }
    let reach = PlaceReach(
      context.roads, junctions: candidates, metres: context.options.reachMetres)
    let quotas = counts.indices.map {
      SiteRules.Quota(maximum: min(taken[$0], counts[$0] * Self.hotPlaces))
    }
    do {
      let table = try CoverTable(demand: rates, covers: reach.streets.map { $0.map(\.segment) })
      var options = context.kernelOptions
      (options.prover, options.treeWork) = (nil, Self.searchWork)
      let result = try MaximalCovering(
        table: table, limit: quotas.reduce(0) { $0 + $1.maximum },
        rules: SiteRules(groups: groups, quotas: quotas)
      ).solve(options)
      let places = counts.indices.map { area in
        result.sites.filter { Int(groups[$0]) == area }.map { candidates[$0] }
      }
      return (
        places,
        SolveRecord(
          problem: "mclp-patrol-\(windows.map(\.name).joined(separator: "-"))", solver: "Chengxu",
          status: result.status.recorded, objective: Double(result.objective) / 1000,
          bound: Double(result.bound) / 1000, seconds: result.seconds, seed: context.options.seed)
      )
    } catch {
      throw .kernel(
        step: LocalizedName(chinese: "巡逻必到点选址", english: "Choosing the patrols' places"),
        error: error)
    }
  }
}

extension PlanningContext {
  func area(ofSegment segment: Int) -> ID<Area>? {
    workforce.brigade(snapshot.brigadeOfSegment[segment])?.area
  }
}

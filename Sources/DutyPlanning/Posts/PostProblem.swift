// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Geography
import IncidentAnalysis
import PlanningKernels

/// Which crossings may become posts, and how many each brigade should and can hold.
///
/// Candidates are crossings of three streets or more, the hottest of the peak hours citywide and
/// enough of each brigade's own; to them come the current plan's posts and whatever a planner pinned.
/// A brigade's posts are limited by its people (`BrigadeBudget`); the floor is the area's minimum
/// shared among its brigades, so that no area is starved.
struct PostProblem {
  let reach: PlaceReach
  let demand: [Int64]
  /// By candidate, position in the context's brigades.
  let groups: [Int32]
  let quotas: [SiteRules.Quota]
  let edits: SiteEdits

  /// - Parameter current: junctions of the plan in force.
  init(
    _ context: PlanningContext, windows: [DutyWindow], current: [ID<Junction>] = []
  ) throws(PlanningError) {
    edits = SiteEdits(edits: context.options.edits.of(.peak))
    let ranked = context.risk.hotJunctions(of: context.roads, in: windows.bands)
    let posts = context.options.posts
    guard posts <= ranked.count else {
      throw .tooFewCrossings(posts: posts, crossings: ranked.count)
    }
    var position: [ID<Unit>: Int] = [:]
    for (index, brigade) in context.brigades.enumerated() { position[brigade.unit.id] = index }
    let owners = ranked.map {
      position[context.brigadeOfJunction[Int($0.junction.rawValue)]] ?? -1
    }
    let crossings = context.brigades.indices.map { brigade in owners.count { $0 == brigade } }
    quotas = try Self.quotas(context, crossings: crossings)

    var taken = Array(repeating: 0, count: context.brigades.count)
    var candidates: [ID<Junction>] = []
    let wanted = Set(current + edits.pinned)
    for (rank, owner) in owners.enumerated() where owner >= 0 {
      let isNeeded = taken[owner] < quotas[owner].maximum || wanted.contains(ranked[rank].junction)
      guard rank < context.options.candidates || isNeeded else { continue }
      taken[owner] += 1
      candidates.append(ranked[rank].junction)
    }
    // A planner may pin what is no crossing.
    candidates += edits.pinned.filter { !candidates.contains($0) }
    reach = PlaceReach(
      context.roads, junctions: candidates, metres: context.options.reachMetres)
    groups = candidates.map {
      Int32(position[context.brigadeOfJunction[Int($0.rawValue)]] ?? -1)
    }
    demand = context.milliIncidents(in: windows)
    try checkPins(context)
  }

  /// A brigade cannot hold more pinned posts than it has people for.
  private func checkPins(_ context: PlanningContext) throws(PlanningError) {
    let pins = Set(edits.pinned)
    guard pins.count <= context.options.posts else {
      throw .pinsExceed(
        unit: context.snapshot.organization.name, pinned: pins.count,
        possible: context.options.posts)
    }
    for (index, brigade) in context.brigades.enumerated() {
      let own = reach.junctions.indices.count {
        Int(groups[$0]) == index && pins.contains(reach.junctions[$0])
      }
      guard own <= quotas[index].maximum else {
        throw .pinsExceed(
          unit: brigade.unit.name, pinned: own, possible: quotas[index].maximum)
      }
    }
  }

  func rules(_ edits: SiteEdits) -> SiteRules {
    edits.rules(reach.junctions, groups: groups, quotas: quotas)
  }

  func table() throws(KernelError) -> CoverTable {
    try CoverTable(demand: demand, covers: reach.streets.map { $0.map(\.segment) })
  }

  private static func quotas(
    _ context: PlanningContext, crossings: [Int]
  ) throws(PlanningError) -> [SiteRules.Quota] {
    let posts = context.options.posts
    let byPeople = context.brigades.map { BrigadeBudget($0, week: context.week).posts }
    let most = zip(byPeople, crossings).map(min)
    guard most.reduce(0, +) >= posts else {
      let limits = context.brigades.indices.map {
        PlanningError.UnitLimit(
          unit: context.brigades[$0].unit.name, crossings: crossings[$0],
          byPeople: byPeople[$0])
      }
      throw .tooManyPosts(posts: posts, possible: most.reduce(0, +), limits: limits)
    }
    var quotas = most.map { SiteRules.Quota(minimum: 0, maximum: $0) }
    for area in context.workforce.areas {
      let members = context.brigades.indices.filter { context.brigades[$0].area == area.id }
      var wanted = areaMinimum(context)
      let possible = members.reduce(0) { $0 + most[$1] }
      if possible < wanted {
        guard context.options.areaMinimum == nil else {
          throw .areaQuota(area: area.name, minimum: wanted, possible: possible)
        }
        wanted = possible
      }
      while wanted > 0 {
        for member in members where wanted > 0 && quotas[member].minimum < most[member] {
          quotas[member].minimum += 1
          wanted -= 1
        }
      }
    }
    return quotas
  }

  /// 80 % of an even share, but 10 where there are posts enough for that in every area.
  static func areaMinimum(_ context: PlanningContext) -> Int {
    let areas = context.workforce.areas.count
    if let wish = context.options.areaMinimum { return wish }
    let share = context.options.posts * 4 / (5 * max(1, areas))
    return context.options.posts >= 10 * areas ? max(10, share) : share
  }
}

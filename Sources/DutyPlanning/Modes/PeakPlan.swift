// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Geography

/// 高峰勤务: everybody on posts at the crossings that answer most of the peak's incidents.
struct PeakPlan {
  let context: PlanningContext
  private let windows = DutyWindow.standard(.peak)

  init(_ context: PlanningContext) { self.context = context }

  func plan(
    posts numbers: inout Numbering, demands: inout Numbering
  ) throws(PlanningError) -> DutyPlan {
    let problem = try PostProblem(context, windows: windows)
    let answer = try PostSolver(problem: problem, context: context).solve()
    let reasons = context.reasons(of: answer.places, windows: windows, rates: problem.demand)
    let strengths = try strengths(of: answer.places, reasons: reasons)
    var posts: [Post] = []
    for (position, junction) in answer.places.junctions.enumerated() {
      guard let brigade = context.brigade(of: junction) else { continue }
      posts.append(
        Post(
          id: numbers.next(), name: context.names[junction], junction: junction,
          location: context.roads[junction].location, area: brigade.area,
          brigade: brigade.unit.id, strength: strengths[position], reason: reasons[position]))
    }
    let sponsorships = try sponsorships(posts)
    let tours = AreaTourPlanner(graph: context.travel).tours(
      areas: context.workforce.areas, posts: posts, sponsorships: sponsorships)
    return DutyPlan(
      mode: .peak, windows: windows, posts: posts, sponsorships: sponsorships, areaTours: tours,
      demands: posts.flatMap { self.demands(for: $0, &demands) }, solves: [answer.record],
      evaluation: PlanEvaluator(context: context).evaluation(
        of: answer.places, windows: windows, marginal: answer.marginal))
  }

  private func strengths(
    of places: PlaceReach, reasons: [PlaceReason]
  ) throws(PlanningError) -> [Strength] {
    let arterial = context.arterialJunctions
    let candidates = places.junctions.indices.map { position in
      PostCandidate(
        brigade: context.brigadeOfJunction[Int(places.junctions[position].rawValue)],
        isArterial: arterial.contains(places.junctions[position]),
        demand: Int64((reasons[position].expectedPerYear * 1000).rounded()))
    }
    var spare: [ID<Unit>: Int] = [:]
    var auxiliaries: [ID<Unit>: Int] = [:]
    for brigade in context.brigades {
      let budget = BrigadeBudget(brigade, week: context.week)
      let posts = candidates.count { $0.brigade == brigade.unit.id }
      let perWindow = context.checkpointsPerWindow
      let beats = budget.beats(
        posts: posts, checkpoints: perWindow, limit: context.options.beatsPerBrigade)
      spare[brigade.unit.id] = budget.spareSworn(
        posts: posts, beats: beats, checkpoints: perWindow)
      auxiliaries[brigade.unit.id] = budget.auxiliaries
    }
    let strengths = PostStrengths(
      candidates, spareSworn: spare, auxiliaries: auxiliaries, office: officers)
    if let short = strengths.firstShort(candidates) {
      let brigade = context.brigade(of: places.junctions[short])
      throw .understrength(
        mode: .peak, unit: brigade?.unit.name ?? context.snapshot.organization.name, required: 2,
        available: 1)
    }
    return strengths.strength
  }

  /// Office officers in one peak: half of those who can leave the office, since each does one peak
  /// a workday, but no more than asked for.
  private var officers: Int {
    min(context.options.officePerPeak, context.workforce.offices.available / 2)
  }

  private func sponsorships(_ posts: [Post]) throws(PlanningError) -> [PostSponsorship] {
    guard !context.workforce.leaders.isEmpty else {
      throw .noLeaders(organization: context.snapshot.organization.name)
    }
    return Sponsorship.share(posts, among: context.workforce.leaders)
  }

  private func demands(for post: Post, _ numbers: inout Numbering) -> [DutyDemand] {
    windows.flatMap { window -> [DutyDemand] in
      var demands = [
        DutyDemand(
          id: numbers.next(), mode: .peak, place: .post(post.id), location: post.location,
          window: window, pool: .brigade(post.brigade), sworn: post.strength.sworn,
          auxiliary: post.strength.auxiliary)
      ]
      if post.strength.office > 0 {
        demands.append(
          DutyDemand(
            id: numbers.next(), mode: .peak, place: .post(post.id), location: post.location,
            window: window, pool: .offices, sworn: post.strength.office))
      }
      return demands
    }
  }
}

extension PlanningContext {
  /// Junctions on an expressway or arterial.
  var arterialJunctions: Set<ID<Junction>> {
    Set(roads.segments.filter { $0.roadClass <= .arterial }.flatMap { [$0.from, $0.to] })
  }

  /// Off-peak checkpoints of one brigade that stand at the same time.
  var checkpointsPerWindow: Int { (options.checkpointsPerBrigade + 1) / 2 }
}

// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Geography

/// 高峰勤务: everybody on posts at the crossings that answer most of the peak's incidents.
struct PeakPlan {
  let context: PlanningContext
  /// The plans in force; `nil` where there are none.
  let current: DutyPlanSet?
  private let windows = DutyWindow.standard(.peak)

  init(_ context: PlanningContext, current: DutyPlanSet? = nil) {
    self.context = context
    self.current = current
  }

  func plan(
    posts numbers: inout Numbering, demands: inout Numbering
  ) throws(PlanningError) -> DutyPlan {
    let inForce = current.flatMap { set in
      set[.peak].map { (junctions: $0.posts.map(\.junction), version: set.version) }
    }
    let problem = try PostProblem(context, windows: windows, current: inForce?.junctions ?? [])
    let solver = PostSolver(problem: problem, context: context, current: inForce)
    let answer = try solver.solve()
    let reasons = try PostReasons(context: context, problem: problem)
      .reasons(of: answer, windows: windows)
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
    let (offices, record) = try OfficeSharing(context: context).shares(posts)
    let marginal = try solver.marginal(
      objective: answer.record.objective, people: strengths.reduce(0) { $0 + $1.total })
    return DutyPlan(
      mode: .peak, windows: windows, posts: posts, sponsorships: sponsorships, areaTours: tours,
      demands: posts.flatMap { self.demands(for: $0, &demands) },
      solves: [answer.record] + [record].compactMap { $0 },
      evaluation: PlanEvaluator(context: context).evaluation(
        of: answer.places, windows: windows, marginal: marginal),
      edits: answer.edits, comparison: answer.comparison, officeShares: offices)
  }

  private func strengths(
    of places: PlaceReach, reasons: [PlaceReason]
  ) throws(PlanningError) -> [Strength] {
    let arterial = context.arterialJunctions
    let sizes = sizes
    let candidates = places.junctions.indices.map { position in
      PostCandidate(
        brigade: context.brigadeOfJunction[Int(places.junctions[position].rawValue)],
        isArterial: arterial.contains(places.junctions[position]),
        demand: Int64((reasons[position].expectedPerYear * 1000).rounded()),
        fixed: sizes[places.junctions[position]])
    }
    var spare: [ID<Unit>: Int] = [:]
    var auxiliaries: [ID<Unit>: Int] = [:]
    for brigade in context.brigades {
      let budget = BrigadeBudget(brigade, week: context.week)
      let own = candidates.filter { $0.brigade == brigade.unit.id }
      let perWindow = context.checkpointsPerWindow
      let beats = budget.beats(
        posts: own.count, checkpoints: perWindow, limit: context.options.beatsPerBrigade)
      spare[brigade.unit.id] = budget.spareSworn(
        posts: own.count, beats: beats, checkpoints: perWindow)
      auxiliaries[brigade.unit.id] = budget.auxiliaries
      try checkSizes(own, brigade, budget)
    }
    let office = candidates.reduce(0) { $0 + ($1.fixed?.office ?? 0) }
    guard office <= officers else {
      throw .understrength(
        mode: .peak, unit: LocalizedName(chinese: "机关", english: "the offices"),
        required: office, available: officers)
    }
    let strengths = PostStrengths(
      candidates, spareSworn: spare, auxiliaries: auxiliaries, office: officers)
    if let short = strengths.firstShort(candidates) {
      throw shortfall(at: places.junctions[short], strengths.strength[short])
    }
    return strengths.strength
  }

  /// Posts re-sized by hand, by junction.
  private var sizes: [ID<Junction>: Strength] {
    var sizes: [ID<Junction>: Strength] = [:]
    for edit in context.options.edits.of(.peak) {
      if case .resize(let junction, let strength) = edit.change { sizes[junction] = strength }
    }
    return sizes
  }

  /// Sizes set by hand must not take more than the brigade's shift has.
  private func checkSizes(
    _ posts: [PostCandidate], _ brigade: Brigade, _ budget: BrigadeBudget
  ) throws(PlanningError) {
    let sworn = posts.reduce(0) { $0 + ($1.fixed?.sworn ?? 1) }
    let auxiliary = posts.reduce(0) { $0 + ($1.fixed?.auxiliary ?? 0) }
    for (required, available) in [
      (sworn, max(budget.posts, posts.count)), (auxiliary, budget.auxiliaries),
    ] where required > available {
      throw .understrength(
        mode: .peak, unit: brigade.unit.name, required: required, available: available)
    }
  }

  private func shortfall(at junction: ID<Junction>, _ strength: Strength) -> PlanningError {
    let resized = context.options.edits.firstIndex {
      if case .resize(junction, _) = $0.change { $0.mode == .peak } else { false }
    }
    guard let resized else {
      let brigade = context.brigade(of: junction)
      return .understrength(
        mode: .peak, unit: brigade?.unit.name ?? context.snapshot.organization.name, required: 2,
        available: 1)
    }
    return .edit(
      number: resized + 1,
      reason: LocalizedName(
        chinese: "\(context.names[junction].chinese)在主干路上，至少要 2 名民警，或 1 名民警加 2 名辅警；"
          + "现为民警 \(strength.sworn + strength.office)、辅警 \(strength.auxiliary)。",
        english:
          "\(context.names[junction].english) lies on an arterial and needs 2 sworn officers, "
          + "or 1 and 2 auxiliaries; it has \(strength.sworn + strength.office) and "
          + "\(strength.auxiliary)."))
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

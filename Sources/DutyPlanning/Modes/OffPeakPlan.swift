// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Geography

/// 平峰勤务: every street in a beat with an owner, checkpoints on much-travelled ways, patrols.
struct OffPeakPlan {
  let context: PlanningContext
  /// Posts of the peak by brigade: their people are on the beats after it.
  let posts: [ID<Unit>: Int]
  /// Beats in force; their owners keep what they can.
  let current: [Beat]
  private let windows = DutyWindow.standard(.offPeak)

  init(_ context: PlanningContext, peak: DutyPlan, current: DutyPlanSet? = nil) {
    self.context = context
    self.current = current?[.offPeak]?.beats ?? []
    posts = Dictionary(grouping: peak.posts, by: \.brigade).mapValues(\.count)
  }

  func plan(_ numbers: inout PlanNumbers) throws(PlanningError) -> DutyPlan {
    let rates = context.milliIncidents(in: windows)
    var demands: [DutyDemand] = []
    var solves: [SolveRecord] = []
    let (beats, revisions) = try beats(rates, &numbers, &demands, &solves)
    let (checkpoints, edits) = try checkpoints(rates, &numbers, &demands, &solves)
    let patrols = try patrols(&numbers, &demands, &solves)
    let places = context.places(checkpoints: checkpoints, patrols: patrols)
    return DutyPlan(
      mode: .offPeak, windows: windows, beats: beats, patrols: patrols, checkpoints: checkpoints,
      demands: demands, solves: solves,
      evaluation: PlanEvaluator(context: context).evaluation(
        of: places, windows: windows, marginal: MarginalCurve.summary(places, rates: rates)),
      edits: edits, beatRevisions: current.isEmpty ? nil : revisions,
      sweep: SweepPlanner(roads: context.roads).plan(beats))
  }

  private func beats(
    _ rates: [Int64], _ numbers: inout PlanNumbers, _ demands: inout [DutyDemand],
    _ solves: inout [SolveRecord]
  ) throws(PlanningError) -> (beats: [Beat], revisions: [BeatRevision]) {
    var beats: [Beat] = []
    var revisions: [BeatRevision] = []
    for brigade in context.brigades {
      let answer = try BeatSolver(
        context: context, brigade: brigade, rates: rates,
        current: current.filter { $0.brigade == brigade.unit.id }
      ).solve(beats: try beatCount(brigade))
      solves += answer.records
      if let revision = answer.revision { revisions.append(revision) }
      for (position, segments) in answer.segments.enumerated() {
        let beat = beat(
          numbers.places.next(), position, segments, answer.owners[position], brigade, rates)
        beats.append(beat)
        demands += self.demands(for: beat, position, segments, &numbers)
      }
    }
    return (beats, revisions)
  }

  private func beatCount(_ brigade: Brigade) throws(PlanningError) -> Int {
    let budget = BrigadeBudget(brigade, week: context.week)
    let count = budget.beats(
      posts: posts[brigade.unit.id] ?? 0, checkpoints: context.checkpointsPerWindow,
      limit: context.options.beatsPerBrigade)
    guard count > 0 else {
      let needed = max(posts[brigade.unit.id] ?? 0, 1 + context.checkpointsPerWindow)
      throw .understrength(
        mode: .offPeak, unit: brigade.unit.name,
        required: 2 * (needed + brigade.stationByDay)
          + 2 * (NightTeam.sworn + brigade.stationByNight),
        available: brigade.sworn.count)
    }
    return count
  }

  private func beat(
    _ id: ID<Beat>, _ position: Int, _ segments: [Int], _ owner: Officer, _ brigade: Brigade,
    _ rates: [Int64]
  ) -> Beat {
    let roads = context.roads
    let length = segments.reduce(Int64(0)) { $0 + roads.segments[$1].lengthMillimetres }
    return Beat(
      id: id,
      name: LocalizedName(
        chinese: "\(brigade.unit.name.chinese)\(position + 1)号网格",
        english: "\(brigade.unit.name.english), beat \(position + 1)"),
      area: brigade.area, brigade: brigade.unit.id, owner: owner.id,
      segments: segments.map { roads.segments[$0].id }, lengthMetres: length / 1000,
      duties: BeatDuty.all,
      strictControlSegments: StrictControl.segments(of: segments, roads: roads, rates: rates)
        .map { roads.segments[$0].id },
      reason: context.reason(segments: segments, windows: windows, rates: rates))
  }

  /// One sworn officer on workdays and, in turn with the next beat, on one day of the weekend.
  private func demands(
    for beat: Beat, _ position: Int, _ segments: [Int], _ numbers: inout PlanNumbers
  ) -> [DutyDemand] {
    let days = DutyWindow.workdays.union([position % 2 == 0 ? .saturday : .sunday])
    let middle = context.roads.middle(of: segments[segments.count / 2])
    return windows.map { window in
      DutyDemand(
        id: numbers.demands.next(), mode: .offPeak, place: .beat(beat.id), location: middle,
        window: window.on(days), pool: .brigade(beat.brigade), sworn: 1)
    }
  }

  /// In each jurisdiction the busier half of the crossings in the forenoon, the rest after noon, on
  /// workdays; one sworn officer and two auxiliaries.
  private func checkpoints(
    _ rates: [Int64], _ numbers: inout PlanNumbers, _ demands: inout [DutyDemand],
    _ solves: inout [SolveRecord]
  ) throws(PlanningError) -> (checkpoints: [Checkpoint], edits: [EditOutcome]) {
    let answer = try CheckpointSolver(context: context, rates: rates)
      .solve(perBrigade: context.options.checkpointsPerBrigade)
    let junctions = answer.junctions
    if let record = answer.record { solves.append(record) }
    let reach = PlaceReach(
      context.roads, junctions: junctions, metres: context.options.reachMetres)
    let reasons = context.reasons(of: reach, windows: windows, rates: rates)
    var used: [ID<Unit>: Int] = [:]
    var checkpoints: [Checkpoint] = []
    for position in junctions.indices.sorted(by: {
      (reasons[$1].expectedPerYear, junctions[$0]) < (reasons[$0].expectedPerYear, junctions[$1])
    }) {
      guard let brigade = context.brigade(of: junctions[position]) else { continue }
      let turn = used[brigade.unit.id, default: 0]
      used[brigade.unit.id] = turn + 1
      let checkpoint = Checkpoint(
        id: numbers.places.next(),
        name: context.names[junctions[position]].with(chinese: "查缉点", english: ", checkpoint"),
        junction: junctions[position], location: context.roads[junctions[position]].location,
        area: brigade.area, brigade: brigade.unit.id,
        window: windows[turn % 2].on(DutyWindow.workdays),
        strength: Strength(sworn: 1, auxiliary: auxiliaries(brigade)),
        reason: reasons[position])
      checkpoints.append(checkpoint)
      demands.append(checkpoint.demand(numbers.demands.next(), pool: .brigade(brigade.unit.id)))
    }
    return (checkpoints.sorted { $0.id < $1.id }, answer.edits)
  }

  /// Two auxiliaries where the shift has them.
  private func auxiliaries(_ brigade: Brigade) -> Int {
    min(
      2,
      BrigadeBudget(brigade, week: context.week).auxiliaries / max(1, context.checkpointsPerWindow))
  }

  private func patrols(
    _ numbers: inout PlanNumbers, _ demands: inout [DutyDemand], _ solves: inout [SolveRecord]
  ) throws(PlanningError) -> [Patrol] {
    var patrols: [Patrol] = []
    for window in windows {
      patrols += try context.patrols(
        window: window, teams: context.workforce.specialService.map(\.teamsByDay), &numbers,
        &demands, &solves)
    }
    return patrols
  }
}

/// The running numbers of a set of plans.
struct PlanNumbers {
  var places = Numbering()
  var demands = Numbering()

  init() {}

  /// Goes on after the highest numbers of some plans.
  init(after plans: DutyPlanSet) {
    let used = plans.plans.flatMap { plan in
      plan.posts.map(\.id.rawValue) + plan.beats.map(\.id.rawValue)
        + plan.patrols.map(\.id.rawValue) + plan.checkpoints.map(\.id.rawValue)
    }
    places = Numbering(after: used.max() ?? 0)
    demands = Numbering(after: plans.plans.flatMap(\.demands).map(\.id.rawValue).max() ?? 0)
  }
}

extension Checkpoint {
  func demand(
    _ id: DutyDemand.ID, pool: DutyPool, skills: [Skill: Int] = [:]
  ) -> DutyDemand {
    DutyDemand(
      id: id, mode: window.mode, place: .checkpoint(self.id), location: location, window: window,
      pool: pool, sworn: strength.sworn, auxiliary: strength.auxiliary, skills: skills)
  }
}

extension PlanningContext {
  /// The patrols of one window with their demands and records.
  func patrols(
    window: DutyWindow, teams: [Int], _ numbers: inout PlanNumbers,
    _ demands: inout [DutyDemand], _ solves: inout [SolveRecord]
  ) throws(PlanningError) -> [Patrol] {
    let answer = try PatrolSolver(
      context: self, window: window, rates: milliIncidents(in: [window])
    ).solve(teams: teams, numbers: &numbers.places)
    solves += answer.records
    for patrol in answer.patrols {
      guard let first = patrol.stops.first else { continue }
      let squadron = workforce.specialService.first { $0.unit.id == patrol.unit }
      let auxiliaries = squadron?.auxiliariesPerTeam ?? 0
      demands.append(
        DutyDemand(
          id: numbers.demands.next(), mode: window.mode, place: .patrol(patrol.id),
          location: first.location, window: window, pool: .specialService(patrol.unit),
          sworn: PatrolSolver.riders, auxiliary: auxiliaries,
          skills: [.motorcycle: PatrolSolver.riders + auxiliaries], vehicle: patrol.vehicle))
    }
    return answer.patrols
  }

  /// The junctions of checkpoints and patrol stops, each once, with their streets.
  func places(checkpoints: [Checkpoint], patrols: [Patrol]) -> PlaceReach {
    let junctions = Set(
      checkpoints.map(\.junction) + patrols.flatMap { $0.stops.map(\.junction) })
    return PlaceReach(roads, junctions: junctions.sorted(), metres: options.reachMetres)
  }
}

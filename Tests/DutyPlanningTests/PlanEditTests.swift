// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Foundation
import Geography
import IncidentAnalysis
import TestSupport
import Testing

@testable import DutyPlanning

@Suite("Changes by hand")
struct PlanEditTests {
  let sample: PlannedSample
  let peak: DutyPlan

  init() throws {
    sample = try PlannedSample.shared()
    peak = sample[.peak]
  }

  private func edit(_ change: PlanEdit.Change, mode: DutyMode = .peak) throws -> PlanEdit {
    PlanEdit(
      mode: mode, change: change, person: "010203",
      time: try #require(CivilTime("2018-01-02T08:30")), reason: "学校周边施工")
  }

  private func replanned(
    _ edits: [PlanEdit], change: ChangeRule? = nil, current: DutyPlanSet? = nil
  ) throws -> DutyPlan {
    var options = PlannedSample.options()
    options.candidates = 60
    options.edits = edits
    options.change = change
    try options.edits.check(sample.snapshot.roads)
    var (posts, demands) = (Numbering(), Numbering())
    return try PeakPlan(sample.context(options), current: current)
      .plan(posts: &posts, demands: &demands)
  }

  /// A crossing that the plan does not hold, of a brigade that holds some.
  private var idle: ID<Junction> {
    get throws {
      let context = try sample.context(PlannedSample.options())
      let held = Set(peak.posts.map(\.junction))
      let brigade = try #require(peak.posts.first?.brigade)
      return try #require(
        sample.risk.hotJunctions(of: sample.snapshot.roads, in: peak.windows.bands).last {
          !held.contains($0.junction)
            && context.brigadeOfJunction[Int($0.junction.rawValue)] == brigade
        }?.junction)
    }
  }

  @Test("A pin stands, a ban holds, and each tells what it costs by two proven solves")
  func pinAndForbid() throws {
    let banned = try #require(
      peak.posts.max { $0.reason.onlyHerePerYear ?? 0 < $1.reason.onlyHerePerYear ?? 0 })
    let pinned = try idle
    let plan = try replanned([try edit(.pin(pinned)), try edit(.forbid(banned.junction))])
    #expect(plan.posts.contains { $0.junction == pinned })
    #expect(!plan.posts.contains { $0.junction == banned.junction })
    let outcomes = try #require(plan.edits)
    #expect(outcomes.count == 2)
    for outcome in outcomes {
      #expect(outcome.isProven && outcome.cost >= 0)
      #expect(outcome.objectiveWith == plan.solves.first?.objective)
      #expect(outcome.boundWithout == outcome.objectiveWithout)
    }
    // Without the ban alone, the plan with the pin: solve that by itself.
    let alone = try replanned([try edit(.pin(pinned))])
    #expect(outcomes[1].objectiveWithout == alone.solves.first?.objective)
    #expect(outcomes[1].cost > 0)
  }

  @Test("A move is a ban and a pin in one; a re-sized post has just the people it was given")
  func moveAndResize() throws {
    let from = peak.posts[0].junction
    let to = try idle
    let other = peak.posts[5].junction
    let plan = try replanned([
      try edit(.move(from: from, to: to)),
      try edit(.resize(other, Strength(sworn: 2, auxiliary: 2, office: 1))),
    ])
    #expect(!plan.posts.contains { $0.junction == from })
    #expect(plan.posts.contains { $0.junction == to })
    #expect(
      plan.posts.first { $0.junction == other }?.strength
        == Strength(sworn: 2, auxiliary: 2, office: 1))
    #expect(plan.posts.count == PlannedSample.posts)
  }

  @Test("What no plan can obey, or nobody signed, is refused with the edit's number")
  func refusals() throws {
    let roads = sample.snapshot.roads
    let place = peak.posts[0].junction
    func refused(_ edits: [PlanEdit]) -> PlanningError? {
      do {
        try edits.check(roads)
        return nil
      } catch {
        return error
      }
    }
    func isEdit(_ number: Int, _ error: PlanningError?) -> Bool {
      if case .edit(number, _) = error { true } else { false }
    }
    #expect(isEdit(1, refused([try edit(.pin(ID(rawValue: 10_000_000)))])))
    #expect(isEdit(1, refused([try edit(.pin(place)), try edit(.forbid(place))])))
    #expect(isEdit(2, refused([try edit(.pin(place)), try edit(.pin(place))])))
    #expect(isEdit(1, refused([try edit(.pin(place), mode: .special)])))
    #expect(isEdit(1, refused([try edit(.resize(place, Strength(sworn: 0)))])))
    var unsigned = try edit(.pin(place))
    unsigned.reason = " "
    #expect(isEdit(1, refused([unsigned])))
    let crossings = sample.snapshot.roads.junctions.filter { $0.degree >= 3 }
    let many = try crossings.prefix(PlannedSample.posts + 1).map { try edit(.pin($0.id)) }
    #expect(throws: PlanningError.self) { try replanned(many) }
    #expect(throws: PlanningError.self) {
      try replanned([try edit(.resize(place, Strength(sworn: 20)))])
    }
  }

  @Test("An edit is one flat object in a file, and reads back as it was")
  func coding() throws {
    let edits = [
      try edit(.pin(ID(rawValue: 3))), try edit(.move(from: ID(rawValue: 4), to: ID(rawValue: 5))),
      try edit(.resize(ID(rawValue: 6), Strength(sworn: 2, auxiliary: 1))),
    ]
    let data = try JSONEncoder().encode(edits)
    #expect(try JSONDecoder().decode([PlanEdit].self, from: data) == edits)
    let object = try #require(
      JSONSerialization.jsonObject(with: data) as? [[String: Any]])
    #expect(object[1]["change"] as? String == "move" && object[1]["to"] as? Int == 5)
    #expect(object[0]["time"] as? String == "2018-01-02T08:30")
  }

  @Test("With the plan in force, a limit on moves is kept and each step names what moves")
  func staysClose() throws {
    var inForce = sample.plans
    let drop = Set(peak.posts.prefix(8).map(\.junction))
    let others = try replanned(try drop.sorted().map { try edit(.forbid($0)) })
    inForce.plans[0] = others
    let free = try replanned([], current: inForce)
    let comparison = try #require(free.comparison)
    #expect(comparison.currentPlaces == PlannedSample.posts)
    #expect(comparison.steps.last?.objective == free.solves.first?.objective)
    let first = try #require(comparison.steps.first)
    #expect(first.moves == 0 && first.left.isEmpty && free.solves.first?.status == .optimal)
    #expect(abs(first.objective - comparison.currentObjective) < 1e-9)
    for (less, more) in zip(comparison.steps, comparison.steps.dropFirst()) {
      #expect(less.moves < more.moves && less.objective < more.objective)
      #expect(less.objective <= less.bound && more.left.count == more.moves)
    }
    let limited = try replanned([], change: .limit(2), current: inForce)
    let old = Set(others.posts.map(\.junction))
    #expect(limited.posts.count { !old.contains($0.junction) } <= 2)
    let own = try #require(limited.solves.first?.objective)
    #expect(own > comparison.currentObjective && own <= free.solves.first?.objective ?? 0)
    let costly = try replanned([], change: .penalty(1e6), current: inForce)
    #expect(costly.posts.map(\.junction) == others.posts.map(\.junction))
  }

  @Test("Every post says what only it answers and what the next best crossing would lose")
  func alternatives() {
    for post in peak.posts {
      #expect((post.reason.onlyHerePerYear ?? -1) <= post.reason.expectedPerYear + 1e-9)
      #expect(post.reason.alternative.map { $0.lossPerYear >= 0 } == true)
      #expect(!peak.posts.contains { $0.junction == post.reason.alternative?.junction })
    }
  }
}

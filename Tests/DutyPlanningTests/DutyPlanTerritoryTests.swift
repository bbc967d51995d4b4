// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation
import Geography
import TestSupport
import Testing

@testable import DutyPlanning

@Suite("A plan's part for a territory")
struct DutyPlanTerritoryTests {
  private static let reason = PlaceReason(
    incidents: [], expectedPerYear: 1, segments: [], leadingKinds: [])
  private static let window = DutyWindow(
    name: "day", mode: .special, weekdays: [.monday], startMinute: 420, endMinute: 540)

  private static func post(_ id: Int64, _ junction: Int64, _ brigade: Int64) -> Post {
    Post(
      id: ID(rawValue: id), name: LocalizedName(chinese: "岗\(id)", english: "Post \(id)"),
      junction: ID(rawValue: junction), location: GridCity.location(row: 1, column: 1), area: 1,
      brigade: ID(rawValue: brigade), strength: Strength(sworn: 2), reason: reason)
  }

  private static func demand(_ id: Int64, at place: DutyPlace, _ pool: DutyPool) -> DutyDemand {
    DutyDemand(
      id: ID(rawValue: id), mode: .special, place: place,
      location: GridCity.location(row: 1, column: 1), window: window, pool: pool, sworn: 2)
  }

  private static func patrol(_ id: Int64, unit: Int64, at junctions: [Int64]) -> Patrol {
    Patrol(
      id: ID(rawValue: id), name: LocalizedName(chinese: "巡\(id)", english: "Patrol \(id)"),
      area: 1,
      unit: ID(rawValue: unit), vehicle: .patrolMotorcycle,
      stops: junctions.map {
        Patrol.Stop(
          junction: ID(rawValue: $0), location: GridCity.location(row: 1, column: 1),
          arrivalMinute: 0, dwellMinutes: 10)
      }, reason: reason)
  }

  private static let plan = DutyPlan(
    mode: .special, windows: [window], posts: [post(1, 1, 2), post(2, 2, 4), post(3, 3, 4)],
    patrols: [
      patrol(1, unit: 7, at: [2, 3]), patrol(2, unit: 7, at: [3, 1]), patrol(3, unit: 2, at: [2]),
    ],
    sponsorships: [
      PostSponsorship(leader: 1, posts: [1, 2]), PostSponsorship(leader: 2, posts: [2]),
    ],
    areaTours: [AreaTour(leader: 1, area: 1, posts: [2, 1])],
    demands: [
      demand(1, at: .post(1), .brigade(2)), demand(2, at: .post(2), .brigade(4)),
      demand(3, at: .post(3), .brigade(2)), demand(4, at: .post(3), .brigade(4)),
      demand(5, at: .patrol(1), .specialService(7)),
    ], solves: [],
    evaluation: PlanEvaluation(
      heldOutIncidents: 1, coveredIncidents: 1, coveredByCountBaseline: 0, marginal: []),
    officeShares: [
      OfficeShare(office: 6, post: 1, people: 1, travelSeconds: 60),
      OfficeShare(office: 6, post: 2, people: 1, travelSeconds: 60),
    ])

  private static func part(_ units: Set<ID<DutyModel.Unit>>) -> DutyPlan {
    plan.limited(to: units) { junction in [junction == 1 ? 2 : 4] }
  }

  @Test("holds own ground, posts that own people fill elsewhere, and patrols that ride through")
  func places() {
    let part = Self.part([2])
    #expect(part.posts.map(\.id) == [1, 3])
    // Patrol 1 stays on foreign ground; patrol 3 is the brigade's own.
    #expect(part.patrols.map(\.id) == [2, 3])
    #expect(part.demands.map(\.id) == [1, 3, 4])
    #expect(part.windows == Self.plan.windows && part.evaluation == Self.plan.evaluation)
  }

  @Test("leaves nothing that names a foreign post")
  func leaders() {
    let part = Self.part([2])
    #expect(part.sponsorships.map(\.posts) == [[1]])
    #expect(part.areaTours.map(\.posts) == [[1]])
    #expect(part.officeShares?.map(\.post) == [1])
    let none = Self.part([9])
    #expect(none.places.isEmpty && none.demands.isEmpty && none.sponsorships.isEmpty)
    #expect(none.areaTours.isEmpty && none.officeShares == [])
  }
}

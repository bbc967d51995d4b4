// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel

/// Patrol cars for the fixed places of a brigade: one a place, the places with the highest demand
/// first, as far as the brigade's cars and drivers go in one window.
///
/// Off unless `PlanningOptions.carModes` asks for it. A driver is a sworn officer; half of those
/// there are may be off duty, so a window gets a car for every second driver at most.
struct PatrolCars {
  private let carsOfBrigade: [ID<Unit>: Int]

  init(_ organization: Organization, brigades: [Brigade]) {
    var limits: [ID<Unit>: Int] = [:]
    for brigade in brigades {
      let units = Set(brigade.squadrons.map(\.id) + [brigade.unit.id])
      let cars = organization.vehicles.count { $0.kind == .patrolCar && units.contains($0.unit) }
      let drivers = brigade.sworn.count { $0.skills.contains(.patrolCarDriver) }
      limits[brigade.unit.id] = min(cars, drivers / 2)
    }
    carsOfBrigade = limits
  }

  /// The demands in their order, those that get a car changed.
  func assigned(to plan: DutyPlan) -> DutyPlan {
    var plan = plan
    var left: [Share: Int] = [:]
    for position in byDemand(plan) {
      let demand = plan.demands[position]
      guard let brigade = Self.brigade(of: demand), demand.sworn > 0, demand.vehicle == nil
      else { continue }
      let share = Share(brigade: brigade, window: demand.window)
      guard left[share, default: carsOfBrigade[brigade] ?? 0] > 0 else { continue }
      left[share, default: carsOfBrigade[brigade] ?? 0] -= 1
      plan.demands[position].vehicle = .patrolCar
      plan.demands[position].skills[.patrolCarDriver] = 1
    }
    return plan
  }

  private struct Share: Hashable {
    var brigade: ID<Unit>
    var window: DutyWindow
  }

  /// Positions of the demands, those of the places with most expected incidents first.
  private func byDemand(_ plan: DutyPlan) -> [Int] {
    let posts = plan.posts.map { (DutyPlace.post($0.id), $0.reason.expectedPerYear) }
    let checks = plan.checkpoints.map { (DutyPlace.checkpoint($0.id), $0.reason.expectedPerYear) }
    let expected = Dictionary(posts + checks) { first, _ in first }
    return plan.demands.indices.filter { expected[plan.demands[$0].place] != nil }.sorted {
      let (first, second) = (plan.demands[$0], plan.demands[$1])
      return (-(expected[first.place] ?? 0), first.id) < (-(expected[second.place] ?? 0), second.id)
    }
  }

  private static func brigade(of demand: DutyDemand) -> ID<Unit>? {
    switch demand.pool {
    case .brigade(let brigade), .nightRotation(let brigade): brigade
    case .offices, .specialService: nil
    }
  }
}

// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Testing

@testable import DutyPlanning

@Suite("Patrol cars at fixed places")
struct PatrolCarTests {
  @Test("no window takes more cars than its brigade has, and the busiest posts come first")
  func shared() throws {
    let sample = try PlannedSample.shared()
    let context = try sample.context(PlannedSample.options())
    let cars = PatrolCars(sample.snapshot.organization, brigades: context.brigades)
    let before = sample[.peak]
    let plan = cars.assigned(to: before)
    #expect(before.demands.allSatisfy { $0.vehicle == nil })
    var used: [String: Int] = [:]
    for demand in plan.demands where demand.vehicle != nil {
      #expect(demand.vehicle == .patrolCar)
      #expect(demand.skills[.patrolCarDriver] == 1)
      guard case .brigade(let brigade) = demand.pool else {
        Issue.record("\(demand.pool) has no cars.")
        continue
      }
      used["\(brigade) \(demand.window.name)", default: 0] += 1
      let expected = try expected(at: demand, in: plan)
      for other in plan.demands
      where other.pool == demand.pool && other.window == demand.window && other.vehicle == nil {
        #expect(try self.expected(at: other, in: plan) <= expected)
      }
    }
    #expect(!used.isEmpty)
    for (key, count) in used {
      let brigade = try #require(context.brigades.first { key.hasPrefix("\($0.unit.id) ") })
      let units = Set(brigade.squadrons.map(\.id) + [brigade.unit.id])
      let owned = sample.snapshot.organization.vehicles.count {
        $0.kind == .patrolCar && units.contains($0.unit)
      }
      #expect(count <= owned, "\(key)")
    }
  }

  private func expected(at demand: DutyDemand, in plan: DutyPlan) throws -> Double {
    let post = plan.posts.first { .post($0.id) == demand.place }
    return try #require(post).reason.expectedPerYear
  }
}

// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import DutyPlanning
import Operations
import TestSupport
import Testing

@Suite("The replay of inspections")
struct InspectionReplayTests {
  private func entries(seed: UInt64, days: Int = 14) throws -> [DutyEventEntry] {
    var settings = InspectionReplaySettings()
    settings.notMetPerThousand = 300
    let first = GridDay.date.adding(days: 1 - GridDay.date.weekday.rawValue)
    return try InspectionReplay(
      snapshot: GridCity.snapshot(incidents: GridDay.incidents), plans: GridDay.plans, seed: seed,
      settings: settings
    ).entries(in: first...first.adding(days: days - 1))
  }

  @Test("is the same for a seed and another for another, in order of time, all of it marked")
  func repeats() throws {
    let once = try entries(seed: 5)
    #expect(try entries(seed: 5) == once)
    #expect(try entries(seed: 6) != once)
    #expect(zip(once, once.dropFirst()).allSatisfy { $0.instant <= $1.instant })
    #expect(once.allSatisfy { $0.isSimulated })
    #expect(!once.isEmpty)
  }

  @Test("takes every finding to its end through the finding's own machine")
  func findings() throws {
    var findings: [ID<InspectionFinding>: InspectionFinding] = [:]
    for entry in try entries(seed: 7) {
      switch entry.content {
      case .inspection(.findingRaised(let id, let notice)):
        #expect(findings[id] == nil)
        findings[id] = InspectionFinding(id: id, notice: notice)
      case .inspection(.findingMoved(let id, let event)):
        _ = try findings[id]?.apply(event)
      default: break
      }
    }
    #expect(!findings.isEmpty)
    for finding in findings.values {
      #expect(["signedOff", "withdrawn"].contains(finding.state.key), "\(finding.state.key)")
    }
  }

  @Test("goes only where and when the plan has somebody")
  func held() throws {
    let clock = GridCity.snapshot(incidents: GridDay.incidents).organization.clock
    for case .inspection(.visit(let visit)) in try entries(seed: 8).map(\.content) {
      let time = clock.civilTime(of: visit.at)
      let demands = (GridDay.plans[visit.mode]?.demands ?? []).filter { $0.place == visit.place }
      #expect(
        demands.contains { demand in
          [time.date, time.date.adding(days: -1)].contains {
            GridDay.plans.interval(of: demand, on: $0)?.contains(time) ?? false
          }
        }, "\(visit.place) at \(time)")
    }
  }
}

// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel
import TestSupport
import Testing

@Suite("A campaign")
struct CampaignTests {
  static func campaign() throws -> Campaign {
    let name = LocalizedName(chinese: "道路三乱整治", english: "streets")
    let grids = try (1...3).map { try #require(GridCode("37070500100100\($0)")) }
    return Campaign(
      id: 1, name: name, period: SampleDesk.at(0)..<SampleDesk.at(100),
      tasks: [
        .init(name: name, unit: 301, targets: grids.map { .grid($0) }),
        .init(name: name, unit: 400, targets: [.street(7, lengthMillimetres: 100_000)]),
      ])
  }

  @Test("proves what was gone over, and lists what is missing")
  func coverage() throws {
    let campaign = try Self.campaign()
    guard case .grid(let first) = campaign.tasks[0].targets[0],
      case .grid(let second) = campaign.tasks[0].targets[1]
    else { return }
    let coverage = SweepCoverage(
      campaign,
      visits: [
        SweepVisit(unit: 301, at: SampleDesk.at(9), extent: .grid(first), cases: [5, 4]),
        SweepVisit(unit: 301, at: SampleDesk.at(3), extent: .grid(first), cases: [4]),
        // Too late, and by a body that has not this task.
        SweepVisit(unit: 301, at: SampleDesk.at(100), extent: .grid(second)),
        SweepVisit(unit: 400, at: SampleDesk.at(5), extent: .grid(second)),
        SweepVisit(unit: 400, at: SampleDesk.at(5), extent: .street(7, 0..<50_000)),
        SweepVisit(unit: 400, at: SampleDesk.at(6), extent: .street(7, 30_000..<80_000)),
      ])
    #expect(!coverage.isComplete && coverage.covered == (1, 4))
    #expect(coverage.missing.map(\.task) == [0, 0, 1])
    #expect(coverage.results[0].firstVisit == SampleDesk.at(3))
    #expect(coverage.results[3].share == 0.8 && coverage.idleVisits == 2)
    #expect(coverage.cases == [4, 5])
  }

  @Test("is complete when stretches of a street add up, however they overlap")
  func stretches() throws {
    let campaign = Campaign(
      id: 1, name: LocalizedName(chinese: "", english: ""),
      period: SampleDesk.at(0)..<SampleDesk.at(9),
      tasks: [
        .init(
          name: LocalizedName(chinese: "", english: ""), unit: 1,
          targets: [.street(7, lengthMillimetres: 100)])
      ])
    let visits = [(60, 200), (0, 40), (10, 30), (35, 61)].map { from, until in
      SweepVisit(
        unit: 1, at: SampleDesk.at(1), extent: .street(7, Int64(from)..<Int64(until)))
    }
    #expect(SweepCoverage(campaign, visits: visits).results[0].share == 1)
    #expect(SweepCoverage(campaign, visits: Array(visits.dropFirst())).results[0].share == 0.61)
    #expect(SweepCoverage(campaign, visits: []).results[0].share == 0)
  }
}

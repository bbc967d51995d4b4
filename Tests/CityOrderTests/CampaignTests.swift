// SPDX-License-Identifier: Apache-2.0

import CityData
import CityOrder
import DutyModel
import Geography
import Operations
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

  @Test("hands a case on the carriageway to the brigade, and takes back what was done")
  func referral() throws {
    let network = GridCity.snapshot(incidents: []).roads
    let street = try #require(network.shapePoints.first)
    let referral = BrigadeReferral(
      rules: [
        .init(
          code: try SampleDesk.code(), roadUser: .motor,
          violation: try #require(ViolationCode("1039")))
      ], streets: SegmentIndex(network))
    func filed(_ place: Coordinate?, _ code: String = "E0102") throws -> CityCase {
      var report = try SampleDesk.report()
      report.place = place
      report.code = try SampleDesk.code(code)
      return try CityCase(
        id: 1,
        CaseEvent(by: SampleDesk.collector, at: SampleDesk.at(0), .report(report, deadline: nil)))
    }
    let officer = Handler(officer: 1, status: .sworn, unit: 2, isOfficeStaff: false)
    func observed(_ one: CityCase) -> ViolationCase.Observation? {
      referral.observation(of: one, acceptedBy: officer, at: SampleDesk.at(1), mode: .offPeak)
    }
    let observation = try #require(observed(try filed(street)))
    #expect(observation.code.text == "1039" && observation.roadUser == .motor)
    var far = street
    far.latitude += 0.01
    #expect(observed(try filed(far)) == nil)
    #expect(observed(try filed(nil)) == nil)
    #expect(observed(try filed(street, "E0501")) == nil)

    var violation = ViolationCase(id: 1, observation: observation)
    #expect(BrigadeReferral.outcome(of: violation) == nil)
    _ = try violation.apply(.intervene(.dissuasion, by: officer, at: SampleDesk.at(2)))
    #expect(BrigadeReferral.outcome(of: violation) == .dissuaded)
  }
}

// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Geography
import IncidentAnalysis
import TestSupport
import Testing

@testable import DutyPlanning

@Suite("How fast a plan's people would be there")
struct ResponseTests {
  /// Two units, one street each; a third street is nearer to the first.
  private func replay(sceneMinutes: Int = 30) -> IncidentReplay {
    let occasion = DutyOccasion(
      weekdays: DutyWindow.workdays,
      window: DutyWindow(
        name: "", mode: .peak, weekdays: DutyWindow.workdays, startMinute: 420, endMinute: 540),
      junctions: [ID(rawValue: 0), ID(rawValue: 1)])
    return IncidentReplay(
      occasions: [occasion], minutes: [[[2, 9, 4], [8, 3, 5]]], sceneMinutes: sceneMinutes)
  }

  private func incident(_ id: Int64, _ time: String, street: Int64) throws -> LocatedIncident {
    LocatedIncident(
      incident: Incident(
        id: ID(rawValue: id), time: try #require(CivilTime(time)),
        location: Coordinate(latitude: 0, longitude: 0), kind: "k", severity: .damage),
      segment: ID(rawValue: street), distanceMillimetres: 0, offsetMillimetres: 0)
  }

  @Test(
    "The nearest free unit goes; who is busy stays away; with nobody free the first to be there")
  func dispatch() throws {
    // 2018-01-02 is a Tuesday.
    let outcomes = replay().outcomes(
      of: [
        try incident(1, "2018-01-02T07:00", street: 0),
        try incident(2, "2018-01-02T07:10", street: 2),
        try incident(3, "2018-01-02T07:20", street: 2),
        try incident(4, "2018-01-02T12:00", street: 2),
        try incident(5, "2018-01-06T07:00", street: 2),
        try incident(6, "2018-01-03T08:59", street: 1),
      ], covered: [0, 1])
    // Unit 0 is busy until 7:32, unit 1 until 7:45: the third call waits for unit 0, 12 + 4 minutes.
    #expect(outcomes.map(\.minutes) == [2, 5, 16, 3])
    #expect(outcomes.map(\.isCovered) == [true, false, false, true])
  }

  @Test("Figures of a replay are those of its outcomes, inside their intervals")
  func bootstrap() throws {
    let first = try #require(CivilDate("2018-01-01"))
    let span = DateSpan(first: first, last: first.adding(days: 99))
    let outcomes = (0..<200).map { number -> IncidentReplay.Outcome in
      let day = first.day + Int64(number % 100)
      return .init(day: day, minutes: Double(number % 20), isCovered: number % 4 == 0)
    }
    let bootstrap = ReplayBootstrap(outcomes, days: span, target: 10)
    let result = bootstrap.result(using: SeededGenerator(seed: 3))
    #expect(result.incidents == 200 && result.days == 100)
    #expect(result.meanMinutes.value == 9.5 && result.ninetiethPercentileMinutes.value == 17)
    #expect(result.shareWithinTarget.value == 0.55 && result.coveredShare.value == 0.25)
    for estimate in [result.meanMinutes, result.shareWithinTarget, result.coveredShare] {
      #expect(estimate.lower < estimate.value && estimate.value < estimate.upper)
    }
    #expect(bootstrap.result(using: SeededGenerator(seed: 3)) == result)
    #expect(
      ReplayBootstrap([], days: span, target: 10).result(using: SeededGenerator(seed: 3)).incidents
        == 0)
  }

  @Test("Every plan of the sample city says how fast, by a solved model and by a replay")
  func plans() throws {
    let sample = try PlannedSample.shared()
    for plan in sample.plans.plans {
      let response = try #require(plan.evaluation.response, "\(plan.mode)")
      #expect(response.model.isConverged && response.model.residual <= 1e-11)
      #expect(response.model.meanMinutes > 0)
      #expect(response.model.meanMinutes <= response.model.ninetiethPercentileMinutes)
      #expect(response.model.greatestWorkload < 1 && response.model.meanWorkload > 0)
      #expect((0...1).contains(response.model.shareWithinTarget))
      #expect(response.replay.meanMinutes.value >= 0)
      guard plan.mode == .peak else { continue }
      // Posts cover the same streets whether counted or replayed.
      #expect(response.replay.incidents == plan.evaluation.heldOutIncidents)
      let share =
        Double(plan.evaluation.coveredIncidents) / Double(plan.evaluation.heldOutIncidents)
      #expect(abs(response.replay.coveredShare.value - share) < 1e-9)
      #expect(response.units == plan.posts.count)
    }
  }

  @Test("Every grid has its minutes to the nearest place on duty, in every mode but special")
  func floor() throws {
    let sample = try PlannedSample.shared()
    for plan in sample.plans.plans where plan.mode != .special {
      let floor = try #require(plan.evaluation.floor)
      #expect(floor.grids.map(\.beat) == sample[.offPeak].beats.map(\.id))
      #expect(floor.below.allSatisfy { ($0.minutes ?? .infinity) > 15 })
      // Somebody is on every beat by day.
      if plan.mode == .offPeak { #expect(floor.below.isEmpty) }
    }
    #expect(sample[.special].evaluation.floor == nil)
  }
}

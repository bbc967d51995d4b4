// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Operations
import Stores
import Supervision
import TestSupport
import Testing

@Suite("A scorecard from stored events")
struct StoredScorecardTests {
  private static let period = CivilInterval(
    start: CivilTime(date: GridDay.date), end: CivilTime(date: GridDay.date.adding(days: 1)))

  private static func entries(seed: UInt64) throws -> [DutyEventEntry] {
    var settings = ReplaySettings()
    settings.unexplainedAbsencePerThousand = 300
    settings.secondsPerIntervention = [.peak: 40, .offPeak: 60, .night: 120]
    let replay = DayReplay(
      snapshot: GridCity.snapshot(incidents: GridDay.incidents), plans: GridDay.plans,
      roster: GridDay.roster(), seed: seed, settings: settings)
    return try replay.run(on: GridDay.date).entries
  }

  @Test(
    "read row by row and counted, is that of the events in memory, for seeds printed with the failure",
    arguments: Backend.databases, [UInt64(1), 2, 3])
  func equal(backend: Backend, seed: UInt64) async throws {
    let dimensions = Set(KPIDimension.allCases)
    let snapshot = GridCity.snapshot(incidents: GridDay.incidents)
    let entries = try Self.entries(seed: seed)
    try await backend.withStore { database async throws in
      try await SchemaUpgrade().apply(to: database, at: Instant(milliseconds: 0))
      let log = SQLDutyEventLog(database)
      let events = try await log.append(entries)
      let reader = try DutyFactsReader(
        plan: GridDay.plans, roster: GridDay.roster(), snapshot: snapshot, period: Self.period,
        dimensions: dimensions, detail: .sums)
      let facts = try await log.fold(in: reader.reach, into: reader) { try $0.take($1) }.facts()
      let whole = try Supervisor().scorecard(
        plan: GridDay.plans, roster: GridDay.roster(), events: events, snapshot: snapshot,
        period: Self.period, by: dimensions)
      #expect(Supervisor().scorecard(of: facts) == whole, "seed \(seed)")
      let interventions = try #require(whole.result("interventions")?.numerator)
      #expect(interventions > 100, "seed \(seed)")
      #expect(facts.violations.count < Int(interventions) / 2, "seed \(seed)")
    }
  }
}

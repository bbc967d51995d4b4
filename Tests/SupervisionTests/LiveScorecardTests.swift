// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Foundation
import Operations
import Supervision
import TestSupport
import Testing

@Suite("Figures kept up to date by the event")
struct LiveScorecardTests {
  /// A busy day of the small city: the replay's events, and incidents of the day itself.
  static func events(seed: UInt64) throws -> [DutyEvent] {
    var snapshot = SmallDay.snapshot
    let today = CivilTime(date: SmallDay.date, minuteOfDay: 425)
    snapshot.incidents += (0..<6).map {
      GridCity.incident(
        Int64(1000 + $0), on: $0, at: today.adding(minutes: 7 * $0))
    }
    var settings = ReplaySettings()
    settings.unexplainedAbsencePerThousand = 500
    settings.secondsPerIntervention = [.peak: 60, .offPeak: 90]
    let replay = DayReplay(
      snapshot: snapshot, plans: SmallDay.plans, roster: SmallDay.roster, seed: seed,
      settings: settings)
    return try SmallDay.events(try replay.run(on: SmallDay.date).entries)
  }

  @Test(
    "equal a recomputation after every event, for seeds printed with the failure",
    arguments: [UInt64(1), 2, 3, 4, 5, 6, 7, 8])
  func equal(seed: UInt64) throws {
    let events = try Self.events(seed: seed)
    let dimensions = Set(KPIDimension.allCases)
    var live = try LiveScorecard(
      plan: SmallDay.plans, roster: SmallDay.roster, snapshot: SmallDay.snapshot,
      period: SmallDay.period, policy: ScorecardTests.near, dimensions: dimensions)
    let supervisor = Supervisor(kpis: LiveScorecard.kpis, policy: ScorecardTests.near)
    let start = SmallDay.clock.instant(of: SmallDay.period.start)
    var compared = 0
    for (position, event) in events.enumerated() {
      try live.take(event)
      let so = Array(events[...position])
      guard so.contains(where: { $0.instant >= start }),
        position % 7 == 0 || position == events.count - 1
      else { continue }
      let whole = try supervisor.scorecard(
        plan: SmallDay.plans, roster: SmallDay.roster, events: so, snapshot: SmallDay.snapshot,
        period: SmallDay.period, by: dimensions)
      let kept = live.results()
      let different = zip(kept, whole.results).first { $0 != $1 }
      #expect(kept.count == whole.results.count, "seed \(seed), event \(position)")
      #expect(
        different == nil, "seed \(seed), event \(position): \(String(describing: different))")
      compared += 1
    }
    #expect(compared > 5, "seed \(seed)")
    #expect(events.contains { $0.kind == .incidentMoved }, "seed \(seed)")
  }

  @Test("refuse an event that the rules forbid and stay as they were")
  func refused() throws {
    var live = try LiveScorecard(
      plan: SmallDay.plans, roster: SmallDay.roster, snapshot: SmallDay.snapshot,
      period: SmallDay.period)
    let before = live.results()
    let events = try SmallDay.events([SmallDay.attendance(1, .finish(at: SmallDay.at(8)))])
    #expect(throws: SupervisionError.self) { try live.take(events[0]) }
    #expect(live.results() == before)
  }
}

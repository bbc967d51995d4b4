// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import DutyPlanning
import Geography
import Operations
import Rostering
import TestSupport
import Testing

@Suite("The replay of a day")
struct DayReplayTests {
  static func replay(seed: UInt64 = 7, incidents: [LocatedIncident] = GridDay.incidents)
    -> DayReplay
  {
    DayReplay(
      snapshot: GridCity.snapshot(incidents: incidents), plans: GridDay.plans,
      roster: GridDay.roster(), seed: seed)
  }

  @Test("gives the same day for the same seed and another for another")
  func deterministic() throws {
    let first = try Self.replay().run(on: GridDay.date)
    #expect(try Self.replay().run(on: GridDay.date) == first)
    #expect(try Self.replay(seed: 8).run(on: GridDay.date).entries != first.entries)
  }

  @Test(
    "tells what happened in order of time, and marks what it made up", arguments: [UInt64(1), 2, 3])
  func order(seed: UInt64) throws {
    let entries = try Self.replay(seed: seed).run(on: GridDay.date).entries
    #expect(zip(entries, entries.dropFirst()).allSatisfy { $0.instant <= $1.instant })
    for entry in entries {
      if case .incidentReported = entry.content {
        #expect(!entry.isSimulated)
      } else {
        #expect(entry.isSimulated)
      }
    }
  }

  @Test("sends somebody to every incident while a suitable unit is on duty, and queues the other")
  func incidents() throws {
    let outcome = try Self.replay().run(on: GridDay.date)
    #expect(outcome.summary.incidents == 2)
    var responses: [ID<Incident>: IncidentResponse] = [:]
    for entry in outcome.entries {
      switch entry.content {
      case .incidentReported(let id, let place, let severity):
        responses[id] = IncidentResponse(
          id: id, severity: severity, place: place, calledAt: entry.instant)
      case .incidentMoved(let id, let event): _ = try responses[id]?.apply(event)
      default: break
      }
    }
    #expect(responses[1]?.state == .cleared)
    // Called at 15:00, when nobody is on duty until the night watch, which stands on foot.
    #expect(responses[2]?.stamps.call != nil)
    #expect(outcome.summary.unanswered == responses.values.count { $0.stamps.onScene == nil })
  }

  @Test(
    "lets no auxiliary decide and no office officer keep a case", arguments: [UInt64(1), 2, 3, 4])
  func lawful(seed: UInt64) throws {
    var replay = Self.replay(seed: seed)
    replay.settings.secondsPerIntervention[.peak] = 60
    let entries = try replay.run(on: GridDay.date).entries
    var cases: [ID<ViolationCase>: ViolationCase] = [:]
    for entry in entries {
      switch entry.content {
      case .violationObserved(let id, let observation):
        cases[id] = ViolationCase(id: id, observation: observation)
      case .violationMoved(let id, let event): _ = try cases[id]?.apply(event)
      default: break
      }
    }
    #expect(cases.count > 100, "seed \(seed)")
    let handedOver = entries.contains {
      if case .violationMoved(_, .handOver) = $0.content { true } else { false }
    }
    #expect(handedOver, "seed \(seed) handed nothing over")
  }

  @Test("is wholly marked absent where nobody comes")
  func allAbsent() throws {
    var replay = Self.replay()
    replay.settings.absentPerThousand = 1000
    let outcome = try replay.run(on: GridDay.date)
    #expect(outcome.summary.absences == outcome.summary.assignments)
    #expect(outcome.summary.interventions == 0)
    #expect(outcome.summary.unanswered == 2)
  }

  @Test("reaches every case of an overdue hand-over when brigades are slow")
  func overdue() throws {
    var replay = Self.replay()
    replay.settings.secondsPerIntervention[.peak] = 60
    replay.settings.handOverLatePerThousand = 1000
    replay.settings.handOverReturnedPerThousand = 0
    let summary = try replay.run(on: GridDay.date).summary
    #expect(summary.handOvers > 0)
    #expect(summary.overdueHandOvers == summary.handOvers)
  }

  @Test("refuses a second return, and the case is accepted all the same")
  func secondReturn() throws {
    var replay = Self.replay()
    replay.settings.secondsPerIntervention[.peak] = 60
    replay.settings.handOverReturnedPerThousand = 1000
    replay.settings.secondReturnPerThousand = 1000
    let entries = try replay.run(on: GridDay.date).entries
    let refused = Set(
      entries.compactMap { entry -> ID<ViolationCase>? in
        if case .violationRefused(let id, _, .returnedBefore) = entry.content { id } else { nil }
      })
    let accepted = Set(
      entries.compactMap { entry -> ID<ViolationCase>? in
        if case .violationMoved(let id, .accept) = entry.content { id } else { nil }
      })
    #expect(!refused.isEmpty)
    #expect(refused.isSubset(of: accepted))
  }

  @Test("belongs to the day a task starts on: a watch past midnight is told once")
  func midnight() throws {
    let today = try Self.replay().run(on: GridDay.date)
    let checkpoint = today.entries.filter {
      if case .attendance(let id, .confirm) = $0.content { id.duty == 6 } else { false }
    }
    #expect(checkpoint.count == 1)
    var roster = GridDay.roster()
    let tomorrow = GridDay.date.adding(days: 1)
    roster.duties += GridDay.roster(on: tomorrow).duties.map { duty in
      RosteredDuty(
        id: ID(rawValue: duty.id.rawValue + 100), officer: duty.officer, shift: duty.shift,
        interval: duty.interval, tasks: duty.tasks, vehicle: duty.vehicle)
    }
    var replay = Self.replay()
    replay.roster = roster
    let next = try replay.run(on: tomorrow)
    let old = next.entries.filter {
      if case .attendance(let id, _) = $0.content { id.duty.rawValue < 100 } else { false }
    }
    #expect(old.isEmpty)
  }

  @Test("says what does not fit: the plan, the date, a day without duty")
  func errors() {
    var replay = Self.replay()
    replay.roster.plan = Version(stage: "plan", digest: "ffffffffffff")
    #expect(
      throws: ReplayError.planMismatch(
        rosterNames: replay.roster.plan, given: GridDay.planVersion)
    ) { try replay.run(on: GridDay.date) }
    let early = GridDay.date.adding(days: -1)
    let error = #expect(throws: ReplayError.self) { try Self.replay().run(on: early) }
    #expect(
      error?.description
        == "The roster runs from 2018-05-02 to 2018-05-08 and does not hold 2018-05-01. "
        + "Maybe choose another day or make a roster for it.")
    let empty = GridDay.date.adding(days: 3)
    #expect(throws: ReplayError.noDuties(empty)) { try Self.replay().run(on: empty) }
  }

  @Test("names a duty whose officer or demand is not known")
  func unknown() {
    var replay = Self.replay()
    replay.roster.duties[0].officer = 999
    #expect(throws: ReplayError.unknownOfficer(999, duty: 1)) {
      try replay.run(on: GridDay.date)
    }
    replay = Self.replay()
    replay.roster.duties[0].tasks[0].demand = 77
    #expect(throws: ReplayError.unknownDemand(77, duty: 1)) { try replay.run(on: GridDay.date) }
  }
}

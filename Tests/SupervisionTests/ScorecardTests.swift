// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import DutyPlanning
import Foundation
import Geography
import Operations
import Rostering
import Supervision
import TestSupport
import Testing

@Suite("The scorecard of a small day")
struct ScorecardTests {
  static func scorecard(
    _ entries: [DutyEventEntry], snapshot: CitySnapshot = SmallDay.snapshot,
    policy: SupervisionPolicy = SupervisionPolicy()
  ) throws -> Scorecard {
    try Supervisor(policy: policy).scorecard(
      plan: SmallDay.plans, roster: SmallDay.roster, events: SmallDay.events(entries),
      snapshot: snapshot, period: SmallDay.period)
  }

  /// Officer 1 is there from 06:58 to 08:00 but for a dispatch from 07:20 to 07:40; officer 2 comes
  /// at 07:06 and leaves unexplained from 07:30 to 07:45.
  static var morning: [DutyEventEntry] {
    [
      SmallDay.attendance(1, .confirm(.twoFixes, at: SmallDay.at(6, 58))),
      SmallDay.entry(SmallDay.at(7), .vehicle(duty: 1, vehicle: 1, isOut: true)),
      SmallDay.attendance(2, .confirm(.twoFixes, at: SmallDay.at(7, 6))),
      SmallDay.attendance(1, .leave(.dispatched(1), at: SmallDay.at(7, 20))),
      SmallDay.attendance(2, .leave(.unexplained, at: SmallDay.at(7, 30))),
      SmallDay.attendance(1, .comeBack(at: SmallDay.at(7, 40))),
      SmallDay.attendance(2, .comeBack(at: SmallDay.at(7, 45))),
      SmallDay.attendance(2, .review(isOffPost: true, at: SmallDay.at(7, 50))),
      SmallDay.attendance(1, .finish(at: SmallDay.at(8))),
      SmallDay.attendance(2, .finish(at: SmallDay.at(8))),
      SmallDay.entry(SmallDay.at(8), .vehicle(duty: 1, vehicle: 1, isOut: false)),
    ]
  }

  @Test("counts arrivals, minutes, confirmed absences, shifts and vehicles as by hand")
  func attendance() throws {
    let card = try Self.scorecard(Self.morning)
    let arrival = try #require(card.result("on-time-arrival"))
    // Officer 1 on time, officer 2 late, officer 7 never seen.
    #expect((arrival.numerator, arrival.denominator) == (1, 3))
    #expect(arrival.value == nil && arrival.gap == .tooFewCases)
    #expect(arrival.interval == nil, "limits of three cases tell what is held back")
    let limits = ConfidenceInterval.wilson(successes: 1, cases: 10)
    for (cases, expected) in [(9.0, nil), (10, limits)] {
      let result = KPIResult(
        definition: arrival.definition, scope: .detachment, numerator: 1, denominator: cases,
        excluded: 0, interval: limits)
      #expect(result.interval == expected)
    }

    let onPost = try #require(card.result("on-post-rate"))
    // Officer 1: 20 + 20 of 40 minutes wanted; officer 2: 24 + 15 of 60.
    #expect((onPost.numerator, onPost.denominator) == (79, 100))
    #expect((onPost.cases, onPost.excluded) == (2, 1))
    #expect(card.result("off-post-events")?.numerator == 1)

    // Officer 1: 60 of 60 with the dispatch, officer 2: 39 of 60, officer 7: none.
    #expect(card.result("person-times")?.numerator == 2)
    #expect(card.result("person-times", for: .mode(.peak))?.numerator == 2)
    #expect(card.result("person-times", for: .mode(.offPeak))?.numerator == 0)
    #expect(card.result("person-times", for: .brigade(4))?.numerator == 0)
    #expect(card.result("vehicle-times")?.numerator == 1)
    #expect(card.result("vehicle-times", for: .area(1))?.numerator == 1)
    #expect(card.isDemoData)
  }

  /// Within 50 m of the corner lie segment 0 (east) and segment 12 (north); the post's hour has
  /// four slots, so eight cells. The beat has two streets and four slots, so eight cells more.
  static var near: SupervisionPolicy {
    var policy = SupervisionPolicy()
    policy.visibilityMetres = 40
    return policy
  }

  @Test("counts a street as seen when one unit was near for three minutes of a slot")
  func visibility() throws {
    let beat = AssignmentID(duty: 3, task: 0)
    let card = try Self.scorecard(
      [
        // There from 07:00 to 07:17 and 07:27 to 07:32: slots 1 and 2 (2 + 3 min), 3 only 2 min.
        SmallDay.attendance(1, .confirm(.twoFixes, at: SmallDay.at(7))),
        SmallDay.attendance(1, .leave(.relieved, at: SmallDay.at(7, 17))),
        SmallDay.attendance(1, .comeBack(at: SmallDay.at(7, 27))),
        SmallDay.attendance(1, .finish(at: SmallDay.at(7, 32))),
        // The beat: segment 9 for four minutes in one slot, segment 11 for two.
        SmallDay.attendance(3, .confirm(.twoFixes, at: SmallDay.at(9))),
        SmallDay.entry(
          SmallDay.at(9, 15),
          .beatWalk(
            assignment: beat, from: SmallDay.at(9),
            visits: [
              SegmentVisit(segment: 9, seconds: 130), SegmentVisit(segment: 11, seconds: 120),
              SegmentVisit(segment: 9, seconds: 110),
            ])),
        SmallDay.attendance(3, .finish(at: SmallDay.at(10))),
      ], policy: Self.near)
    let peak = try #require(card.result("visibility-rate", for: .mode(.peak)))
    #expect((peak.numerator, peak.denominator) == (4, 8))
    let offPeak = try #require(card.result("visibility-rate", for: .mode(.offPeak)))
    #expect((offPeak.numerator, offPeak.denominator) == (1, 8))
    let all = try #require(card.result("visibility-rate"))
    #expect((all.numerator, all.denominator, all.cases) == (5, 16, 16))
    #expect(all.value == 5.0 / 16 && all.interval == nil)
    // Two incidents on segment 0 in the peak, one on segment 9 off it: 2·2 + 1·1 of 2·4 + 1·4.
    let weighted = try #require(card.result("visibility-rate-weighted"))
    #expect((weighted.numerator, weighted.denominator) == (5, 12))
  }

  @Test("measures responses from the call, and excludes those without stamps")
  func responses() throws {
    var entries = Self.morning
    for number in 1...11 {
      let id = ID<Incident>(rawValue: Int64(number))
      let call = SmallDay.at(7, number)
      entries.append(
        SmallDay.entry(
          call,
          .incidentReported(incident: id, place: StreetPlace(segment: 0), severity: .damage)))
      guard number <= 10 else { continue }
      let decision = DispatchDecision(unit: 1, candidates: [], passedOver: [])
      // The n-th is reached after 60 n seconds: 60, 120 … 600.
      for event in [
        IncidentResponse.Event.dispatch(decision, at: call), .acknowledge(at: call),
        .setOut(at: call), .arrive(at: call.adding(seconds: Int64(60 * number))),
        .clear(at: call.adding(seconds: Int64(60 * number + 900))),
      ] {
        entries.append(SmallDay.entry(event.at, .incidentMoved(incident: id, event: event)))
      }
    }
    // Somebody looks after an officer in lost contact: that answers no call.
    let look: ID<Incident> = 12
    let sent = DispatchDecision(unit: 1, candidates: [], passedOver: [])
    entries.append(
      SmallDay.entry(
        SmallDay.at(7, 30),
        .incidentReported(incident: look, place: StreetPlace(segment: 0), severity: nil)))
    for event in [
      IncidentResponse.Event.dispatch(sent, at: SmallDay.at(7, 30)),
      .acknowledge(at: SmallDay.at(7, 30)), .setOut(at: SmallDay.at(7, 30)),
      .arrive(at: SmallDay.at(7, 31)), .clear(at: SmallDay.at(7, 32)),
    ] {
      entries.append(SmallDay.entry(event.at, .incidentMoved(incident: look, event: event)))
    }
    let card = try Self.scorecard(entries)
    let median = try #require(card.result("call-to-arrival-median"))
    #expect(median.value == 300)
    #expect((median.cases, median.excluded) == (10, 1))
    #expect(card.result("call-to-arrival-p90")?.value == 540)
    #expect(card.result("clearance-time-median")?.value == 900)
    let onTime = try #require(card.result("on-time-response"))
    #expect((onTime.numerator, onTime.denominator, onTime.excluded) == (5, 10, 1))
    #expect(onTime.value == 0.5)
    #expect(card.result("on-time-response", for: .mode(.peak))?.denominator == 10)
    #expect(card.result("on-time-response", for: .area(2))?.gap == .noDenominator)
  }

  @Test("follows hand-overs: in time, late, not due, returned, silent")
  func handOvers() throws {
    let finder = Handler(officer: 13, status: .sworn, unit: 6, isOfficeStaff: true)
    let brigade = Handler(officer: 1, status: .sworn, unit: 2, isOfficeStaff: false)
    let code = try #require(ViolationCode("1344"))
    let document = try #require(DocumentNumber("DEMO0001"))
    var entries = Self.morning
    func found(_ id: Int64, _ events: [ViolationCase.Event]) {
      let violation = ID<ViolationCase>(rawValue: id)
      let observation = ViolationCase.Observation(
        by: finder, at: SmallDay.at(7, 10), place: StreetPlace(segment: 0), code: code,
        roadUser: .motor, mode: .peak)
      entries.append(
        SmallDay.entry(
          SmallDay.at(7, 10), .violationObserved(violation: violation, observation: observation)))
      for event in events {
        entries.append(
          SmallDay.entry(event.at, .violationMoved(violation: violation, event: event)))
      }
    }
    let secured = ViolationCase.Event.intervene(
      .evidenceToBeProcessed, by: finder, at: SmallDay.at(7, 11))
    let handedOver = ViolationCase.Event.handOver(
      to: 2, due: SmallDay.at(8), by: finder, at: SmallDay.at(7, 12))
    let inTime = ViolationCase.Event.accept(by: brigade, at: SmallDay.at(8))
    found(
      1,
      [
        secured, handedOver, inTime,
        .decide(.warned, document: document, by: brigade, at: SmallDay.at(9)),
        .close(by: brigade, at: SmallDay.at(9, 5)),
      ])
    found(2, [secured, handedOver, .accept(by: brigade, at: SmallDay.at(8, 1))])
    found(3, [secured, handedOver])
    found(
      4,
      [secured, .handOver(to: 2, due: SmallDay.at(60), by: finder, at: SmallDay.at(7, 12))])
    found(5, [.intervene(.dissuasion, by: finder, at: SmallDay.at(7, 11))])
    found(6, [secured])
    // The log goes on until the next day at 10:00.
    entries.append(
      SmallDay.entry(SmallDay.at(34), .vehicle(duty: 99, vehicle: 1, isOut: true)))
    let card = try Self.scorecard(entries)
    let timely = try #require(card.result("hand-over-timeliness"))
    #expect((timely.numerator, timely.denominator, timely.excluded) == (1, 3, 1))
    let closure = try #require(card.result("hand-over-closure"))
    #expect((closure.numerator, closure.denominator) == (1, 4))
    #expect(card.result("interventions")?.numerator == 6)
    let dissuasion = try #require(card.result("dissuasion-share"))
    #expect((dissuasion.numerator, dissuasion.denominator) == (1, 6))
    // Case 2 was accepted and then nothing; case 6 was secured and never handed over.
    #expect(card.result("unexplained-release")?.numerator == 2)
  }

  @Test("matches people's hours with the incidents of the same hours")
  func deploymentMatch() throws {
    let card = try Self.scorecard(Self.morning)
    // Incidents at 07:10: two with brigade 2, one with brigade 4. All 79 minutes with brigade 2.
    let match = try #require(card.result("deployment-match"))
    // Two of three incidents are where the minutes are: 79 · ⅔ of 79 minutes, in hours.
    #expect(abs(match.numerator - 79.0 * 2 / 3 / 60) < 1e-12)
    #expect(match.denominator == 79.0 / 60)
    #expect(match.gap == .tooFewCases)
    #expect(card.result("deployment-match", for: .mode(.peak)) == nil)
  }

  @Test("counts a beat as accounted for with owner, duties and a rostered stay")
  func accountability() throws {
    let card = try Self.scorecard(Self.morning)
    let beats = try #require(card.result("grid-accountability"))
    #expect((beats.numerator, beats.denominator) == (1, 1))
  }

  @Test("says that a period has no events instead of counting zeros")
  func noEvents() throws {
    #expect(throws: SupervisionError.noEvents(SmallDay.period)) { try Self.scorecard([]) }
    let yesterday = SmallDay.entry(
      SmallDay.at(-1), .vehicle(duty: 1, vehicle: 1, isOut: true))
    #expect(throws: SupervisionError.noEvents(SmallDay.period)) {
      try Self.scorecard([yesterday])
    }
  }

  @Test("refuses a log that breaks the rules, and names the event")
  func inconsistent() {
    let entries = [SmallDay.attendance(1, .finish(at: SmallDay.at(8)))]
    let error = #expect(throws: SupervisionError.self) { try Self.scorecard(entries) }
    guard case .inconsistentEvent(let id, let refusal)? = error else {
      Issue.record("The error is \(String(describing: error)).")
      return
    }
    #expect(id == 1 && refusal.reason == .notAllowedInState)
  }

  @Test("is the same whatever order the events come in", arguments: [UInt64(1), 2, 3])
  func shuffled(seed: UInt64) throws {
    let replay = DayReplay(
      snapshot: SmallDay.snapshot, plans: SmallDay.plans, roster: SmallDay.roster, seed: seed)
    let entries = try replay.run(on: SmallDay.date).entries
    let events = try SmallDay.events(entries)
    var generator = SeededGenerator(seed: seed)
    let cards = try [events, events.shuffled(using: &generator), events.reversed()].map {
      try Supervisor().scorecard(
        plan: SmallDay.plans, roster: SmallDay.roster, events: $0, snapshot: SmallDay.snapshot,
        period: SmallDay.period)
    }
    #expect(cards[0] == cards[1], "seed \(seed)")
    #expect(cards[0] == cards[2], "seed \(seed)")
    #expect(cards[0].results.count > 50)
  }

  @Test("is written and read back with the value and the gap in the file")
  func coding() throws {
    let card = try Self.scorecard(Self.morning)
    let data = try JSONEncoder().encode(card)
    #expect(try JSONDecoder().decode(Scorecard.self, from: data) == card)
    let text = String(decoding: data, as: UTF8.self)
    // Names instead of the text itself, which a failure would print whole.
    let says = (
      gap: text.contains(#""gap":"tooFewCases""#),
      value: text.contains(#""value":2,"#) || text.contains(#""value":2}"#),
      person: text.contains(#""officer""#)
    )
    #expect(says == (true, true, false))
  }
}

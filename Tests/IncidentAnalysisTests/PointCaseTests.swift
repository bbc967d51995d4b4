// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation
import Geography
import Testing
import TestSupport

@testable import IncidentAnalysis

@Suite("Life of a point")
struct PointCaseTests {
  let day = GridHistory.date(2018, 6, 3)  // A Sunday.

  private func signature(_ officer: Int64 = 7) -> PointCase.Signature {
    PointCase.Signature(officer: ID(rawValue: officer), reason: "seen") ?? .detection
  }

  private func finding(_ value: Double = 0.5, place: String = "a") -> PointFinding {
    PointFinding(
      kind: .congestion, measure: .jamShare, place: place, location: nil, grade: .recurrent,
      value: value, threshold: 0.4, score: value, reason: LocalizedName(chinese: "例", english: "x"))
  }

  private var commitment: PointCase.Commitment {
    PointCase.Commitment(owner: 3, measure: "turning lane", deadline: day.adding(days: 60))
  }

  private func time(_ days: Int) -> CivilTime { CivilTime(date: day.adding(days: days)) }

  /// A case taken along the given steps, one a day.
  private func taken(_ events: [PointCase.Event] = []) throws -> PointCase {
    var point = PointCase(id: 1, finding: finding(), by: .detection, at: time(0))
    for (number, event) in events.enumerated() {
      try point.apply(event, by: signature(), at: time(number + 1))
    }
    return point
  }

  @Test("A point goes the whole way, and its history names person, time and reason")
  func wholeWay() throws {
    var point = try taken([.verify, .list(commitment), .treat, .recheck(.passed)])
    for week in 1...4 {
      try point.apply(
        .measured(weekEnding: day.adding(days: 7 * week), value: 0.2), by: .measurement,
        at: time(7 * week))
    }
    try point.apply(.signOff, by: signature(9), at: time(29))
    #expect(point.state == .signedOff(time(29)))
    #expect(!point.isOpen)
    #expect(point.history.count == 10)
    #expect(point.history.last?.signature.officer == 9)
    let copy = try JSONDecoder().decode(PointCase.self, from: JSONEncoder().encode(point))
    #expect(copy == point)
  }

  @Test(
    "What its state does not allow is refused, and the point stays as it was",
    arguments: [
      PointCase.Event.treat, .recheck(.passed), .signOff, .found(value: 1),
      .relapsed(value: 1, threshold: 0.4),
    ])
  func refusal(event: PointCase.Event) throws {
    var point = try taken()
    let before = point
    let refusal = #expect(throws: PointRefusal.self) {
      try point.apply(event, by: signature(), at: time(1))
    }
    #expect(refusal?.reason == .notAllowed(state: before.state.name, event: event.name))
    #expect(point == before)
  }

  @Test("Listing needs a measure and a day to come; the owner is not their own judge")
  func commitments() throws {
    var point = try taken([.verify])
    var blank = commitment
    blank.measure = "  "
    var late = commitment
    late.deadline = day
    for (wrong, reason) in [
      (blank, PointRefusal.Reason.noMeasure), (late, .deadlinePassed(late.deadline)),
    ] {
      let refusal = #expect(throws: PointRefusal.self) {
        try point.apply(.list(wrong), by: signature(), at: time(2))
      }
      #expect(refusal?.reason == reason)
    }
    try point.apply(.list(commitment), by: signature(), at: time(2))
    #expect(!point.isOverdue(on: commitment.deadline))
    #expect(point.isOverdue(on: commitment.deadline.adding(days: 1)))
    try point.apply(.treat, by: signature(3), at: time(3))
    let refusal = #expect(throws: PointRefusal.self) {
      try point.apply(.recheck(.passed), by: signature(3), at: time(4))
    }
    #expect(refusal?.reason == .ownJudge(3))
    try point.apply(
      .recheck(.failed(newDeadline: day.adding(days: 90))), by: signature(), at: time(4))
    #expect(point.commitment?.deadline == day.adding(days: 90))
    #expect(point.state.name.english == "listed")
    #expect(PointCase.Signature(officer: 1, reason: " \n") == nil)
  }

  @Test("Leaving takes four weeks in a row below 70 % of the entry threshold")
  func hysteresis() throws {
    // 0.28 is 70 % of 0.4: not below it.
    func quiet(_ values: [Double?]) throws -> Int {
      var point = try taken()
      for (number, value) in values.enumerated() {
        guard let value else { continue }
        try point.apply(
          .measured(weekEnding: day.adding(days: 7 * (number + 1)), value: value),
          by: .measurement, at: time(7 * (number + 1)))
      }
      return point.quietWeeks(at: day.adding(days: 7 * values.count))
    }
    #expect(try quiet([0.27, 0.27, 0.27, 0.27]) == 4)
    #expect(try quiet([0.1, 0.1, 0.28, 0.1, 0.1]) == 2)
    #expect(try quiet([0.1, 0.1, nil, 0.1, 0.1]) == 2)
    #expect(try quiet([0.1, 0.1, 0.1, 0.3]) == 0)
    // The last value is too old to speak for today.
    #expect(try quiet([0.1, 0.1, 0.1, 0.1, nil, nil]) == 0)
    var point = try taken([.verify, .list(commitment), .treat, .recheck(.passed)])
    try point.apply(
      .measured(weekEnding: day.adding(days: 7), value: 0.1), by: .measurement, at: time(7))
    let refusal = #expect(throws: PointRefusal.self) {
      try point.apply(.signOff, by: signature(), at: time(8))
    }
    #expect(refusal?.reason == .notQuiet(weeks: 1, needed: 4))
  }

  @Test("Within 60 days of its sign-off a point is reopened; later it is a new one")
  func relapse() throws {
    var ledger = PointLedger()
    let opened = try ledger.take([finding()], at: time(0)) { _ in 0.5 }
    #expect(opened.opened == [1] && opened.measured == [1])
    for (number, event) in [
      PointCase.Event.verify, .list(commitment), .treat, .recheck(.passed),
    ].enumerated() {
      try ledger.apply(step(event, at: number + 1))
    }
    for week in 1...4 { _ = try ledger.take([], at: time(7 * week)) { _ in 0.1 } }
    try ledger.apply(step(.signOff, at: 30))
    var later = ledger
    // A value between exit and entry brings nothing back: that is the hysteresis.
    #expect(try ledger.take([finding(0.35)], at: time(50)) { _ in nil } == PointLedger.Update())
    let back = try ledger.take([finding(0.5)], at: time(90)) { _ in nil }
    #expect(back.reopened == [1] && back.opened.isEmpty)
    #expect(ledger[1]?.state == .reopened)
    try ledger.apply(
      step(
        .list(PointCase.Commitment(owner: 4, measure: "signals", deadline: day.adding(days: 200))),
        at: 91))
    #expect(ledger[1]?.commitment?.owner == 4)
    let new = try later.take([finding(0.5)], at: time(91)) { _ in nil }
    #expect(new.opened == [2] && new.reopened.isEmpty)
    #expect(throws: PointLedgerError.unknownCase(5, known: 2)) {
      try later.apply(step(.verify, to: 5, at: 92))
    }
    var again = PointLedger()
    for step in opened.steps { try again.apply(step) }
    #expect(again.revision == 2 && again[1]?.weeks == [.init(ending: time(0).date, value: 0.5)])
    #expect(throws: PointLedgerError.outOfOrder(1)) { try again.apply(opened.steps[0]) }
  }

  private func step(
    _ event: PointCase.Event, to point: ID<PointCase> = 1, at day: Int
  ) -> PointStep {
    PointStep(point: point, action: .apply(event), signature: signature(), time: time(day))
  }

  @Test("What people may do next is what the rules then allow, and nothing else")
  func nextWork() throws {
    let details = PointWork.Details(
      owner: 4, measure: "signals", deadline: day.adding(days: 90))
    let ways: [[PointCase.Event]] = [
      [], [.verify], [.dismiss], [.verify, .list(commitment)],
      [.verify, .list(commitment), .treat],
    ]
    for way in ways {
      let point = try taken(way)
      for work in PointWork.allCases {
        var tried = point
        let event = try #require(work.event(details))
        let isAllowed = (try? tried.apply(event, by: signature(), at: time(50))) != nil
        #expect(isAllowed == point.nextWork.contains(work), "\(work) after \(way.count) steps")
      }
    }
    #expect(PointWork.list.event(PointWork.Details(owner: 4, measure: "signals")) == nil)
    #expect(PointWork.reject.event(PointWork.Details()) == nil)
  }

  @Test("Whatever steps are tried, states follow one another as the rules say", arguments: 1...20)
  func random(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let allowed: [String: Set<String>] = [
      "candidate": ["verified", "dismissed"], "verified": ["listed", "dismissed"],
      "dismissed": [], "listed": ["treated"], "treated": ["rechecked", "listed"],
      "rechecked": ["signed off"], "signed off": ["reopened"], "reopened": ["listed"],
    ]
    var point = try taken()
    for step in 1...300 {
      let now = time(step)
      let events: [PointCase.Event] = [
        .verify, .treat, .recheck(.passed),
        .recheck(.failed(newDeadline: now.date.adding(days: 9))),
        .list(PointCase.Commitment(owner: 3, measure: "m", deadline: now.date.adding(days: 9))),
        .signOff, .relapsed(value: 0.5, threshold: 0.4),
        .measured(weekEnding: now.date, value: Double.random(in: 0...0.4, using: &generator)),
        .measured(weekEnding: now.date, value: 0.1),
      ]
      let event = events[Int.random(in: events.indices, using: &generator)]
      let before = point
      do {
        try point.apply(event, by: signature(Int64.random(in: 2...4, using: &generator)), at: now)
      } catch {
        #expect(point == before)
        continue
      }
      let (from, to) = (before.state.name.english, point.state.name.english)
      #expect(from == to || allowed[from]?.contains(to) == true, "\(from) → \(to), seed \(seed)")
      #expect(point.history.count == before.history.count + 1)
      if to == "signed off", from != to { #expect(before.quietWeeks(at: now.date) >= 4) }
    }
  }
}

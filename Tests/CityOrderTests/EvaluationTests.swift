// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel
import Foundation
import Testing

@Suite("Evaluation")
struct EvaluationTests {
  typealias Desk = SampleDesk

  @Test("gives Tianmen's published rates of December 2016")
  func tianmen() throws {
    var tally = CaseTally()
    tally.received = 1054
    tally.opened = 996
    tally.due = 972
    tally.closed = 911
    tally.closedOnTime = 737
    func percent(_ figure: CaseFigure, _ tally: CaseTally) throws -> String {
      String(format: "%.2f", try #require(figure.result(of: tally)).value * 100)
    }
    #expect(try percent(.closingRate, tally) == "93.72")
    // The denominator is what was due, not what was opened.
    #expect(try percent(.onTimeRate, tally) == "75.82")
    var events = CaseTally()
    (events.due, events.closed) = (956, 902)
    var components = CaseTally()
    (components.due, components.closed) = (16, 9)
    #expect(try percent(.closingRate, events) == "94.35")
    #expect(try percent(.closingRate, components) == "56.25")
    events += components
    #expect(events.due == tally.due && events.closed == tally.closed)
  }

  @Test("counts a case where it belongs: received by its report, all else by its deadline")
  func periods() throws {
    // Done at 100, due at 260, verified and closed at 300: on time, for the solver was.
    var one = try CityCaseTests.finished()
    _ = try one.apply(
      CaseEvent(
        by: Desk.otherCollector, at: Desk.at(290),
        .verify(passed: true, Desk.photo("b"), resumed: nil)))
    _ = try one.apply(CaseEvent(by: Desk.supervisor, at: Desk.at(300), .close(note: "")))
    let facts = [CaseFacts(one, kind: "event")]
    func tally(_ from: Int64, _ until: Int64) -> CaseTally {
      CaseTally.rows(of: facts, in: Desk.at(from)..<Desk.at(until), by: .unit).first?.tally
        ?? CaseTally()
    }
    #expect(tally(0, 100).received == 1 && tally(0, 100).due == 0)
    let whole = tally(0, 400)
    #expect(whole.due == 1 && whole.closed == 1 && whole.closedOnTime == 1)
    // At the end of this period it was due and not closed yet.
    let early = tally(200, 299)
    #expect(early.received == 0 && early.due == 1 && early.closed == 0)
  }

  @Test("hides rates of few cases and shows each with its interval")
  func few() throws {
    var tally = CaseTally()
    (tally.due, tally.closed) = (9, 9)
    let result = try #require(CaseFigure.closingRate.result(of: tally))
    #expect(!result.isShown && result.interval?.upper == 1)
    #expect(CaseFigure.reworkRate.result(of: CaseTally()) == nil)
    for figure in CaseFigure.allCases {
      #expect(!figure.formula.chinese.isEmpty && figure.formula.english.contains("÷"))
    }
  }

  @Test("points at work done at the edge, verified at once, or proven by another case's photo")
  func anomalies() throws {
    func run(_ id: Int64, finish: Int64, verify: Int64, photo: Character) throws
      -> (CityCase, [CaseEvent])
    {
      let events = [
        CaseEvent(by: Desk.collector, at: Desk.at(0), .report(try Desk.report(), deadline: nil)),
        CaseEvent(
          by: Desk.supervisor, at: Desk.at(0),
          .open(try Desk.code(), deadline: Desk.due(9, from: 0))),
        CaseEvent(
          by: Desk.dispatcher, at: Desk.at(0),
          .dispatch(to: 301, basis: .classOwner, deadline: Desk.due(200, from: 0))),
        CaseEvent(by: Desk.handler, at: Desk.at(1), .accept),
        CaseEvent(
          by: Desk.handler, at: Desk.at(finish),
          .finish([try Desk.photo(photo)], note: "", verification: nil)),
        CaseEvent(
          by: Desk.otherCollector, at: Desk.at(verify),
          .verify(passed: true, try Desk.photo(id == 1 ? "1" : "2"), resumed: nil)),
        CaseEvent(by: Desk.supervisor, at: Desk.at(verify + 1), .close(note: "")),
      ]
      return (try CityCase(id: ID(rawValue: id), replaying: events), events)
    }
    let found = CaseAnomaly.find(in: [
      try run(1, finish: 50, verify: 52, photo: "a"),
      try run(2, finish: 195, verify: 230, photo: "a"),
    ])
    #expect(
      found == [
        CaseAnomaly(kind: .verifiedAtOnce, id: 1, unit: 301),
        CaseAnomaly(kind: .finishedAtTheEdge, id: 2, unit: 301),
        CaseAnomaly(kind: .photoUsedTwice, id: 2, unit: 301, other: 1),
      ])
  }

  @Test("draws cross-checks by seed, and never sends who took part")
  func crossChecks() throws {
    var cases: [CityCase] = []
    for _ in 1...40 {
      var one = try CityCaseTests.finished()
      _ = try one.apply(
        CaseEvent(
          by: Desk.otherCollector, at: Desk.at(120),
          .verify(passed: true, Desk.photo("b"), resumed: nil)))
      _ = try one.apply(CaseEvent(by: Desk.supervisor, at: Desk.at(130), .close(note: "")))
      cases.append(one)
    }
    let first = CrossCheckSample.draw(from: cases, share: 10, collectors: [2, 3, 30], seed: 5)
    let again = CrossCheckSample.draw(from: cases, share: 10, collectors: [2, 3, 30], seed: 5)
    #expect(first.count == 4 && first.map(\.collector) == again.map(\.collector))
    #expect(first.allSatisfy { $0.collector == 3 })
    #expect(CrossCheckSample.draw(from: cases, share: 10, collectors: [2], seed: 5).isEmpty)
  }
}

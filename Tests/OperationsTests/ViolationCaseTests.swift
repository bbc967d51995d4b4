// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation
import Operations
import Testing

@Suite("A violation case")
struct ViolationCaseTests {
  static let finder = Handler(officer: 13, status: .sworn, unit: 6, isOfficeStaff: true)
  static let sworn = Handler(officer: 1, status: .sworn, unit: 2, isOfficeStaff: false)
  static let auxiliary = Handler(officer: 5, status: .auxiliary, unit: 2, isOfficeStaff: false)
  static let stranger = Handler(officer: 7, status: .sworn, unit: 4, isOfficeStaff: false)

  static func at(_ minute: Int64) -> Instant { Instant(milliseconds: minute * 60_000) }

  static func seen(by handler: Handler) throws -> ViolationCase {
    ViolationCase(
      id: 1,
      observation: ViolationCase.Observation(
        by: handler, at: at(0), place: StreetPlace(segment: 3, junction: 5),
        code: try #require(ViolationCode("1344")), roadUser: .motor, mode: .peak))
  }

  /// Handed over by an office officer to brigade 2 at minute 2, due at minute 102.
  static func handedOver() throws -> ViolationCase {
    var violation = try seen(by: finder)
    _ = try violation.apply(.intervene(.evidenceToBeProcessed, by: finder, at: at(1)))
    _ = try violation.apply(.handOver(to: 2, due: at(102), by: finder, at: at(2)))
    return violation
  }

  static var document: DocumentNumber {
    get throws { try #require(DocumentNumber("370705100000001")) }
  }

  @Test("goes from the office officer who saw it to the brigade that closes it")
  func wholeWay() throws {
    var violation = try Self.seen(by: Self.finder)
    #expect(
      try violation.apply(.intervene(.evidenceToBeProcessed, by: Self.finder, at: Self.at(1)))
        == [.countTowardKPIs])
    let effects = try violation.apply(
      .handOver(to: 2, due: Self.at(102), by: Self.finder, at: Self.at(2)))
    #expect(
      effects == [
        .notify(2), .remind(2, percent: 50, at: Self.at(52)),
        .remind(2, percent: 80, at: Self.at(82)), .remind(2, percent: 100, at: Self.at(102)),
      ])
    _ = try violation.apply(.accept(by: Self.sworn, at: Self.at(20)))
    _ = try violation.apply(
      .decide(.fined(cents: 20_000), document: Self.document, by: Self.sworn, at: Self.at(40)))
    #expect(
      try violation.apply(.close(by: Self.sworn, at: Self.at(50))) == [.countTowardKPIs])
    guard case .closed(.decided(let decision)) = violation.state else {
      Issue.record("The case is \(violation.state) and should be closed.")
      return
    }
    #expect(decision.outcome == .fined(cents: 20_000))
  }

  @Test(
    "ends at once after a dissuasion or a verbal warning",
    arguments: [ViolationCase.Intervention.dissuasion, .verbalWarning])
  func endsOnTheSpot(intervention: ViolationCase.Intervention) throws {
    var violation = try Self.seen(by: Self.sworn)
    _ = try violation.apply(.intervene(intervention, by: Self.sworn, at: Self.at(1)))
    #expect(violation.state == .closed(.correctedOnTheSpot(intervention)))
  }

  @Test(
    "refuses what an auxiliary may not decide",
    arguments: [ViolationCase.Intervention.verbalWarning, .summaryDecision, .coerciveMeasure])
  func auxiliary(intervention: ViolationCase.Intervention) throws {
    var violation = try Self.seen(by: Self.auxiliary)
    let before = violation
    let refusal = #expect(throws: TransitionRefused.self) {
      try violation.apply(.intervene(intervention, by: Self.auxiliary, at: Self.at(1)))
    }
    #expect(refusal?.reason == .auxiliaryMayNotDecide)
    #expect(violation == before)
  }

  @Test("is never decided or accepted by an auxiliary, nor released")
  func auxiliaryNeverDecides() throws {
    var violation = try Self.handedOver()
    let acceptance = #expect(throws: TransitionRefused.self) {
      try violation.apply(.accept(by: Self.auxiliary, at: Self.at(5)))
    }
    #expect(acceptance?.reason == .auxiliaryMayNotDecide)
    _ = try violation.apply(.accept(by: Self.sworn, at: Self.at(5)))
    let ground = try #require(LegalGround(paragraph: "道路交通安全法 第九十三条"))
    for event in [
      ViolationCase.Event.decide(
        .warned, document: try Self.document, by: Self.auxiliary, at: Self.at(6)),
      .release(ground: ground, by: Self.auxiliary, at: Self.at(6)),
    ] {
      let refusal = #expect(throws: TransitionRefused.self) { try violation.apply(event) }
      #expect(refusal?.reason == .auxiliaryMayNotDecide)
    }
  }

  @Test("makes an office officer hand over instead of deciding")
  func officeHandsOver() throws {
    var violation = try Self.seen(by: Self.finder)
    let summary = #expect(throws: TransitionRefused.self) {
      try violation.apply(.intervene(.summaryDecision, by: Self.finder, at: Self.at(1)))
    }
    #expect(summary?.reason == .officeMustHandOver)
    _ = try violation.apply(.intervene(.coerciveMeasure, by: Self.finder, at: Self.at(1)))
    let document = try Self.document
    let decision = #expect(throws: TransitionRefused.self) {
      try violation.apply(.decide(.warned, document: document, by: Self.finder, at: Self.at(2)))
    }
    #expect(decision?.reason == .officeMustHandOver)
  }

  @Test("goes back once; the second return is refused and goes up")
  func secondReturn() throws {
    var violation = try Self.handedOver()
    let reason = try #require(ReturnReason("不在辖区"))
    let first = try violation.apply(.giveBack(reason: reason, by: Self.sworn, at: Self.at(5)))
    #expect(first == [.notify(6)])
    _ = try violation.apply(
      .handOver(to: 2, due: Self.at(60), by: Self.finder, at: Self.at(10)))
    let before = violation
    let refusal = #expect(throws: TransitionRefused.self) {
      try violation.apply(.giveBack(reason: reason, by: Self.sworn, at: Self.at(15)))
    }
    #expect(refusal?.reason == .returnedBefore)
    #expect(refusal?.effects == [.escalate(2, .returnedTwice)])
    #expect(violation == before)
  }

  @Test("listens only to the unit it was handed to")
  func otherUnit() throws {
    var violation = try Self.handedOver()
    let refusal = #expect(throws: TransitionRefused.self) {
      try violation.apply(.accept(by: Self.stranger, at: Self.at(5)))
    }
    #expect(refusal?.reason == .notTheReceivingUnit)
  }

  @Test("reminds at 50 and 80 percent and goes up at 100, each once and not before its time")
  func clock() throws {
    var violation = try Self.handedOver()
    let early = #expect(throws: TransitionRefused.self) {
      try violation.apply(.remind(percent: 50, at: Self.at(51)))
    }
    #expect(early?.reason == .clockNotDue)
    #expect(try violation.apply(.remind(percent: 50, at: Self.at(52))) == [.notify(2)])
    #expect(try violation.apply(.remind(percent: 80, at: Self.at(82))) == [.notify(2)])
    let twice = #expect(throws: TransitionRefused.self) {
      try violation.apply(.remind(percent: 80, at: Self.at(83)))
    }
    #expect(twice?.reason == .clockNotDue)
    #expect(
      try violation.apply(.remind(percent: 100, at: Self.at(102)))
        == [.escalate(2, .acceptanceOverdue)])
    guard case .handedOver(let handOver) = violation.state else {
      Issue.record("The case left the hand-over.")
      return
    }
    #expect(handOver.isOverdue)
  }

  @Test("takes nothing that happened before its last step")
  func timeRunsForward() throws {
    var violation = try Self.handedOver()
    let refusal = #expect(throws: TransitionRefused.self) {
      try violation.apply(.accept(by: Self.sworn, at: Self.at(1)))
    }
    #expect(refusal?.reason == .beforeEarlierEvent)
  }

  @Test("has no empty ground, reason, code or document, not even from a file")
  func noBlanks() throws {
    #expect(LegalGround(paragraph: " \n") == nil)
    #expect(ReturnReason("") == nil)
    #expect(ViolationCode("13") == nil)
    #expect(ViolationCode("1352A") != nil)
    #expect(DocumentNumber("1234 5678") == nil)
    let blank = Data("\" \"".utf8)
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(LegalGround.self, from: blank) }
  }

  @Test("keeps its promises under 20 000 random events", arguments: [UInt64(1), 2, 3])
  func randomEvents(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let handlers = [Self.finder, Self.sworn, Self.auxiliary, Self.stranger]
    let ground = try #require(LegalGround(paragraph: "第九十三条"))
    let reason = try #require(ReturnReason("不在辖区"))
    let document = try Self.document
    var closedOnPaper = 0
    for _ in 0..<1000 {
      var violation = try Self.seen(by: handlers[Int(generator.next() % 4)])
      var minute: Int64 = 0
      for _ in 0..<20 {
        minute += Int64(generator.next() % 20)
        let handler = handlers[Int(generator.next() % 4)]
        let at = Self.at(minute)
        let events: [ViolationCase.Event] = [
          .intervene(
            ViolationCase.Intervention.allCases[Int(generator.next() % 5)], by: handler, at: at),
          .handOver(to: 2, due: Self.at(minute + 30), by: handler, at: at),
          .accept(by: handler, at: at), .giveBack(reason: reason, by: handler, at: at),
          .decide(.warned, document: document, by: handler, at: at),
          .release(ground: ground, by: handler, at: at), .close(by: handler, at: at),
          .remind(percent: 100, at: at),
        ]
        let event = events[Int(generator.next() % 8)]
        let before = violation
        do {
          _ = try violation.apply(event)
          if case .decide(_, _, let by, _) = event {
            #expect(by.status == .sworn && !by.isOfficeStaff, "seed \(seed)")
          }
        } catch {
          #expect(violation == before, "seed \(seed): a refusal changed the case")
        }
        #expect(violation.returns <= 1, "seed \(seed)")
        if case .closed(.decided) = violation.state { closedOnPaper += 1 }
      }
    }
    #expect(closedOnPaper > 0, "seed \(seed) never closed a case on paper")
  }
}

// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel
import Foundation
import Testing

@Suite("A case of city order")
struct CityCaseTests {
  typealias Desk = SampleDesk

  /// Reported at 0, opened at 10, dispatched to unit 301 at 20, due at 260.
  static func dispatched() throws -> CityCase {
    var one = try CityCase(
      id: 1,
      CaseEvent(
        by: Desk.collector, at: Desk.at(0), .report(Desk.report(), deadline: Desk.due(60, from: 0)))
    )
    _ = try one.apply(
      CaseEvent(
        by: Desk.supervisor, at: Desk.at(10), .open(Desk.code(), deadline: Desk.due(70, from: 10))))
    _ = try one.apply(
      CaseEvent(
        by: Desk.dispatcher, at: Desk.at(20),
        .dispatch(to: 301, basis: .classOwner, deadline: Desk.due(260, from: 20))))
    return one
  }

  static func finished() throws -> CityCase {
    var one = try dispatched()
    _ = try one.apply(CaseEvent(by: Desk.handler, at: Desk.at(30), .accept))
    _ = try one.apply(
      CaseEvent(
        by: Desk.handler, at: Desk.at(100),
        .finish([Desk.photo("a")], note: "已清理", verification: Desk.due(340, from: 100))))
    return one
  }

  static func refusal(
    _ one: inout CityCase, _ by: CaseActor, at minute: Int64, _ action: CaseEvent.Action
  ) -> CaseRefused.Reason? {
    let before = one
    let error = #expect(throws: CaseRefused.self) {
      try one.apply(CaseEvent(by: by, at: Desk.at(minute), action))
    }
    #expect(one == before, "a refusal changed the case")
    return error?.reason
  }

  @Test("goes through the seven steps, each clock with whom it belongs to")
  func sevenSteps() throws {
    var one = try Self.finished()
    #expect(one.step == .feedback && one.turn == .supervisionCentre)
    #expect(one.clock?.due == Desk.at(340))
    _ = try one.apply(
      CaseEvent(
        by: Desk.otherCollector, at: Desk.at(120),
        .verify(passed: true, Desk.photo("b"), resumed: nil)))
    #expect(one.step == .verification && one.clock == nil)
    let effects = try one.apply(
      CaseEvent(by: Desk.supervisor, at: Desk.at(130), .close(note: "")))
    #expect(effects == [.closeDuplicates, .answerReporter])
    _ = try one.apply(CaseEvent(by: Desk.supervisor, at: Desk.at(200), .evaluate))
    #expect(one.step == .evaluation && one.isEnded && one.turn == .nobody)
    #expect(one.completedAt == Desk.at(100) && one.closedAt == Desk.at(130))
  }

  @Test("has a clock until it is closed, which warns and goes up when it is over")
  func closingClock() throws {
    var one = try Self.finished()
    let closing = Desk.due(220, from: 120)
    let effects = try one.apply(
      CaseEvent(
        by: Desk.otherCollector, at: Desk.at(120),
        .verify(passed: true, Desk.photo("b"), resumed: nil, closing: closing)))
    #expect(one.clock == closing && one.turn == .supervisionCentre)
    #expect(
      effects == [
        .remind(.supervisionCentre, percent: 50, at: Desk.at(170)),
        .remind(.supervisionCentre, percent: 80, at: Desk.at(200)),
        .remind(.supervisionCentre, percent: 100, at: Desk.at(220)),
        .notify(.supervisionCentre),
      ])
    #expect(Self.refusal(&one, .system, at: 160, .remind(percent: 50)) == .clockNotDue)
    let late = try one.apply(CaseEvent(by: .system, at: Desk.at(221), .remind(percent: 100)))
    #expect(late == [.escalate(.supervisionCentre, .overdue)])
    _ = try one.apply(CaseEvent(by: Desk.supervisor, at: Desk.at(230), .close(note: "")))
    #expect(one.clock == nil && one.turn == .nobody)
  }

  @Test("is never verified by its solver, nor by the solver's body, nor with the solver's photo")
  func twoCentres() throws {
    var one = try Self.finished()
    let photo = try Desk.photo("b")
    let solverAsCollector = CaseActor(person: 30, role: .collector, unit: 100)
    let colleague = CaseActor(person: 35, role: .collector, unit: 301)
    let verify = CaseEvent.Action.verify(passed: true, photo, resumed: nil)
    #expect(Self.refusal(&one, solverAsCollector, at: 120, verify) == .solverMayNotVerify)
    #expect(Self.refusal(&one, colleague, at: 120, verify) == .solverMayNotVerify)
    #expect(Self.refusal(&one, Desk.handler, at: 120, verify) == .notYourRole)
    let same = CaseEvent.Action.verify(passed: true, try Desk.photo("a"), resumed: nil)
    #expect(Self.refusal(&one, Desk.otherCollector, at: 120, same) == .samePhoto)
    let line = CaseEvent.Action.verify(
      passed: true, .record(source: "file", line: 2), resumed: nil)
    #expect(Self.refusal(&one, Desk.otherCollector, at: 120, line) == .photoNeeded)
    #expect(Self.refusal(&one, Desk.supervisor, at: 120, .close(note: "")) == .notAllowedInState)
  }

  @Test("goes back once with a reason; then it stays, and a second try goes up")
  func returnOnce() throws {
    var one = try Self.dispatched()
    let reason = try Desk.reason()
    #expect(Self.refusal(&one, Desk.otherHandler, at: 30, .giveBack(reason)) == .notYourUnit)
    _ = try one.apply(CaseEvent(by: Desk.handler, at: Desk.at(30), .giveBack(reason)))
    #expect(one.turn == .commandCentre && one.handlingDeadline == nil)
    _ = try one.apply(
      CaseEvent(
        by: Desk.dispatcher, at: Desk.at(40),
        .dispatch(to: 302, basis: .classOwner, deadline: Desk.due(280, from: 40))))
    #expect(Self.refusal(&one, Desk.otherHandler, at: 50, .giveBack(reason)) == .returnedBefore)
    let effects = try one.apply(
      CaseEvent(by: Desk.otherHandler, at: Desk.at(50), .noteBuckPassing(reason)))
    #expect(effects == [.escalate(.unit(302), .returnedTwice)])
    #expect(one.buckPassings == 1)
  }

  @Test("that nobody wants falls to the territory, which cannot return it")
  func territorial() throws {
    var one = try Self.dispatched()
    let reason = try Desk.reason()
    _ = try one.apply(CaseEvent(by: Desk.handler, at: Desk.at(30), .giveBack(reason)))
    _ = try one.apply(
      CaseEvent(
        by: Desk.dispatcher, at: Desk.at(40),
        .dispatch(to: 302, basis: .territorial, deadline: Desk.due(280, from: 40))))
    #expect(Self.refusal(&one, Desk.otherHandler, at: 50, .giveBack(reason)) == .boundByDecision)
  }

  @Test("is extended once, before its deadline, by a leader")
  func extended() throws {
    var one = try Self.dispatched()
    let reason = try Desk.reason("雨天无法施工")
    _ = try one.apply(CaseEvent(by: Desk.handler, at: Desk.at(30), .accept))
    var late = one
    #expect(
      Self.refusal(&late, Desk.handler, at: 261, .requestExtension(.workingDays(1), reason))
        == .overdueAlready)
    _ = try one.apply(
      CaseEvent(by: Desk.handler, at: Desk.at(40), .requestExtension(.workingDays(1), reason)))
    let longer = Desk.due(500, from: 20)
    #expect(
      Self.refusal(&one, Desk.handler, at: 50, .decideExtension(extended: longer, reason))
        == .notYourRole)
    #expect(
      Self.refusal(
        &one, Desk.leader, at: 50, .decideExtension(extended: Desk.due(200, from: 20), reason))
        == .deadlineNeeded)
    _ = try one.apply(
      CaseEvent(by: Desk.leader, at: Desk.at(50), .decideExtension(extended: longer, reason)))
    #expect(one.clock?.due == Desk.at(500) && one.extensions == 1)
    #expect(
      Self.refusal(&one, Desk.handler, at: 60, .requestExtension(.workingDays(1), reason))
        == .extendedBefore)
  }

  @Test("stops its clock on the ledger and in a pause")
  func stopped() throws {
    var one = try Self.dispatched()
    let reason = try Desk.reason("需要立项")
    let review = try #require(CivilDate("2017-09-01"))
    _ = try one.apply(CaseEvent(by: Desk.handler, at: Desk.at(30), .accept))
    _ = try one.apply(CaseEvent(by: Desk.dispatcher, at: Desk.at(40), .pause(reason)))
    #expect(one.clock == nil && one.turn == .nobody)
    _ = try one.apply(
      CaseEvent(by: Desk.dispatcher, at: Desk.at(90), .resume(deadline: Desk.due(310, from: 20))))
    #expect(one.clock?.due == Desk.at(310))
    _ = try one.apply(
      CaseEvent(by: Desk.leader, at: Desk.at(100), .putOnLedger(reason, review: review)))
    #expect(one.clock == nil && CaseFacts(one, kind: "event").isOnLedger)
    #expect(Self.refusal(&one, Desk.handler, at: 110, .accept) == .notAllowedInState)
    _ = try one.apply(
      CaseEvent(
        by: Desk.leader, at: Desk.at(200), .takeOffLedger(deadline: Desk.due(400, from: 20))))
    #expect(one.state == .handling)
  }

  @Test("comes back for rework with its clock, and goes up the second time")
  func rework() throws {
    var one = try Self.finished()
    let failed = CaseEvent.Action.verify(passed: false, try Desk.photo("b"), resumed: nil)
    #expect(Self.refusal(&one, Desk.otherCollector, at: 120, failed) == .deadlineNeeded)
    for round in 1...2 {
      let minute = Int64(round) * 200
      let effects = try one.apply(
        CaseEvent(
          by: Desk.otherCollector, at: Desk.at(minute),
          .verify(passed: false, Desk.photo("c"), resumed: Desk.due(minute + 160, from: 20))))
      #expect(effects.contains(.escalate(.unit(301), .reworkedTwice)) == (round == 2))
      #expect(one.completedAt == nil && one.reworks == round)
      _ = try one.apply(
        CaseEvent(
          by: Desk.handler, at: Desk.at(minute + 50),
          .finish([Desk.photo("d")], note: "", verification: Desk.due(minute + 100, from: 0))))
    }
  }

  @Test("is checked again by a third person, and opens again when it was not solved")
  func crossCheck() throws {
    var one = try Self.finished()
    _ = try one.apply(
      CaseEvent(
        by: Desk.otherCollector, at: Desk.at(120),
        .verify(passed: true, Desk.photo("b"), resumed: nil)))
    _ = try one.apply(CaseEvent(by: Desk.supervisor, at: Desk.at(130), .close(note: "")))
    let check = CaseEvent.Action.crossCheck(passed: false, try Desk.photo("e"))
    #expect(Self.refusal(&one, Desk.otherCollector, at: 140, check) == .otherPersonNeeded)
    let effects = try one.apply(CaseEvent(by: Desk.thirdCollector, at: Desk.at(140), check))
    #expect(effects.contains(.escalate(.supervisionCentre, .crossCheckFailed)))
    #expect(one.state == .opened && one.reopenings == 1 && one.closedAt == nil)
  }

  @Test("closes with the case that it repeats, and never repeats itself")
  func duplicates() throws {
    var one = try CityCase(
      id: 2,
      CaseEvent(by: Desk.citizen, at: Desk.at(5), .report(Desk.report(.citizen), deadline: nil)))
    #expect(Self.refusal(&one, Desk.supervisor, at: 6, .markDuplicate(of: 2)) == .ownDuplicate)
    _ = try one.apply(CaseEvent(by: Desk.supervisor, at: Desk.at(6), .markDuplicate(of: 1)))
    #expect(Self.refusal(&one, .system, at: 7, .closeWithParent(9)) == .notAllowedInState)
    _ = try one.apply(CaseEvent(by: .system, at: Desk.at(7), .closeWithParent(1)))
    #expect(one.state == .closed(.withParent(1)))
  }

  @Test("is reminded of at 50, 80 and 100 percent, each once")
  func reminders() throws {
    var one = try Self.dispatched()
    #expect(Self.refusal(&one, .system, at: 139, .remind(percent: 50)) == .clockNotDue)
    #expect(
      try one.apply(CaseEvent(by: .system, at: Desk.at(140), .remind(percent: 50)))
        == [.notify(.unit(301))])
    #expect(Self.refusal(&one, .system, at: 141, .remind(percent: 50)) == .clockNotDue)
    #expect(
      try one.apply(CaseEvent(by: .system, at: Desk.at(260), .remind(percent: 100)))
        == [.escalate(.unit(301), .overdue)])
  }

  @Test("takes nothing before its last step, and nothing from nobody")
  func order() throws {
    var one = try Self.dispatched()
    #expect(Self.refusal(&one, Desk.handler, at: 19, .accept) == .beforeEarlierEvent)
    let nobody = CaseActor(person: nil, role: .handler, unit: 301)
    #expect(Self.refusal(&one, nobody, at: 30, .accept) == .personNeeded)
    #expect(CaseReason(" \n") == nil)
  }

  @Test("suggests what it may repeat: same class, near and recent, nearest first")
  func suggestions() throws {
    func filed(_ id: Int64, metresEast: Double, minute: Int64) throws -> CityCase {
      var report = try Desk.report()
      report.place?.longitude += metresEast / 89_000
      return try CityCase(
        id: ID(rawValue: id),
        CaseEvent(by: Desk.collector, at: Desk.at(minute), .report(report, deadline: nil)))
    }
    let open = [
      try filed(1, metresEast: 25, minute: 0), try filed(2, metresEast: 10, minute: 60),
      try filed(3, metresEast: 45, minute: 0), try filed(4, metresEast: 5, minute: -5000),
    ]
    let found = DuplicateFinder(open).suggestions(
      for: try Desk.report(), at: Desk.at(100), within: .standard(for: .event))
    #expect(found.map(\.id) == [2, 1])
  }
}

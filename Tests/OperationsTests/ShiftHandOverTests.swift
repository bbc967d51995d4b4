// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Testing

@testable import Operations

@Suite("A shift's hand-over")
struct ShiftHandOverTests {
  private static func handler(
    _ officer: Int64, _ status: Officer.Status = .sworn
  ) -> Handler {
    Handler(officer: ID(rawValue: officer), status: status, unit: 2, isOfficeStaff: false)
  }

  private static func time(_ minute: Int64) -> Instant { Instant(milliseconds: minute * 60_000) }

  private static func record(
    from outgoing: Handler = handler(1), to incoming: Handler = handler(2), note: String = "护栏损坏"
  ) -> ShiftHandOverRecord {
    ShiftHandOverRecord(
      unit: 2, shift: nil, outgoing: outgoing, incoming: incoming, incomingStart: nil, note: note,
      equipment: [.init(name: "对讲机", count: 2, words: "")],
      matters: [.violation(7, state: "handedOver", due: time(90))], due: time(15))
  }

  private static func expect(
    _ reason: TransitionRefused.Reason, sourceLocation: SourceLocation = #_sourceLocation,
    _ body: () throws -> Void
  ) {
    let error = #expect(throws: TransitionRefused.self, sourceLocation: sourceLocation) {
      try body()
    }
    #expect(error?.reason == reason, sourceLocation: sourceLocation)
  }

  @Test("names two people, both sworn")
  func people() {
    Self.expect(.toOneself) {
      _ = try ShiftHandOver(id: 1, Self.record(to: Self.handler(1)), at: Self.time(0))
    }
    Self.expect(.auxiliaryMayNotLead) {
      let record = Self.record(to: Self.handler(5, .auxiliary))
      _ = try ShiftHandOver(id: 1, record, at: Self.time(0))
    }
    Self.expect(.auxiliaryMayNotLead) {
      let record = Self.record(from: Self.handler(5, .auxiliary))
      _ = try ShiftHandOver(id: 1, record, at: Self.time(0))
    }
  }

  @Test("is acknowledged by the named person alone, once, and not withdrawn afterwards")
  func acknowledged() throws {
    var one = try ShiftHandOver(id: 1, Self.record(), at: Self.time(0))
    for other: ID<Officer> in [1, 3] {
      Self.expect(.notNamed) {
        try one.apply(.acknowledge(by: other, reservations: [], at: Self.time(1)))
      }
    }
    try one.apply(.acknowledge(by: 2, reservations: [], at: Self.time(1)))
    #expect(one.state == .accepted && one.answeredAt == Self.time(1))
    Self.expect(.notAllowedInState) {
      try one.apply(.acknowledge(by: 2, reservations: [], at: Self.time(2)))
    }
    Self.expect(.notAllowedInState) {
      try one.apply(.withdraw(by: 1, reason: "写错", at: Self.time(2)))
    }
  }

  @Test("is reserved thing by thing, each once and with its reason")
  func reservations() throws {
    var one = try ShiftHandOver(id: 1, Self.record(), at: Self.time(0))
    func reserve(_ reservations: [ShiftHandOver.Reservation]) throws {
      try one.apply(.acknowledge(by: 2, reservations: reservations, at: Self.time(1)))
    }
    Self.expect(.noSuchItem) { try reserve([.init(part: .matter, index: 1, reason: "没有")]) }
    Self.expect(.noSuchItem) { try reserve([.init(part: .equipment, index: -1, reason: "没有")]) }
    Self.expect(.withoutReason) { try reserve([.init(part: .note, index: 0, reason: " ")]) }
    let radio = ShiftHandOver.Reservation(part: .equipment, index: 0, reason: "只有一部")
    Self.expect(.noSuchItem) { try reserve([radio, radio]) }
    #expect(one.state == .waiting && one.reservations.isEmpty)
    try reserve([radio, .init(part: .matter, index: 0, reason: "案卷未见")])
    #expect(one.state == .acceptedWithReservations && one.reservations.count == 2)
    var silent = try ShiftHandOver(id: 1, Self.record(note: ""), at: Self.time(0))
    Self.expect(.noSuchItem) {
      try silent.apply(
        .acknowledge(
          by: 2, reservations: [.init(part: .note, index: 0, reason: "没有")], at: Self.time(1)))
    }
  }

  @Test("is withdrawn by its writer alone, with a reason")
  func withdrawn() throws {
    var one = try ShiftHandOver(id: 1, Self.record(), at: Self.time(0))
    Self.expect(.notNamed) { try one.apply(.withdraw(by: 2, reason: "不接", at: Self.time(1))) }
    Self.expect(.withoutReason) { try one.apply(.withdraw(by: 1, reason: "", at: Self.time(1))) }
    try one.apply(.withdraw(by: 1, reason: "人员调整", at: Self.time(1)))
    #expect(one.state == .withdrawn && one.withdrawReason == "人员调整")
    Self.expect(.notAllowedInState) {
      try one.apply(.acknowledge(by: 2, reservations: [], at: Self.time(2)))
    }
  }

  @Test("goes up stage by stage, never one twice, and nothing lies before what is recorded")
  func stages() throws {
    var one = try ShiftHandOver(id: 1, Self.record(), at: Self.time(0))
    Self.expect(.clockNotDue) {
      try one.apply(.escalate(stage: 2, told: .dispatcher, at: Self.time(15)))
    }
    try one.apply(.escalate(stage: 1, told: .leader, at: Self.time(15)))
    Self.expect(.clockNotDue) {
      try one.apply(.escalate(stage: 1, told: .leader, at: Self.time(16)))
    }
    Self.expect(.beforeEarlierEvent) { try one.apply(.remind(at: Self.time(14))) }
    try one.apply(.remind(at: Self.time(16)))
    #expect(one.stage == 1 && one.reminders == 1)
  }

  @Test("is due after the incoming shift's start, the outgoing's end and now, whichever is last")
  func due() {
    let policy = ShiftHandOverPolicy.standard
    let (now, end) = (Self.time(100), Self.time(120))
    #expect(
      policy.due(written: now, shiftEnd: end, incomingStart: Self.time(130)) == Self.time(145))
    #expect(policy.due(written: now, shiftEnd: end, incomingStart: Self.time(60)) == Self.time(135))
    #expect(policy.due(written: now, shiftEnd: end, incomingStart: nil) == Self.time(135))
    #expect(policy.due(written: now, shiftEnd: Self.time(50), incomingStart: nil) == Self.time(115))
    let due = Self.time(115)
    #expect(policy.escalation(after: 0, due: due) == due)
    #expect(policy.escalation(after: 1, due: due) == Self.time(130))
    #expect(policy.escalation(after: 2, due: due) == nil)
  }
}

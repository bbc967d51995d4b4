// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Rostering
import Testing

@Suite("Requests for swaps and leave")
struct DutyRequestTests {
  private let now = Bench.time(-1, 8)
  private let violation = HardRuleViolation(
    rule: "rest-after-night", officer: 2, date: Bench.monday,
    explanation: LocalizedName(chinese: "休息不足", english: "too little rest"))

  private func swap() -> DutyRequest {
    DutyRequest(id: 1, by: 1, .swap(duty: 10, with: 2, against: nil), at: now)
  }

  @Test("A swap goes from the applicant to the other, to a leader, and changes the roster")
  func path() throws {
    var request = swap()
    #expect(request.state == .filed)
    #expect(
      try request.apply(.init(.agree, by: 2, at: now)) == [.tell(1), .askLeader])
    #expect(
      try request.apply(.init(.approve(overrides: []), by: 9, at: now))
        == [.revise(request.kind), .tell(1), .tell(2)])
    #expect(request.state == .approved)
    #expect(request.events.map(\.by) == [2, 9])
  }

  @Test("Steps by the wrong person or out of turn change nothing")
  func refused() {
    var request = swap()
    #expect(throws: RequestRefused.notTheirs(3)) {
      try request.apply(.init(.agree, by: 3, at: now))
    }
    #expect(throws: RequestRefused.wrongState(.filed)) {
      try request.apply(.init(.approve(overrides: []), by: 9, at: now))
    }
    #expect(throws: RequestRefused.notTheirs(2)) {
      try request.apply(.init(.withdraw, by: 2, at: now))
    }
    #expect(throws: RequestRefused.noReason) {
      try request.apply(.init(.refuse(reason: " "), by: 9, at: now))
    }
    #expect(request == swap())
  }

  @Test("Nobody approves his own leave")
  func ownLeave() {
    var request = DutyRequest(
      id: 2, by: 1, .leave(CivilInterval(start: Bench.time(0, 0), end: Bench.time(1, 0))), at: now)
    #expect(request.state == .submitted)
    #expect(throws: RequestRefused.ownRequest(1)) {
      try request.apply(.init(.approve(overrides: []), by: 1, at: now))
    }
  }

  @Test("What breaks a hard rule passes only with an override for it")
  func overrides() throws {
    var request = swap()
    _ = try request.apply(.init(.agree, by: 2, at: now))
    #expect(throws: RequestRefused.breaksRules([violation])) {
      try request.apply(.init(.approve(overrides: []), by: 9, at: now), violations: [violation])
    }
    let override = try RuleOverride(
      of: RestAfterNight(), officer: 2, date: Bench.monday, person: "Li 012345", reason: "agreed",
      decidedAt: now)
    _ = try request.apply(
      .init(.approve(overrides: [override]), by: 9, at: now), violations: [violation])
    #expect(request.state == .approved)
  }

  @Test("The check says what a swap would break, and makes its roster")
  func check() throws {
    let early = Bench.occurrence(1, "early", day: 1)
    let problem = Bench.problem(
      [Bench.officer(1), Bench.officer(2), Bench.officer(3)],
      [
        Bench.slot("night", day: 0), Bench.slot("early", day: 1, occurrences: [early]),
      ])
    let (night, morning) = (
      Bench.duty(2, "night", day: 0), Bench.duty(1, "early", day: 1, [early])
    )
    let roster = Bench.roster(problem, [night, morning])
    func check(_ other: ID<Officer>) throws -> RequestCheck {
      try RequestCheck(
        DutyRequest(id: 1, by: 1, .swap(duty: morning.id, with: other, against: nil), at: now),
        in: roster, of: problem, now: now)
    }
    #expect(try Set(check(2).violations.map(\.rule)) == ["minimum-rest", "rest-after-night"])
    #expect(try check(3).violations.isEmpty)
    #expect(try check(3).roster.duties.map(\.officer) == [2, 3])
    #expect(throws: RepairError.unknownOfficer("8")) { try check(8) }
    #expect(throws: RepairError.unknownDuty("\(morning.id)")) {
      try RequestCheck(
        DutyRequest(id: 1, by: 3, .swap(duty: morning.id, with: 1, against: nil), at: now),
        in: roster, of: problem, now: now)
    }
  }
}

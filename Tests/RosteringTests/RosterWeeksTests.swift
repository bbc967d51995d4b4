// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning
import Rostering
import Testing

@Suite("A roster's next weeks")
struct RosterWeeksTests {
  private static let second = Bench.monday.adding(days: 7)

  private func night(_ day: Int) -> ShiftSlot {
    Bench.slot(
      "night", day: day, occurrences: [Bench.occurrence(Int64(day + 1), "night", day: day)])
  }

  private func weeks(
    after duties: [RosteredDuty], _ problem: RosterProblem, now: CivilTime = Bench.time(-1, 20)
  ) async throws -> RosterWeeks {
    try await RosterWeeks.solve(
      after: Bench.roster(
        Bench.problem(problem.members, [], days: 7), duties), of: problem,
      from: Self.second, now: now, solvers: try Library.solvers())
  }

  @Test("go on from rest and from the burdens of the weeks before")
  func border() async throws {
    // 1 has the nights of the first week, its Sunday's among them: the second week's Monday morning is
    // no time for her, and its night is the other's share.
    let early = Bench.slot(
      "early", day: 7, occurrences: [Bench.occurrence(70, "early", day: 7)])
    let problem = Bench.problem(
      [Bench.officer(1), Bench.officer(2)], [night(5), night(6), early, night(10)], days: 14)
    let before = [5, 6].map {
      Bench.duty(1, "night", day: $0, [Bench.occurrence(Int64($0 + 1), "night", day: $0)])
    }
    let found = try await weeks(after: before, problem)
    #expect(found.from == Self.second && found.days == 7)
    #expect(found.rows.map(\.officer) == [2, 2])
    #expect(Set(found.rows.map(\.id)).isDisjoint(with: before.map(\.id)))
    var whole = Bench.roster(problem, before + found.rows)
    whole.days = 14
    let checker = RosterChecker(problem: problem)
    #expect(checker.violations(of: whole).isEmpty)
    #expect(found.penalty == checker.brokenRules(of: whole).reduce(0) { $0 + $1.penalty })
  }

  @Test("are not planned where they have begun")
  func begun() async throws {
    let problem = Bench.problem([Bench.officer(1)], [night(7), night(10)], days: 14)
    let found = try await weeks(after: [], problem, now: Bench.time(9, 0))
    #expect(found.rows.map(\.interval.start) == [Bench.time(10, 21, 30)])
  }

  @Test("of a whole brigade keep every rule across the border of the weeks")
  func brigade() async throws {
    let demo = DemoWeek()
    func problem(_ days: Int) throws -> RosterProblem {
      var problem = try RosterProblem(
        plans: demo.plans, organization: demo.organization, days: days)
      problem.pools = Array(problem.pools.prefix(1))
      return problem
    }
    let roster = try await RosterSolver.solve(try problem(7), solvers: try Library.solvers())
    let two = try problem(14)
    let found = try await RosterWeeks.solve(
      after: roster, of: two, from: roster.end, now: Bench.time(-1, 20),
      solvers: try Library.solvers())
    var whole = roster
    whole.duties += found.rows
    whole.days = 14
    #expect(RosterChecker(problem: two).violations(of: whole).isEmpty)
    // The nights of both weeks together lie as evenly as the rules can have them.
    let nights = RosterChecker(problem: two).brokenRules(of: whole).filter {
      $0.rule == "fair-nights"
    }
    #expect(nights.reduce(0) { $0 + $1.penalty } <= 20 * 4, "\(nights.map(\.explanation.english))")
  }

  // MARK: At the desk

  private func desk(
    _ store: MemoryRosterStore, days: Int = 7, planned: Int = 70
  ) async throws -> RosterDesk {
    let spanning: @Sendable (Int) throws(RosterError) -> RosterProblem = { days in
      Bench.problem(
        (1...4).map { Bench.officer($0) },
        stride(from: 0, to: min(days, planned), by: 7).map { day in
          Bench.slot(
            "early", day: day, occurrences: [Bench.occurrence(Int64(day), "early", day: day)])
        }, days: days)
    }
    let problem = try spanning(days)
    let rows = [Bench.duty(1, "early", day: 0, [Bench.occurrence(0, "early", day: 0)])]
    let id = await store.open(
      Bench.roster(problem, rows), by: RosterDeskTests.planner, at: RosterDeskTests.now,
      clock: RosterDeskTests.clock)
    return RosterDesk(
      id, problem: problem, staff: RosterDeskTests.staff, store: store, spanning: spanning
    ) { () throws(RepairError) in
      do { return try Library.solvers() } catch { throw .solver("\(error)") }
    }
  }

  private func found(_ desk: RosterDesk, weeks: Int = 1) async throws -> RosterWeeks {
    let draft = try await desk.current().draft
    return try await desk.weeks(
      from: draft.end, to: draft.end.adding(days: weeks * 7 - 1), timeLimit: .seconds(20),
      seen: try await desk.current().revision, at: RosterDeskTests.now)
  }

  @Test("become part of the draft, of judgement, repair and publication, and of what comes after")
  func life() async throws {
    let store = MemoryRosterStore()
    let desk = try await desk(store)
    let weeks = try await found(desk, weeks: 2)
    let posted = weeks.rows.filter { row in row.tasks.contains { $0.demand != nil } }
    #expect(posted.map(\.interval.start.date) == [Self.second, Self.second.adding(days: 7)])
    var book = try await desk.add(
      weeks, seen: 1, by: RosterDeskTests.planner, at: RosterDeskTests.now)
    #expect(book.draft.days == 21 && book.base.days == 7 && book.unpublished.isEmpty)
    #expect(try await desk.judgement().violations.isEmpty)
    let row = try #require(posted.last)
    #expect(try await !desk.candidates(for: row.id).isEmpty)
    #expect(try await desk.conflicts(at: RosterDeskTests.now).conflicts.isEmpty)
    book = try await desk.publish(
      note: "", seen: 2, by: RosterDeskTests.planner, at: RosterDeskTests.now)
    #expect(book.published?.days == 21)
    // Solved after the draft of before, they do not follow this one.
    await #expect(throws: RosterDeskError.self) {
      try await desk.add(weeks, seen: 3, by: RosterDeskTests.planner, at: RosterDeskTests.now)
    }
    // A roster after it takes the new weeks as what was worked before.
    let history = try await RosterDesk.history(before: book.draft.end, in: store)
    #expect(history.map(\.id) == book.draft.duties.map(\.id))
  }

  @Test("are refused where they overlap, leave a gap, are over, too many or without a plan")
  func refusals() async throws {
    let desk = try await desk(MemoryRosterStore(), planned: 14)
    func refusal(
      _ from: Int, _ to: Int, now: CivilTime = Bench.time(-1, 20)
    ) async throws -> RosterWeeksError? {
      do {
        try await desk.checkWeeks(
          from: Bench.monday.adding(days: from), to: Bench.monday.adding(days: to), seen: 1,
          at: RosterDeskTests.clock.instant(of: now))
        return nil
      } catch RosterDeskError.weeks(let error) { return error }
    }
    func date(_ day: Int) -> CivilDate { Bench.monday.adding(days: day) }
    #expect(try await refusal(7, 13) == nil)
    #expect(try await refusal(0, 13) == .overlap(from: date(0), end: date(7)))
    #expect(try await refusal(14, 20) == .gap(from: date(14), end: date(7)))
    #expect(try await refusal(8, 13) == .notWholeWeeks(from: date(8), to: date(13)))
    #expect(try await refusal(7, 12) == .notWholeWeeks(from: date(7), to: date(12)))
    #expect(try await refusal(7, 7 * 26 + 6) == .tooMany(weeks: 27, most: 26))
    #expect(try await refusal(7, 13, now: Bench.time(14, 0)) == .over(to: date(13)))
    // The plan ends with the second week, so that a desk at the third has nothing to ask for.
    let later = try await self.desk(MemoryRosterStore(), days: 14, planned: 14)
    await #expect(throws: RosterDeskError.self) {
      try await later.checkWeeks(
        from: date(14), to: date(20), seen: 1, at: RosterDeskTests.now)
    }
    for error: RosterWeeksError in [
      .noPlan(from: date(14), to: date(20)), .fixed, .over(to: date(1)),
      .gap(from: date(1), end: date(0)),
    ] {
      #expect(error.explanation.chinese.contains("可以"))
      #expect(error.explanation.english.contains("Maybe"))
    }
  }
}

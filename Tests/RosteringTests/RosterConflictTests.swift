// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning
import Rostering
import Testing

@Suite("Why there is no roster")
struct RosterConflictTests {
  private func slot(_ shift: String, _ day: Int, sworn: Int = 1) -> ShiftSlot {
    Bench.slot(
      shift, day: day,
      occurrences: [Bench.occurrence(Int64(day * 10 + 1), shift, day: day, sworn: sworn)])
  }

  private func finding(
    in problem: RosterProblem, options: RosterOptions = RosterOptions()
  ) async throws -> ConflictSearch.Finding {
    try await ConflictSearch.conflict(
      in: problem, solvers: Library.solvers(), options: options)
  }

  private func conflict(in problem: RosterProblem) async throws -> RosterConflict? {
    guard case .conflict(let conflict) = try await finding(in: problem) else { return nil }
    return conflict
  }

  @Test("Without time to say, nothing is said")
  func undecided() async throws {
    let problem = Bench.problem([Bench.officer(1)], [slot("early", 0)])
    #expect(
      try await finding(in: problem, options: RosterOptions(timeLimit: .zero)) == .undecided)
  }

  @Test("Each week of a roster is looked at, after the draft of those before it")
  func weeks() async throws {
    // Nobody can have both duties of the second week's Tuesday and Wednesday; the third is fine.
    let problem = Bench.problem(
      [Bench.officer(1)],
      [slot("early", 0), slot("late", 8), slot("early", 9), slot("early", 15)], days: 21)
    let store = MemoryRosterStore()
    let roster = Bench.roster(problem, [Bench.duty(1, "early", day: 0)])
    let id = await store.open(
      roster, by: RosterDeskTests.planner, at: RosterDeskTests.now, clock: RosterDeskTests.clock)
    let desk = RosterDesk(id, problem: problem, staff: RosterDeskTests.staff, store: store) {
      () throws(RepairError) in
      do { return try Library.solvers() } catch { throw .solver("\(error)") }
    }
    let found = try await desk.conflicts(at: RosterDeskTests.now)
    #expect(found.conflicts.map(\.week) == [Bench.monday.adding(days: 7)])
    #expect(found.conflicts[0].rules.map(\.key) == ["minimum-rest"])
    #expect(found.undecided.isEmpty)
    let later = RosterDeskTests.clock.instant(of: Bench.time(14, 0))
    #expect(try await desk.conflicts(at: later).conflicts.isEmpty, "that week is over")
  }

  @Test("A draft that keeps every rule proves its week at once, one that does not proves nothing")
  func draft() async throws {
    let slots = [slot("early", 0), slot("late", 2)]
    let problem = Bench.problem([Bench.officer(1)], slots)
    let rows = zip(["early", "late"], slots).map { shift, slot in
      Bench.duty(
        1, shift, day: Int(slot.date.day - Bench.monday.day), slot.occurrences)
    }
    func finding(_ rows: [RosteredDuty]) async throws -> ConflictSearch.Finding {
      // Without time there is no search: only the draft can say it.
      try await ConflictSearch.conflict(
        in: problem, filledBy: rows, solvers: Library.solvers(),
        options: RosterOptions(effort: 0, timeLimit: .milliseconds(200)))
    }
    #expect(try await finding(rows) == .fillable)
    var away = problem
    away.pools[0].members[0].leave = [CivilInterval(start: Bench.time(2, 0), end: Bench.time(3, 0))]
    let found = try await ConflictSearch.conflict(
      in: away, filledBy: rows, solvers: Library.solvers())
    guard case .conflict(let conflict) = found else {
      Issue.record("\(found)")
      return
    }
    #expect(conflict.demands.map(\.date) == [Bench.monday.adding(days: 2)])
  }

  @Test("What has begun is over: the days of a week that are left are looked at alone")
  func midWeek() async throws {
    let problem = Bench.problem([Bench.officer(1)], [slot("early", 0, sworn: 2), slot("early", 3)])
    let store = MemoryRosterStore()
    let id = await store.open(
      Bench.roster(problem, []), by: RosterDeskTests.planner, at: RosterDeskTests.now,
      clock: RosterDeskTests.clock)
    let desk = RosterDesk(id, problem: problem, staff: RosterDeskTests.staff, store: store) {
      () throws(RepairError) in
      do { return try Library.solvers() } catch { throw .solver("\(error)") }
    }
    func demands(at time: CivilTime) async throws -> [[CivilDate]] {
      try await desk.conflicts(at: RosterDeskTests.clock.instant(of: time)).conflicts
        .map { $0.demands.map(\.date) }
    }
    #expect(try await demands(at: Bench.time(0, 0)) == [[Bench.monday]])
    #expect(try await demands(at: Bench.time(1, 0)).isEmpty)
  }

  @Test("Late and then early by one officer: both demands, the rest between, and what would help")
  func restBetween() async throws {
    // The shift on Friday can be filled and is no part of it.
    let problem = Bench.problem(
      [Bench.officer(1)], [slot("late", 0), slot("early", 1), slot("early", 4)])
    let conflict = try #require(try await conflict(in: problem))
    #expect(conflict.demands.map(\.date) == [Bench.monday, Bench.monday.adding(days: 1)])
    #expect(conflict.rules.map(\.key) == ["minimum-rest"])
    #expect(conflict.isMinimal)
    #expect(conflict.relaxations.map(\.rule) == [nil, "minimum-rest"])
    let rest = "At least 11 hours of rest between two duties (8 with an approved special duty)"
    let words = conflict.explanation.english
    #expect(
      words.hasPrefix(
        "For Brigade 1 in the week from 2017-05-01 these cannot hold together: 2017-05-01 late shift needs 1 sworn; "
          + "2017-05-02 early shift needs 1 sworn; with the rules: \(rest). Maybe find people: "))
    #expect(words.hasSuffix(" needs 1 sworn and has 0; or have a leader relax “\(rest)”."))
  }

  @Test("A demand beyond everybody needs no rule to fail")
  func tooFew() async throws {
    let problem = Bench.problem([Bench.officer(1)], [slot("early", 0, sworn: 2), slot("early", 1)])
    let conflict = try #require(try await conflict(in: problem))
    #expect(conflict.demands.map(\.date) == [Bench.monday])
    #expect(conflict.rules.isEmpty)
  }

  @Test("A week that can be filled has no conflict")
  func none() async throws {
    let problem = Bench.problem([Bench.officer(1)], [slot("early", 0), slot("early", 1)])
    #expect(try await finding(in: problem) == .fillable)
  }

  @Test("Without any one of its parts the conflict is gone")
  func irreducible() async throws {
    let leave = CivilInterval(start: Bench.time(2, 0), end: Bench.time(4, 0))
    let problem = Bench.problem(
      [Bench.officer(1), Bench.officer(2, leave: [leave])],
      (0..<4).map { slot("night", $0, sworn: $0 < 2 ? 2 : 1) } + [slot("early", 3)])
    let conflict = try #require(try await conflict(in: problem))
    #expect(conflict.isMinimal)
    for demand in conflict.demands {
      var eased = problem
      eased.pools[0].slots.removeAll { slot in
        !conflict.demands.contains { $0.date == slot.date } || slot.date == demand.date
      }
      #expect(try await finding(in: eased) == .fillable)
    }
    for rule in conflict.rules {
      var eased = problem
      eased.pools[0].slots.removeAll { slot in
        !conflict.demands.contains { $0.date == slot.date }
      }
      eased.rules = eased.rules.replacing(dropping: [rule.key])
      #expect(try await finding(in: eased) == .fillable)
    }
  }
}

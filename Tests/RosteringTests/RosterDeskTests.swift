// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Rostering
import Testing

@Suite("The roster desk")
struct RosterDeskTests {
  static let planner = RosterPerson(name: "李伟（li.wei）", officer: 9)
  /// The evening before the first day.
  static let now = CityClock(minutesEastOfUTC: 480).instant(of: Bench.time(-1, 20))
  static let clock = CityClock(minutesEastOfUTC: 480)
  static let staff = Organization(
    isDemoData: true, name: LocalizedName(chinese: "支队", english: "detachment"), clock: clock,
    areas: [], units: [Bench.unit()], officers: (1...4).map { Bench.officer($0) }, vehicles: [])

  /// Four people: 1 at the post in the early shift of Monday, 2 on standby with him, 3 at the post
  /// in the late shift of Tuesday, 4 free.
  private func problem() -> RosterProblem {
    Bench.problem(
      (1...4).map { Bench.officer($0) },
      [
        Bench.slot("early", day: 0, occurrences: [Bench.occurrence(1, "early", day: 0)]),
        Bench.slot("late", day: 1, occurrences: [Bench.occurrence(2, "late", day: 1)]),
      ])
  }

  private let early = Bench.duty(1, "early", day: 0, [Bench.occurrence(1, "early", day: 0)])
  private let standby = Bench.duty(2, "early", day: 0)
  private let late = Bench.duty(3, "late", day: 1, [Bench.occurrence(2, "late", day: 1)])

  private func desk(
    _ store: MemoryRosterStore = MemoryRosterStore()
  ) async throws -> RosterDesk {
    let problem = problem()
    let roster = Bench.roster(problem, [early, standby, late])
    let id = await store.open(roster, by: Self.planner, at: Self.now, clock: Self.clock)
    return RosterDesk(id, problem: problem, staff: Self.staff, store: store) {
      () throws(RepairError) in
      do { return try Library.solvers() } catch { throw .solver("\(error)") }
    }
  }

  @Test("publishes a draft, and keeps what was published while the draft goes on")
  func publishing() async throws {
    let desk = try await desk()
    var book = try await desk.publish(note: "五月第一周", seen: 1, by: Self.planner, at: Self.now)
    #expect(book.publications.map(\.number) == [1] && book.publications[0].by == Self.planner)
    #expect(book.publications[0].at == Bench.time(-1, 20) && book.unpublished.isEmpty)
    await refused(.nothingToPublish) {
      try await desk.publish(note: "", seen: 2, by: Self.planner, at: Self.now)
    }
    book = try await desk.assign(
      late.id, to: 4, waivers: [], seen: 2, by: Self.planner, at: Self.now)
    #expect(book.unpublished == [RosterMove(duty: late.id, from: 3, to: 4)])
    #expect(book.published?.duties.map(\.officer) == [1, 2, 3])
    book = try await desk.publish(note: "", seen: 3, by: Self.planner, at: Self.now)
    #expect(book.publications.map(\.number) == [1, 2])
    #expect(book.published?.duties.map(\.officer) == [1, 2, 4])
    #expect(book.publications[1].version != book.publications[0].version)
  }

  @Test("takes a new draft as a whole, keeps what was published, and lets no pinned row go")
  func newDraft() async throws {
    let desk = try await desk()
    _ = try await desk.publish(note: "", seen: 1, by: Self.planner, at: Self.now)
    let away = CivilInterval(start: Bench.time(0, 0), end: Bench.time(1, 0))
    _ = try await desk.take(
      StaffIntake(
        leave: [.init(badge: Bench.officer(1).badgeNumber, interval: away)], files: ["a"]),
      seen: 2, by: Self.planner, at: Self.now)
    let redraft = try await desk.redraft(
      from: Bench.monday, changeWeight: 40, timeLimit: .seconds(10), seen: 3, at: Self.now)
    #expect(!redraft.isEmpty && redraft.penaltyAfter >= 0)
    let book = try await desk.adopt(redraft, seen: 3, by: Self.planner, at: Self.now)
    #expect(!book.draft.duties.contains { $0.officer == 1 })
    #expect(book.draft.duties.contains { $0.interval == early.interval && !$0.tasks.isEmpty })
    #expect(book.published?.duties == [early, standby, late] && !book.unpublished.isEmpty)
    #expect(try await desk.judgement().violations.isEmpty)
    let row = try #require(book.draft.duties.first)
    _ = try await desk.setPin(true, on: row.id, seen: 4, by: Self.planner, at: Self.now)
    var other = redraft
    (other.removed, other.rows, other.unpinned) = ([row.id], [], [])
    await refused(.pinned(row.id)) {
      try await desk.adopt(other, seen: 5, by: Self.planner, at: Self.now)
    }
    await #expect(throws: RosterDeskError.self) {
      try await desk.redraft(
        from: Bench.monday, changeWeight: 40, timeLimit: .seconds(10), seen: 1, at: Self.now)
    }
  }

  @Test("takes staff and leave as one step: candidates and rules go by it, replay gives it back")
  func staffIsTaken() async throws {
    let store = MemoryRosterStore()
    let desk = try await desk(store)
    var changed = Bench.officer(2)
    changed.exemptions = [.noOutdoorDuty]
    let new = Bench.officer(5)
    let away = CivilInterval(start: Bench.time(1, 0), end: Bench.time(2, 0))
    let intake = StaffIntake(
      people: [changed, new], units: [Bench.unit()],
      leave: [.init(badge: Bench.officer(3).badgeNumber, interval: away)], files: ["staff.csv"])
    // 3 has the late shift of the day that the leave takes.
    #expect(try await desk.violations(with: intake).map(\.rule) == ["approved-leave"])
    let book = try await desk.take(intake, seen: 1, by: Self.planner, at: Self.now)
    #expect(book.intakes.map(\.by) == [Self.planner] && book.revision == 2)
    #expect(try await desk.judgement().violations.map(\.rule) == ["approved-leave"])
    #expect(try await desk.violations(with: intake).isEmpty)
    let found = try await desk.candidates(for: late.id)
    #expect(found.contains { $0.officer == 5 && $0.readiness == .free })
    #expect(
      found.first { $0.officer == 2 }?.violations.map(\.rule).contains("outdoor-exemption") == true)
    #expect(try await desk.currentStaff().officers.map(\.id) == [1, 2, 3, 4, 5])
    // Whoever opens the same record later has the same people.
    let other = RosterDesk(desk.id, problem: problem(), staff: Self.staff, store: store) {
      () throws(RepairError) in throw .solver("none is needed here")
    }
    #expect(try await other.currentStaff() == (try await desk.currentStaff()))
    #expect(try await RosterDesk.intakes(in: store) == [intake])
    await refused(.nothingToTake) {
      try await desk.take(
        StaffIntake(files: ["empty.csv"]), seen: 2, by: Self.planner, at: Self.now)
    }
  }

  @Test("lets the first of two editors pass; the second hears of it and overwrites nothing")
  func conflict() async throws {
    let store = MemoryRosterStore()
    let desk = try await desk(store)
    _ = try await desk.setPin(true, on: early.id, seen: 1, by: Self.planner, at: Self.now)
    let error = await #expect(throws: RosterDeskError.self) {
      try await desk.setPin(true, on: late.id, seen: 1, by: Self.planner, at: Self.now)
    }
    guard case .store(.conflict) = try #require(error) else { Issue.record("\(error!)"); return }
    #expect(try await desk.current().pins.keys.sorted() == [early.id])
    // A program of its own on the same store sees the same.
    let other = RosterDesk(desk.id, problem: problem(), staff: Self.staff, store: store) {
      () throws(RepairError) in throw .solver("not asked for")
    }
    _ = try await other.setPin(false, on: early.id, seen: 2, by: Self.planner, at: Self.now)
    #expect(try await desk.current().pins.isEmpty)
  }

  @Test("keeps a proposal until somebody takes it, and takes it as a whole")
  func repair() async throws {
    let desk = try await desk()
    let sick = RosterChange.sickCall(
      officer: 1, interval: CivilInterval(start: Bench.time(0, 0), end: Bench.time(1, 0)))
    var book = try await desk.propose(sick, seen: 1, by: Self.planner, at: Self.now)
    let record = try #require(book.repairs.first)
    #expect(record.state == .open && record.cells.map(\.kind) == [.vacated, .fromStandby])
    #expect(record.moves.count == 2 && book.draft == book.base)
    book = try await desk.accept(record.id, seen: 2, by: Self.planner, at: Self.now)
    #expect(book.draft.duties.map(\.officer) == [2, 3])
    #expect(book.absences.map(\.officer) == [1])
    await refused(.repairClosed(record.id)) {
      try await desk.accept(record.id, seen: 3, by: Self.planner, at: Self.now)
    }
    // Whoever is ill is no candidate any more.
    let candidates = try await desk.candidates(for: early.id)
    #expect(candidates.first { $0.officer == 1 }?.readiness != .free)
    #expect(candidates.first { $0.officer == 1 }?.violations.map(\.rule) == ["approved-leave"])
  }

  @Test(
    "lets a soft rule weigh more for a reason: points go by it, and who decided stays on record")
  func weights() async throws {
    let desk = try await desk()
    var book = try await desk.weigh(
      "fair-nights", as: 35, reason: "夜班不均", seen: 1, by: Self.planner, at: Self.now)
    book = try await desk.weigh(
      "fair-nights", as: 30, reason: "折中", seen: 2, by: Self.planner, at: Self.now)
    #expect(book.weights.map(\.before) == [20, 35] && book.weights.map(\.weight) == [35, 30])
    #expect(book.weights[0].person == Self.planner.name && book.weights[0].reason == "夜班不均")
    #expect(book.weightsInForce == ["fair-nights": 30])
    let rules = book.problem(desk.problem).rules.soft
    #expect(rules.first { $0.key == "fair-nights" }?.weight == 30)
    #expect(rules.first { $0.key == "fair-nights" }?.sentence.english.contains("30 points") == true)
    #expect(desk.problem.rules.soft.first { $0.key == "fair-nights" }?.weight == 20)
    await refused(.noReason) {
      try await desk.weigh(
        "fair-nights", as: 5, reason: " ", seen: 3, by: Self.planner, at: Self.now)
    }
    for weight in [-1, 1001] {
      await refused(.badWeight(weight)) {
        try await desk.weigh(
          "fair-nights", as: weight, reason: "试", seen: 3, by: Self.planner, at: Self.now)
      }
    }
    await refused(.sameWeight(30)) {
      try await desk.weigh(
        "fair-nights", as: 30, reason: "试", seen: 3, by: Self.planner, at: Self.now)
    }
    await #expect(throws: RosterDeskError.self) {
      try await desk.weigh(
        "minimum-rest", as: 1, reason: "试", seen: 3, by: Self.planner, at: Self.now)
    }
  }

  @Test("a rule that weighs twice as much costs the same draft twice the points")
  func points() throws {
    let night = Bench.problem(
      [Bench.officer(1), Bench.officer(2)],
      (0..<2).map {
        Bench.slot("night", day: $0, occurrences: [Bench.occurrence(1, "night", day: $0)])
      })
    let twice = Bench.roster(
      night, [Bench.duty(1, "night", day: 0), Bench.duty(1, "night", day: 1)])
    for (weight, expected) in [(20, 20), (40, 40), (0, 0)] {
      var problem = night
      problem.rules = night.rules.weighing(["fair-nights": weight])
      let broken = RosterChecker(problem: problem).brokenRules(of: twice)
      #expect(
        broken.filter { $0.rule == "fair-nights" }.reduce(0) { $0 + $1.penalty } == expected)
    }
  }

  @Test("says whether the shifts can still be filled: which demand cannot once all are away")
  func unfillable() async throws {
    let desk = try await desk()
    #expect(try await desk.conflicts(at: Self.now).conflicts.isEmpty)
    let away = RosterChange.draw(
      officers: [1, 2, 3, 4],
      interval: CivilInterval(start: Bench.time(1, 0), end: Bench.time(2, 0)), order: "9")
    let book = try await desk.propose(away, seen: 1, by: Self.planner, at: Self.now)
    _ = try await desk.accept(book.repairs[0].id, seen: 2, by: Self.planner, at: Self.now)
    let conflict = try #require(try await desk.conflicts(at: Self.now).conflicts.first)
    #expect(conflict.demands.map(\.date) == [Bench.monday.adding(days: 1)])
    #expect(conflict.rules.map(\.key) == ["approved-leave"])
  }

  @Test("takes a pinned row from whoever falls ill, and its pin with it")
  func pinnedAndIll() async throws {
    let desk = try await desk()
    _ = try await desk.setPin(true, on: early.id, seen: 1, by: Self.planner, at: Self.now)
    let sick = RosterChange.sickCall(
      officer: 1, interval: CivilInterval(start: Bench.time(0, 0), end: Bench.time(1, 0)))
    _ = try await desk.propose(sick, seen: 2, by: Self.planner, at: Self.now)
    let book = try await desk.accept(1, seen: 3, by: Self.planner, at: Self.now)
    #expect(book.draft.duties.map(\.officer) == [2, 3] && book.pins.isEmpty)
  }

  @Test("drops a proposal only with a reason")
  func dropping() async throws {
    let desk = try await desk()
    let draw = RosterChange.draw(
      officers: [3], interval: CivilInterval(start: Bench.time(1, 12), end: Bench.time(1, 18)),
      order: "安保任务一号")
    _ = try await desk.propose(draw, seen: 1, by: Self.planner, at: Self.now)
    await refused(.noReason) {
      try await desk.drop(1, reason: "  ", seen: 2, by: Self.planner, at: Self.now)
    }
    let book = try await desk.drop(1, reason: "任务取消", seen: 2, by: Self.planner, at: Self.now)
    #expect(book.repairs.map(\.state) == [.dropped] && book.draft == book.base)
  }

  @Test("refuses a proposal whose rows went to somebody else in the meantime")
  func outdated() async throws {
    let desk = try await desk()
    let sick = RosterChange.sickCall(
      officer: 3, interval: CivilInterval(start: Bench.time(1, 0), end: Bench.time(2, 0)))
    _ = try await desk.propose(sick, seen: 1, by: Self.planner, at: Self.now)
    _ = try await desk.assign(late.id, to: 4, waivers: [], seen: 2, by: Self.planner, at: Self.now)
    await refused(.outdated(late.id)) {
      try await desk.accept(1, seen: 3, by: Self.planner, at: Self.now)
    }
  }

  @Test("moves no pinned row, neither by hand nor by swap nor by repair")
  func pinned() async throws {
    let desk = try await desk()
    _ = try await desk.setPin(true, on: late.id, seen: 1, by: Self.planner, at: Self.now)
    await refused(.pinned(late.id)) {
      try await desk.assign(late.id, to: 4, waivers: [], seen: 2, by: Self.planner, at: Self.now)
    }
    await refused(.pinned(late.id)) {
      try await desk.swap(
        late.id, against: standby.id, waivers: [], seen: 2, by: Self.planner, at: Self.now)
    }
  }

  @Test("sets a rule aside only with a reason, and says by whom and when")
  func waiver() async throws {
    // 1 ends on Monday at 13:30 and 3's late shift becomes a night that begins at 21:30: eight hours.
    let night = Bench.duty(3, "night", day: 0, [Bench.occurrence(2, "night", day: 0)])
    let problem = Bench.problem(
      [Bench.officer(1), Bench.officer(3)],
      [
        Bench.slot("early", day: 0, occurrences: [Bench.occurrence(1, "early", day: 0)]),
        Bench.slot("night", day: 0, occurrences: [Bench.occurrence(2, "night", day: 0)]),
      ])
    let store = MemoryRosterStore()
    let id = await store.open(
      Bench.roster(problem, [early, night]), by: Self.planner, at: Self.now, clock: Self.clock)
    let tight = RosterDesk(id, problem: problem, staff: Self.staff, store: store) {
      () throws(RepairError) in throw .solver("not asked for")
    }
    let candidate = try #require(try await tight.candidates(for: night.id).first)
    #expect(candidate.readiness == .needsOverride)
    let violation = try #require(candidate.violations.first)
    #expect(violation.rule == "minimum-rest" && candidate.violations.count == 1)
    let date = try #require(violation.date)
    await refused(.request(.breaksRules([violation]))) {
      try await tight.assign(
        night.id, to: 1, waivers: [], seen: 1, by: Self.planner, at: Self.now)
    }
    func waiver(_ reason: String) -> RosterDesk.Waiver {
      .init(rule: "minimum-rest", officer: 1, date: date, reason: reason)
    }
    await #expect(throws: RosterDeskError.self) {
      try await tight.assign(
        night.id, to: 1, waivers: [waiver(" ")], seen: 1, by: Self.planner, at: Self.now)
    }
    let book = try await tight.assign(
      night.id, to: 1, waivers: [waiver("值班局长批准")], seen: 1, by: Self.planner, at: Self.now)
    #expect(book.overrides.map(\.person) == [Self.planner.name])
    #expect(book.overrides.map(\.decidedAt) == [Bench.time(-1, 20)])
    #expect(try await tight.judgement().violations.isEmpty)
  }

  @Test("approves a swap that both want and the rules allow, and nobody his own")
  func swapRequest() async throws {
    let desk = try await desk()
    _ = try await desk.file(
      .swap(duty: early.id, with: 3, against: late.id), applicant: 1, seen: nil,
      by: Self.planner, at: Self.now)
    let review = try await desk.review(1, at: Self.now)
    #expect(review.violations.isEmpty && review.moves.count == 2)
    _ = try await desk.answer(1, .agree, officer: 3, seen: 2, by: Self.planner, at: Self.now)
    await refused(.request(.ownRequest(3))) {
      try await desk.approve(1, waivers: [], leader: 3, seen: 3, by: Self.planner, at: Self.now)
    }
    let book = try await desk.approve(
      1, waivers: [], leader: 9, seen: 3, by: Self.planner, at: Self.now)
    #expect(book.requests.map(\.state) == [.approved])
    #expect(book.draft.duties.map(\.officer) == [2, 3, 1])
  }

  @Test("covers the duties of somebody whose leave is approved, with the least change")
  func leaveRequest() async throws {
    let desk = try await desk()
    let monday = CivilInterval(start: Bench.time(0, 0), end: Bench.time(1, 0))
    _ = try await desk.file(
      .leave(monday), applicant: 1, seen: nil, by: Self.planner, at: Self.now)
    let review = try await desk.review(1, at: Self.now)
    #expect(review.violations.isEmpty && review.cells.map(\.kind) == [.vacated, .fromStandby])
    let book = try await desk.approve(
      1, waivers: [], leader: 9, seen: 2, by: Self.planner, at: Self.now)
    #expect(book.draft.duties.map(\.officer) == [2, 3] && book.absences.count == 1)
  }

  private func refused(
    _ expected: RosterRefused, _ work: () async throws -> RosterBook
  ) async {
    do {
      _ = try await work()
      Issue.record("not refused")
    } catch RosterDeskError.refused(let refused) {
      #expect(refused == expected)
    } catch {
      Issue.record(error)
    }
  }
}

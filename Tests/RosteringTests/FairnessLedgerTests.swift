// SPDX-License-Identifier: Apache-2.0

import CPSAT
import DutyModel
import DutyPlanning
@testable import Rostering
import Testing

@Suite("Fairness over twelve weeks, and rest owed")
struct FairnessLedgerTests {
  @Test("counts the twelve weeks that end with the roster, everyone who may bear it included")
  func window() throws {
    let people = [
      Bench.officer(1), Bench.officer(2), Bench.officer(3, exemptions: [.noNightDuty]),
    ]
    // 84 days end on day 6; day -77 is the first of them.
    let history = [-78, -77, -1].map { Bench.duty(1, "night", day: $0) }
    let problem = Bench.problem(people, [], history: history)
    let roster = Bench.roster(problem, [Bench.duty(1, "night", day: 0)])
    let ledger = FairnessLedger(problem: problem, roster: roster)
    let nights = try #require(ledger.lines.first { $0.burden == .nights })
    #expect(nights.shares.map(\.count) == [3, 0])
    #expect(nights.range == 3)
    #expect(nights.gini == 0.5)
    #expect(ledger.period.start == Bench.time(-77, 0))
    #expect(ledger.lines.filter { $0.total == 0 }.allSatisfy { $0.gini == nil })
  }

  @Test(
    "Annual leave is 5, 10 and 15 working days by service; holidays in it are not taken off",
    arguments: [(0, 0), (1, 5), (9, 5), (10, 10), (19, 10), (20, 15)])
  func annualLeave(years: Int, quota: Int) throws {
    // A whole week with a holiday on Monday: four working days, and half a day is none.
    let leave = [
      CivilInterval(start: Bench.time(0, 0), end: Bench.time(7, 0)),
      CivilInterval(start: Bench.time(8, 0), end: Bench.time(8, 11)),
    ]
    let balance = AnnualLeave(
      of: Bench.officer(1, leave: leave), serviceYears: years,
      year: Bench.monday...Bench.monday.adding(days: 20),
      days: try WeighedRuleTests.kinds(holidays: 0...0))
    #expect(balance.quotaDays == quota)
    #expect(balance.takenDays == 4)
    #expect(balance.leftDays == max(0, quota - 4))
  }

  @Test("A special duty on Saturday with 8 hours of rest before it owes 3 hours and its own 6")
  func debt() {
    let special = Bench.duty(
      1, "special", day: 5,
      interval: CivilInterval(start: Bench.time(5, 5, 30), end: Bench.time(5, 11, 30)))
    let late = Bench.duty(1, "late", day: 4)
    let debts = RestDebt.debts(from: [late, special], days: .plainWeek)
    #expect(debts.map(\.incurredMinutes) == [180 + 360])
    let repaid = RestDebt.debts(from: [late, special], days: .plainWeek, repaid: [1: 400])
    #expect(repaid.map(\.owedMinutes) == [140])
    #expect(RestDebt.debts(from: [late], days: .plainWeek).isEmpty)
  }

  @Test("Nine hours owed and a week of 35: five are repaid, four cost 20")
  func price() {
    let special = Bench.duty(
      1, "special", day: -2,
      interval: CivilInterval(start: Bench.time(-2, 8), end: Bench.time(-2, 17)))
    let problem = Bench.problem([Bench.officer(1)], [], history: [special])
    let debts = RestDebt.debts(from: [special], days: .plainWeek)
    var rules = RosterRules.standard
    rules.soft.append(RestDebtFirst(debts: debts))
    var owing = problem
    owing.rules = rules
    let week = (0..<5).map { Bench.duty(1, "early", day: $0) }
    let broken = Bench.penalties(of: RestDebtFirst(debts: debts), owing, week)
    #expect(broken.map(\.penalty) == [20])
    #expect(
      broken.first?.explanation.english
        == "Officer 1 (000001): 9 hours of rest owed from special duty, 5 hours repaid this week")
  }

  @Test("The solver gives the free days to whom rest is owed, and its prices are the checker's")
  func repaidFirst() async throws {
    let special = (1...2).map {
      Bench.duty(
        $0, "special", day: -2,
        interval: CivilInterval(start: Bench.time(-2, 8), end: Bench.time(-2, 17)))
    }
    let debts = RestDebt.debts(from: [special[1]], days: .plainWeek)
    var rules = RosterRules.china
    rules.hard.removeAll { $0.key == "station-minimum" }
    rules.soft = [WeeklyTarget(), RestDebtFirst(debts: debts)]
    let slots = (0..<5).map {
      Bench.slot("early", day: $0, occurrences: [Bench.occurrence(Int64($0), "early", day: $0)])
    }
    let problem = Bench.problem(
      [Bench.officer(1), Bench.officer(2)], slots, history: special, rules: rules)
    let roster = try await RosterSolver.solve(problem, solvers: Library.solvers())
    let counts = [1, 2].map { id in roster.duties.count { $0.officer == ID(rawValue: id) } }
    #expect(counts[0] > counts[1])
    #expect(roster.solves.map(\.objective) == [Double(roster.penalty)])
  }

  @Test(
    "Booked rest stands until published weeks gave it back, and the standard rules then price it")
  func standing() throws {
    func special(_ officer: Int64, day: Int) -> RestDebt {
      let duty = Bench.duty(
        officer, "special", day: day,
        interval: CivilInterval(start: Bench.time(day, 8), end: Bench.time(day, 17)))
      return RestDebt.debts(from: [duty], days: .plainWeek)[0]
    }
    // Nine hours each, on the Sunday two weeks before. In the week between, officer 1 works 35 hours
    // of 40 and officer 2 works 40.
    let between = (-7 ... -3).map { Bench.duty(1, "early", day: $0) }
    let full = (-7 ... -3).map { day in
      Bench.duty(
        2, "early", day: day,
        interval: CivilInterval(start: Bench.time(day, 8), end: Bench.time(day, 16)))
    }
    let booked = [special(2, day: -8), special(1, day: -8)]
    func owed(_ booked: [RestDebt], _ history: [RosteredDuty]) throws -> [Int] {
      var problem = Bench.problem(
        [Bench.officer(1), Bench.officer(2)], [], history: history)
      problem.repay(booked)
      guard let rule = problem.rules.soft(RestDebtFirst.self).first else { return [] }
      return [1, 2].map { rule.owedHours(ID(rawValue: $0)) }
    }
    #expect(try owed(booked, between + full) == [4, 9])
    // No roster was published for the week, so it gave nothing back.
    #expect(try owed(booked, []) == [9, 9])
    // Called again within the week: it began before that debt, and its free hours were not free.
    #expect(try owed(booked + [special(1, day: -1)], between + full) == [16, 9])
    #expect(try owed([], between).isEmpty)
  }
}

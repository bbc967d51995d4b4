// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning
import Rostering
import Testing

@Suite("Night work, Sundays, meals and notice in Europe")
struct EuropeRuleTests {
  private func duty(_ officer: Int64, _ day: Int, from start: Int = 8, hours: Int) -> RosteredDuty {
    Bench.duty(
      officer, "day", day: day,
      interval: CivilInterval(start: Bench.time(day, start), end: Bench.time(day, start + hours)))
  }

  @Test(
    "193 hours in four weeks are one too many for a night worker, and free for whoever has none")
  func nightWorker() {
    let people = [Bench.officer(1), Bench.officer(2, exemptions: [.noNightDuty])]
    let history = (1...2).flatMap { officer in
      (-20..<0).map { duty(officer, $0, hours: 9) }
    }
    let problem = Bench.problem(people, [], history: history)
    func broken(_ hours: Int) -> [HardRuleViolation] {
      Bench.violations(
        of: NightWorkerHours(), problem, (1...2).map { duty($0, 0, hours: hours) })
    }
    // 20 days of 9 hours lie in the window.
    #expect(broken(12).isEmpty)
    #expect(
      broken(13).map(\.explanation.english) == [
        "Officer 1 (000001): 193 hours in the 4 weeks from 2017-04-10 as a night worker, "
          + "expected at most 192 hours, 8 for each 24"
      ])
  }

  @Test("The UK averages a night worker's hours over 17 weeks, the union over four")
  func reference() throws {
    func weeks(_ rules: RosterRules) -> [Int] {
      rules.hard.compactMap { ($0 as? NightWorkerHours)?.weeks }
    }
    #expect(weeks(.europeanUnion) == [4])
    #expect(weeks(.unitedKingdom) == [17])
  }

  @Test(
    "In a unit with hazardous nights nine hours at night break the limit, eight or a day do not")
  func hazardousNight() {
    let people = [Bench.officer(1), Bench.officer(2, unit: 101)]
    let problem = Bench.problem(people, [], teams: [Bench.unit(), Bench.unit(101)])
    let duties = [
      duty(1, 0, from: 21, hours: 9), duty(2, 0, from: 21, hours: 9),
      duty(1, 2, from: 22, hours: 8), duty(1, 4, hours: 9),
    ]
    let broken = Bench.violations(of: HazardousNight(units: [Bench.squadron]), problem, duties)
    #expect(
      broken.map(\.explanation.english) == [
        "Officer 1 (000001): 9 hours of night duty from 2017-05-01T21:00, "
          + "expected at most 8 in this unit"
      ])
    #expect(Bench.violations(of: HazardousNight(), problem, duties).isEmpty)
  }

  @Test("The 38th and 39th Sunday worked of a year's 53 leave too few free, the 37th does not")
  func sundays() {
    // 2017 has 53 Sundays, its last on 31 December; 15 are to stay free.
    let last = Bench.monday.adding(days: 244)
    #expect(last.description == "2017-12-31")
    let earlier = (1...37).map { duty(1, 244 - 7 * $0, hours: 8) }
    func broken(_ history: [RosteredDuty]) -> [HardRuleViolation] {
      let problem = Bench.problem(
        [Bench.officer(1)], [], history: history, first: last.adding(days: -6))
      return Bench.violations(of: FreeSundays(), problem, [duty(1, 244, hours: 8)])
    }
    #expect(broken(Array(earlier)).isEmpty)
    let one = duty(1, 244 - 7 * 38, hours: 8)
    #expect(
      broken(earlier + [one]).map(\.explanation.english) == [
        "Officer 1 (000001): with 2017-12-31 only 14 Sundays of 2017 are left free, expected 15"
      ])
  }

  @Test("A Sunday amid 27 days without a free weekday is not repaid; two Sundays need two days")
  func replacement() {
    func broken(free: Set<Int>) -> [String] {
      let days = (-14...20).filter { !free.contains($0) }
      let problem = Bench.problem(
        [Bench.officer(1)], [], history: days.filter { $0 < 0 }.map { duty(1, $0, hours: 6) },
        days: 21)
      return Bench.violations(
        of: ReplacementRestDay(), problem, days.filter { $0 >= 0 }.map { duty(1, $0, hours: 6) }
      ).map(\.explanation.english)
    }
    // Sundays are the days 6, 13 and 20; 13 and 20 look beyond the roster, where all is free.
    let unpaid =
      "Officer 1 (000001): Sunday, 2017-05-07, is worked and no weekday within 14 days of it free"
    #expect(broken(free: [-1, -8]).filter { $0 == unpaid } == [unpaid])
    #expect(broken(free: [-1, -8, 3]).isEmpty)
  }

  @Test("Eight hours with 40 minutes for a meal cost 1, with 45 nothing; ten hours want an hour")
  func meals() {
    let officer = Bench.officer(1)
    let start = Bench.time(0, 8)
    func points(_ hours: Int, rest: Int) -> Int {
      MealBreak().points(
        for: DutySpan(
          interval: CivilInterval(start: start, end: start.adding(minutes: hours * 60)),
          breakMinutes: rest), by: officer)
    }
    #expect([points(8, rest: 40), points(8, rest: 45)] == [1, 0])
    #expect([points(10, rest: 59), points(10, rest: 60), points(5, rest: 30)] == [1, 0, 0])
    let problem = Bench.problem([officer], [])
    #expect(
      Bench.penalties(of: MealBreak(), problem, [duty(1, 0, hours: 8)]).map(\.explanation.english)
        == [
          "Officer 1 (000001): 0 minutes of break in the 8 hours from 2017-05-01T08:00, wanted 45"
        ]
    )
  }

  @Test("Four weeks of rosters are 63 days short of three months; thirteen weeks are enough")
  func horizon() {
    let problem = Bench.problem([Bench.officer(1)], [], days: 28)
    #expect(Bench.penalties(of: RosterHorizon(), problem, []).map(\.penalty) == [63])
    #expect(
      Bench.penalties(of: RosterHorizon(), problem, []).map(\.explanation.english)
        == ["rosters cover 28 days from 2017-05-01, wanted 91"])
    let further = RosterHorizon(coveredUntil: Bench.monday.adding(days: 90))
    #expect(Bench.penalties(of: further, problem, []).isEmpty)
  }
}

// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning
import Rostering
import Testing

@Suite("The hard rules of China, the EU, the UK and the US")
struct CountryRuleTests {
  private func span(_ day: Int, _ hour: Int, hours: Int, special: Bool = false) -> CivilInterval {
    CivilInterval(start: Bench.time(day, hour), end: Bench.time(day, hour + hours))
  }

  @Test("24 hours at the station need 24 hours free: 23 break it, 24 do not")
  func longDuty() {
    let problem = Bench.problem([Bench.officer(1)], [])
    let long = Bench.duty(1, "day", day: 0, interval: span(0, 8, hours: 24))
    func broken(_ start: Int) -> [HardRuleViolation] {
      Bench.violations(
        of: RestAfterLongDuty(), problem,
        [long, Bench.duty(1, "early", day: 2, interval: span(2, start, hours: 4))])
    }
    #expect(
      broken(7).map(\.explanation.english)
        == ["Officer 1 (000001): 23 hours free after a duty of 24 hours, expected 24 hours"])
    #expect(broken(8).isEmpty)
  }

  @Test("An auxiliary's duty of 12 hours has 4 of overtime, 3 are allowed; an officer's is free")
  func dailyOvertime() {
    let problem = Bench.problem([Bench.officer(1, .auxiliary), Bench.officer(2)], [])
    let duties = [1, 2].map { Bench.duty($0, "day", day: 0, interval: span(0, 8, hours: 12)) }
    let broken = Bench.violations(of: DailyOvertimeLimit(), problem, duties)
    #expect(
      broken.map(\.explanation.english) == [
        "Officer 1 (000001): 4 hours of overtime in the duty from 2017-05-01T08:00, "
          + "expected at most 3 hours"
      ])
  }

  @Test(
    "May 2017 has 21 working days by its calendar: 204 hours are 36 of overtime, one more is 37")
  func monthlyOvertime() throws {
    let calendar = try WorkingCalendar(
      name: LocalizedName(chinese: "历", english: "calendar"), source: "test",
      covers: [Bench.monday.adding(days: -60)...Bench.monday.adding(days: 60)],
      holidays: [
        HolidayPeriod(days: Bench.monday...Bench.monday),
        HolidayPeriod(days: Bench.monday.adding(days: 27)...Bench.monday.adding(days: 29)),
      ],
      shiftedWorkdays: [Bench.monday.adding(days: 26)])
    // The 27th is worked for the 29th; the holidays are the 1st and the 28th to the 30th.
    let days = Bench.monday.adding(days: -30)...Bench.monday.adding(days: 40)
    var problem = Bench.problem(
      [Bench.officer(1, .auxiliary)], [],
      history: (0..<16).map { Bench.duty(1, "day", day: $0, interval: span($0, 7, hours: 12)) },
      first: Bench.monday.adding(days: 21))
    problem.dayKinds = try DayKinds(calendar, covering: days)
    func broken(_ hours: Int) -> [HardRuleViolation] {
      Bench.violations(
        of: MonthlyOvertimeLimit(), problem,
        [Bench.duty(1, "day", day: 22, interval: span(22, 7, hours: hours))])
    }
    #expect(broken(12).isEmpty)
    #expect(
      broken(13).map(\.explanation.english) == [
        "Officer 1 (000001): 37 hours of overtime in the month from 2017-05-01, "
          + "expected at most 36 hours"
      ])
  }

  @Test("171 hours in 28 days keep 29 USC 207(k), 172 do not, and older weeks do not count")
  func averageHours() {
    let rule = AverageHoursLimit(weeks: 4, hours: 171)
    let history = (-30..<0).map { Bench.duty(1, "day", day: $0, interval: span($0, 8, hours: 8)) }
    let problem = Bench.problem([Bench.officer(1)], [], history: history)
    // 21 days of 8 hours lie in the window.
    func broken(_ hours: Int) -> [HardRuleViolation] {
      Bench.violations(
        of: rule, problem, [Bench.duty(1, "day", day: 0, interval: span(0, 8, hours: hours))])
    }
    #expect(broken(3).isEmpty)
    #expect(
      broken(4).map(\.explanation.english) == [
        "Officer 1 (000001): 172 hours in the 4 weeks from 2017-04-10, expected at most 171 hours"
      ])
  }

  @Test("The EU's weekly rest is 35 hours for sworn officers too")
  func weeklyRest() throws {
    let rule = try #require(
      RosterRules.europeanUnion.hard.compactMap { $0 as? WeeklyRestDay }.first)
    let problem = Bench.problem([Bench.officer(1)], [])
    let daily = (-1..<8).map { Bench.duty(1, "day", day: $0, interval: span($0, 8, hours: 8)) }
    let broken = Bench.violations(of: rule, problem, daily)
    #expect(
      broken.map(\.explanation.english) == [
        "Officer 1 (000001): no 35 free hours on end in the week from 2017-05-01"
      ])
    let free = daily.filter { $0.interval.start.date != Bench.monday.adding(days: 3) }
    #expect(Bench.violations(of: rule, problem, free).isEmpty)
  }

  @Test("A leader's order to rest is kept, and says who gave it and why")
  func forcedRest() {
    let order = ForcedRest.Order(
      officer: 1, interval: span(0, 0, hours: 24), leader: "Captain Li", reason: "two nights")
    let problem = Bench.problem([Bench.officer(1)], [])
    let broken = Bench.violations(
      of: ForcedRest(orders: [order]), problem,
      [Bench.duty(1, "early", day: 0), Bench.duty(1, "early", day: 1)])
    #expect(broken.map(\.date) == [Bench.monday])
    #expect(broken.first?.explanation.english.contains("Captain Li") == true)
    #expect(broken.first?.explanation.english.contains("two nights") == true)
  }

  @Test("On a trunk road one sworn officer with one auxiliary is too few, with two it is enough")
  func arterial() {
    let people = [Bench.officer(1)] + (2...3).map { Bench.officer($0, .auxiliary) }
    let rule = ArterialCrew(places: [.post(1)])
    for (auxiliaries, isBroken) in [(1, true), (2, false)] {
      let post = Bench.occurrence(1, "early", day: 0, sworn: 1, auxiliary: auxiliaries)
      let problem = Bench.problem(people, [Bench.slot("early", day: 0, occurrences: [post])])
      let duties = (1...Int64(auxiliaries + 1)).map { Bench.duty($0, "early", day: 0, [post]) }
      let broken = Bench.violations(of: rule, problem, duties)
      #expect(broken.isEmpty != isBroken)
      #expect(Bench.violations(of: ArterialCrew(), problem, duties).isEmpty)
    }
  }

  @Test("A licence that lapsed on Monday serves a post on Monday and none on Tuesday")
  func licence() {
    let posts = [0, 1].map {
      Bench.occurrence(Int64($0), "early", day: $0, skills: [.breathTest: 1])
    }
    let slots = posts.enumerated().map {
      Bench.slot("early", day: $0.offset, occurrences: [$0.element])
    }
    var problem = Bench.problem([Bench.officer(1, skills: [.breathTest])], slots)
    problem.licences.set(.breathTest, of: 1, lastDay: Bench.monday)
    let duties = posts.enumerated().map { Bench.duty(1, "early", day: $0.offset, [$0.element]) }
    let broken = Bench.violations(of: RequiredSkills(), problem, duties)
    #expect(broken.map(\.date) == [Bench.monday.adding(days: 1)])
  }

  @Test("A named person's override lets one violation pass, and is shown with it")
  func overrides() throws {
    let rule = RestAfterNight()
    var problem = Bench.problem([Bench.officer(1)], [])
    problem.rules = RosterRules(hard: [rule], soft: [])
    let roster = Bench.roster(
      problem, [Bench.duty(1, "night", day: 0), Bench.duty(1, "late", day: 1)])
    #expect(RosterChecker(problem: problem).violations(of: roster).count == 1)
    problem.overrides = [
      try RuleOverride(
        of: rule, officer: 1, date: Bench.monday.adding(days: 1), person: "Li 012345",
        reason: "flood order 7", decidedAt: Bench.time(1, 8))
    ]
    let checker = RosterChecker(problem: problem)
    #expect(checker.violations(of: roster).isEmpty)
    #expect(checker.overridden(in: roster).map(\.override.person) == ["Li 012345"])
    for (person, reason, error) in [
      (" ", "x", RuleOverrideError.noPerson(rule: rule.key)),
      ("Li", "", .noReason(rule: rule.key)),
    ] {
      #expect(throws: error) {
        try RuleOverride(
          of: rule, officer: 1, date: Bench.monday, person: person, reason: reason,
          decidedAt: Bench.time(0, 0))
      }
    }
    #expect(throws: RuleOverrideError.self) {
      try RuleOverride(
        of: NightExemption(), officer: 1, date: Bench.monday, person: "Li", reason: "x",
        decidedAt: Bench.time(0, 0))
    }
  }

  @Test(
    "Every set names each rule once, with a sentence in both languages",
    arguments: RosterRuleSet.allCases)
  func sets(_ set: RosterRuleSet) {
    let rules = set.rules
    let all: [any RosterRule] = rules.hard + rules.soft
    #expect(Set(all.map(\.key)).count == all.count)
    for rule in all {
      #expect(!rule.sentence.chinese.isEmpty && !rule.sentence.english.isEmpty)
      #expect(rule.sentence.chinese != rule.sentence.english)
    }
  }
}

// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning
import Rostering
import Testing

@Suite("The soft rules of the ready sets, with their prices")
struct WeighedRuleTests {
  private func duty(_ officer: Int64, _ day: Int, hours: Int) -> RosteredDuty {
    Bench.duty(
      officer, "day", day: day,
      interval: CivilInterval(start: Bench.time(day, 8), end: Bench.time(day, 8 + hours)))
  }

  @Test("A duty against a wish costs 6, and one beside it nothing")
  func preferences() {
    let wish = Preferences.Wish(
      officer: 1, interval: CivilInterval(start: Bench.time(2, 0), end: Bench.time(3, 0)))
    let problem = Bench.problem([Bench.officer(1)], [])
    let broken = Bench.penalties(
      of: Preferences(wishes: [wish]), problem, [duty(1, 2, hours: 8), duty(1, 3, hours: 8)])
    #expect(broken.map(\.penalty) == [6])
    #expect(
      broken.first?.explanation.english
        == "Officer 1 (000001): wished to be free from 2017-05-03T00:00 to 2017-05-04T00:00, "
        + "but has duty from 2017-05-03T08:00")
  }

  @Test("A tour of ten hours costs 4, two for each hour above eight")
  func tour() {
    let problem = Bench.problem([Bench.officer(1)], [])
    let broken = Bench.penalties(
      of: NormalTour(), problem, [duty(1, 0, hours: 10), duty(1, 1, hours: 8)])
    #expect(broken.map(\.penalty) == [4])
  }

  @Test("Seven hours without a break cost 1, six nothing")
  func breaks() {
    let problem = Bench.problem([Bench.officer(1)], [])
    let broken = Bench.penalties(
      of: BreakInDuty(), problem, [duty(1, 0, hours: 7), duty(1, 1, hours: 6)])
    #expect(broken.map(\.penalty) == [1])
    #expect(broken.first?.date == Bench.monday)
  }

  @Test("At 38 °C two hours on a post are free, at 40 °C they cost 20")
  func heat() {
    let post = Bench.occurrence(1, "early", day: 0)
    let problem = Bench.problem(
      [Bench.officer(1)], [Bench.slot("early", day: 0, occurrences: [post])])
    let duties = [Bench.duty(1, "early", day: 0, [post])]
    for (celsius, prices) in [(36.0, []), (38.0, []), (40.0, [20])] {
      let rule = HeatLimit(days: [HeatDay(date: Bench.monday, highestCelsius: celsius)])
      #expect(Bench.penalties(of: rule, problem, duties).map(\.penalty) == prices)
    }
  }

  @Test("A brigade without a leader on duty on six of seven days pays 36")
  func leader() {
    var leader = Bench.officer(1)
    leader.isLeader = true
    let problem = Bench.problem([leader, Bench.officer(2)], [])
    let broken = Bench.penalties(
      of: LeaderInCharge(), problem, [duty(1, 0, hours: 8), duty(2, 1, hours: 8)])
    #expect(broken.reduce(0) { $0 + $1.penalty } == 36)
    #expect(broken.first?.explanation.english == "Brigade 1 has no leader on duty on 2017-05-02")
  }

  @Test("A roster published three weeks ahead costs 7 days; a draft and four weeks cost nothing")
  func notice() {
    let problem = Bench.problem([Bench.officer(1)], [])
    for (days, prices) in [(21, [7]), (28, [])] {
      let rule = PublicationNotice(publishedOn: Bench.monday.adding(days: -days))
      #expect(Bench.penalties(of: rule, problem, []).map(\.penalty) == prices)
    }
    #expect(Bench.penalties(of: PublicationNotice(), problem, []).isEmpty)
  }

  @Test("The fourth and fifth time that the same two share a place cost 1 each")
  func pairs() {
    let posts = (0..<5).map { Bench.occurrence(Int64($0), "early", day: $0, sworn: 2) }
    let problem = Bench.problem(
      [Bench.officer(1), Bench.officer(2)],
      posts.enumerated().map { Bench.slot("early", day: $0.offset, occurrences: [$0.element]) })
    let duties = posts.enumerated().flatMap { day, post in
      [1, 2].map { Bench.duty($0, "early", day: day, [post]) }
    }
    let broken = Bench.penalties(of: PairingMix(), problem, duties)
    #expect(broken.map(\.penalty) == [2])
    #expect(
      broken.first?.explanation.english
        == "Officer 1 (000001) and Officer 2 (000002) share a place 5 times, wanted 3 at most")
  }

  @Test("A second holiday duty beyond a share of one costs 15; a holiday is no weekend day")
  func holidays() throws {
    let kinds = try Self.kinds(holidays: 5...6)
    let slots = [5, 6].map {
      Bench.slot("early", day: $0, occurrences: [Bench.occurrence(Int64($0), "early", day: $0)])
    }
    var problem = Bench.problem([Bench.officer(1), Bench.officer(2)], slots)
    problem.dayKinds = kinds
    let both = [5, 6].map { Bench.duty(1, "early", day: $0) }
    #expect(Bench.penalties(of: FairBurden.holidays, problem, both).map(\.penalty) == [15])
    #expect(Bench.penalties(of: FairBurden.weekends, problem, both).isEmpty)
  }

  @Test("A week with a shifted Saturday has 48 hours as its target, one with a holiday 32")
  func shiftedDays() throws {
    let week = CivilInterval(start: Bench.time(0, 0), end: Bench.time(7, 0))
    let officer = Bench.officer(1)
    let long = try Self.kinds(shifted: [5])
    let short = try Self.kinds(holidays: 0...0)
    let rule = WeeklyTarget()
    #expect(
      rule.targetMinutes(for: officer, in: week, until: week.end, days: long) == 48 * 60)
    #expect(
      rule.targetMinutes(for: officer, in: week, until: week.end, days: short) == 32 * 60)
    #expect(rule.targetMinutes(for: officer, in: week, until: week.end) == 40 * 60)
  }

  static func kinds(
    holidays: ClosedRange<Int>? = nil, shifted: [Int] = []
  ) throws -> DayKinds {
    func date(_ day: Int) -> CivilDate { Bench.monday.adding(days: day) }
    let calendar = try WorkingCalendar(
      name: LocalizedName(chinese: "历", english: "calendar"), source: "test",
      covers: [date(-100)...date(100)],
      holidays: holidays.map { [HolidayPeriod(days: date($0.lowerBound)...date($0.upperBound))] }
        ?? [],
      shiftedWorkdays: shifted.map(date))
    return try DayKinds(calendar, covering: date(-90)...date(20))
  }
}

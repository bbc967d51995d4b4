// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning
import Rostering
import Testing

@Suite("The hard rules of rest")
struct RestRuleTests {
  let problem = Bench.problem([Bench.officer(1)], [])

  @Test("Late until 21:30 and early from 06:30 leave 9 hours of rest, 2 too few")
  func lateThenEarly() {
    let duties = [Bench.duty(1, "late", day: 0), Bench.duty(1, "early", day: 1)]
    let broken = Bench.violations(of: MinimumRest(), problem, duties)
    #expect(
      broken.map(\.explanation.english) == [
        "Officer 1 (000001): only 9 hours of rest before 2017-05-02T06:30, expected 11 hours"
      ])
    #expect(
      broken.first?.explanation.chinese == "甲1（000001）：2017-05-02T06:30上岗前只休息了9小时，至少应休息11小时")
    #expect(Bench.violations(of: MinimumRest(hours: 9), problem, duties).isEmpty)
  }

  @Test(
    "Exactly 11 hours are enough, 1 minute less is not; a special duty needs 8",
    arguments: [
      (660, "early", 0), (659, "early", 1), (480, "special", 0), (479, "special", 1),
    ])
  func restToTheMinute(rest: Int, shift: String, count: Int) {
    let first = Bench.interval("late", day: 0)
    let start = first.end.adding(minutes: rest)
    let second = CivilInterval(start: start, end: start.adding(minutes: 300))
    let duties = [
      Bench.duty(1, "late", day: 0), Bench.duty(1, shift, day: 1, interval: second),
    ]
    #expect(Bench.violations(of: MinimumRest(), problem, duties).count == count)
  }

  @Test("No day duty within 24 hours after a night, however the calendar falls; a night may follow")
  func dayAfterNight() {
    let night = Bench.duty(1, "night", day: 0)
    let tooSoon = Bench.violations(
      of: RestAfterNight(), problem, [night, Bench.duty(1, "late", day: 1)])
    #expect(
      tooSoon.map(\.explanation.english) == [
        "Officer 1 (000001): day duty 6 hours after the night that ended 2017-05-02T06:30, "
          + "expected 24 hours"
      ])
    for next in [Bench.duty(1, "early", day: 2), Bench.duty(1, "night", day: 1)] {
      #expect(Bench.violations(of: RestAfterNight(), problem, [night, next]).isEmpty)
    }
  }

  @Test("A night of the roster before still counts, and the rule does not blame that roster")
  func nightBeforeTheWeek() {
    let problem = Bench.problem([Bench.officer(1)], [], history: [Bench.duty(1, "night", day: -1)])
    let broken = Bench.violations(
      of: RestAfterNight(), problem, [Bench.duty(1, "early", day: 0)])
    #expect(broken.map(\.date) == [Bench.monday])
  }

  @Test("Two duties at once are one double booking")
  func doubleBooking() {
    let duties = [Bench.duty(1, "early", day: 0), Bench.duty(1, "late", day: 0)]
    let broken = Bench.violations(of: NoDoubleBooking(), problem, duties)
    #expect(
      broken.map(\.explanation.english) == [
        "Officer 1 (000001): the duty from 2017-05-01T12:30 begins before the one until "
          + "2017-05-01T13:30 has ended"
      ])
  }

  @Test("The seventh duty in a row is too many; a free day and night begin a new run")
  func consecutiveDuties() {
    let seven = (0..<7).map { Bench.duty(1, "early", day: $0) }
    let broken = Bench.violations(of: MaximumConsecutiveDuties(), problem, seven)
    #expect(
      broken.map(\.explanation.english) == [
        "Officer 1 (000001): 7 duties in a row until 2017-05-07T13:30, expected at most 6"
      ])
    let parted = seven.filter { $0.interval.start.date != Bench.monday.adding(days: 3) }
    #expect(Bench.violations(of: MaximumConsecutiveDuties(), problem, parted).isEmpty)
  }

  @Test("A block of nights across the border of two weeks is one block")
  func nightsAcrossTheWeek() {
    let problem = Bench.problem(
      [Bench.officer(1)], [],
      history: [Bench.duty(1, "night", day: -2), Bench.duty(1, "night", day: -1)])
    let nights = [Bench.duty(1, "night", day: 0), Bench.duty(1, "night", day: 1)]
    let broken = Bench.violations(of: MaximumConsecutiveNights(), problem, nights)
    #expect(
      broken.map(\.explanation.english) == [
        "Officer 1 (000001): 4 nights in a row until 2017-05-03T06:30, expected at most 3"
      ])
  }

  @Test("Thirteen hours are one too many, but not for station duty where one can sleep")
  func continuousDuty() {
    let long = CivilInterval(start: Bench.time(0, 8), end: Bench.time(0, 21))
    let duty = Bench.duty(1, "early", day: 0, interval: long)
    let broken = Bench.violations(of: MaximumContinuousDuty(), problem, [duty])
    #expect(
      broken.map(\.explanation.english) == [
        "Officer 1 (000001): 13 hours of duty from 2017-05-01T08:00, expected at most 12 hours"
      ])
    let rested = MaximumContinuousDuty(unitsWithRestFacility: [Bench.squadron])
    #expect(Bench.violations(of: rested, problem, [duty]).isEmpty)
    let onPost = Bench.duty(
      1, "early", day: 0, [Bench.occurrence(1, "early", day: 0)], interval: long)
    #expect(Bench.violations(of: rested, problem, [onPost]).count == 1)
  }

  @Test("An auxiliary works 44 hours a week at most; Sunday's night counts 2.5 of them")
  func weeklyHours() {
    let problem = Bench.problem([Bench.officer(1, .auxiliary), Bench.officer(2)], [])
    let fiveLate = (0..<5).map { Bench.duty(1, "late", day: $0) }
    let broken = Bench.violations(of: WeeklyHoursLimit(), problem, fiveLate)
    #expect(
      broken.map(\.explanation.english) == [
        "Officer 1 (000001): 45 hours in one week, expected at most 44 hours"
      ])
    let withSunday = Array(fiveLate.dropLast()) + [Bench.duty(1, "night", day: 6)]
    #expect(Bench.violations(of: WeeklyHoursLimit(), problem, withSunday).isEmpty)
    let sworn = (0..<5).map { Bench.duty(2, "late", day: $0) }
    #expect(Bench.violations(of: WeeklyHoursLimit(), problem, sworn).isEmpty)
  }

  @Test("An auxiliary without 24 free hours on end in a week has no rest day")
  func restDay() {
    let problem = Bench.problem([Bench.officer(1, .auxiliary)], [])
    let history = [Bench.duty(1, "early", day: -1)]
    let daily = (0..<7).map { Bench.duty(1, "early", day: $0) }
    let pinned = Bench.problem([Bench.officer(1, .auxiliary)], [], history: history)
    let broken = Bench.violations(
      of: WeeklyRestDay(), pinned, daily + [Bench.duty(1, "early", day: 7)])
    #expect(
      broken.map(\.explanation.english) == [
        "Officer 1 (000001): no 24 free hours on end in the week from 2017-05-01"
      ])
    #expect(Bench.violations(of: WeeklyRestDay(), problem, Array(daily.dropLast())).isEmpty)
  }
}

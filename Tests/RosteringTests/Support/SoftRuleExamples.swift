// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning
import Rostering

/// One for each soft rule of any set.
enum SoftRuleExamples {
  typealias Example = RuleExample<any SoftRule>

  static let all = fairness + rhythm + places + people + heat + circumstances

  private static let one = Bench.problem([Bench.officer(1)], [])

  /// Two officers who share the shifts of some days, all of them worked by the first.
  private static func shared(
    _ shift: String, _ days: [Int]
  ) -> (problem: RosterProblem, duties: [RosteredDuty]) {
    let posts = days.map { ($0, Bench.occurrence(Int64($0), shift, day: $0)) }
    return (
      Bench.problem(
        [Bench.officer(1), Bench.officer(2)],
        posts.map { Bench.slot(shift, day: $0.0, occurrences: [$0.1]) }),
      posts.map { Bench.duty(1, shift, day: $0.0, [$0.1]) }
    )
  }

  private static let fairness: [Example] = {
    let nights = shared("night", [0, 1])
    let weekend = shared("early", [5, 6])
    let peaks = shared("early", [1, 2])
    var holiday = shared("early", [5, 6])
    // Both days of the week's end are a holiday.
    do { holiday.problem.dayKinds = try WeighedRuleTests.kinds(holidays: 5...6) } catch {}
    return [
      Example(
        FairBurden.nights, nights.problem, nights.duties, points: 20,
        "甲1（000001）：夜班2次，应摊1次", "Officer 1 (000001): 2 nights, the fair share is 1"),
      Example(
        FairBurden.weekends, weekend.problem, weekend.duties, points: 10,
        "甲1（000001）：周末勤务2次，应摊1次",
        "Officer 1 (000001): 2 weekend duties, the fair share is 1"),
      Example(
        FairBurden.holidays, holiday.problem, holiday.duties, points: 15,
        "甲1（000001）：节假日勤务2次，应摊1次",
        "Officer 1 (000001): 2 holiday duties, the fair share is 1"),
      Example(
        FairBurden.peaks, peaks.problem, peaks.duties, points: 3,
        "甲1（000001）：高峰岗2次，应摊1次", "Officer 1 (000001): 2 peak posts, the fair share is 1"),
    ]
  }()

  private static let rhythm = [
    Example(
      ForwardRotation(), one, [Bench.duty(1, "late", day: 0), Bench.duty(1, "early", day: 2)],
      points: 4, "甲1（000001）：2017-05-01T12:30之后排到更早的2017-05-03T06:30",
      "Officer 1 (000001): 2017-05-03T06:30 is earlier in the day than 2017-05-01T12:30 before it"),
    Example(
      FreeAfterNights(), one, [Bench.duty(1, "night", day: 0), Bench.duty(1, "early", day: 2)],
      points: 8, "甲1（000001）：夜班2017-05-02T06:30结束后休息24小时，应休息48小时",
      "Officer 1 (000001): 24 hours free after the night that ended 2017-05-02T06:30, wanted "
        + "48 hours"),
    Example(
      NightBlockTarget(), one, (0..<3).map { Bench.duty(1, "night", day: $0) }, points: 4,
      "甲1（000001）：到2017-05-04T06:30已连续3个夜班，以2个为宜",
      "Officer 1 (000001): 3 nights in a row until 2017-05-04T06:30, wanted 2 at most"),
    Example(
      WeeklyTarget(), one, (0..<5).map { Bench.duty(1, "late", day: $0) }, points: 15,
      "甲1（000001）：2017-05-01起的一周45小时，目标40小时",
      "Officer 1 (000001): 45 hours in the week from 2017-05-01, the target is 40 hours"),
    Example(
      DutyLoad(), one, (0..<5).map { Bench.outdoors(day: $0, hours: 10, stay: (9, 11)) },
      points: 4, "甲1（000001）：2017-05-01起的一周勤务50小时、备勤0小时，折合50小时，以48小时为宜",
      "Officer 1 (000001): 50 hours of duty and 0 hours of standby in the week from 2017-05-01, "
        + "together 50 hours, wanted 48 hours"),
    Example(
      NormalTour(), one, [Bench.long(1, day: 0, hours: 10)], points: 4,
      "甲1（000001）：2017-05-01T08:00的勤务10小时，以8小时为宜",
      "Officer 1 (000001): 10 hours of duty from 2017-05-01T08:00, wanted 8 hours"),
    Example(
      BreakInDuty(), one, [Bench.long(1, day: 0, hours: 7)], points: 1,
      "甲1（000001）：2017-05-01T08:00的勤务共7小时，班次内没有休息",
      "Officer 1 (000001): 7 hours of duty from 2017-05-01T08:00 without a break in the shift"),
    Example(
      MealBreak(), one, [Bench.long(1, day: 0, hours: 8)], points: 1,
      "甲1（000001）：2017-05-01T08:00的勤务8小时，班次内休息0分钟，应45分钟",
      "Officer 1 (000001): 0 minutes of break in the 8 hours from 2017-05-01T08:00, wanted 45"),
  ]

  private static let places: [Example] = {
    let beat = Bench.occurrence(1, "early", day: 0, beat: 3)
    let far = Bench.occurrence(1, "early", day: 0, kilometresNorth: 7.5)
    let posts = (0..<5).map { Bench.occurrence(Int64($0), "early", day: $0, sworn: 2) }
    return [
      Example(
        BeatContinuity(),
        Bench.problem(
          [Bench.officer(1), Bench.officer(2)],
          [Bench.slot("early", day: 0, occurrences: [beat])], beatOwners: [3: 1]),
        [Bench.duty(1, "early", day: 0), Bench.duty(2, "early", day: 0, [beat])], points: 5,
        "甲1（000001）：2017-05-01T07:00在班，网格3由他人值守",
        "Officer 1 (000001): on duty at 2017-05-01T07:00 while others hold beat 3"),
      Example(
        TravelFromHome(),
        Bench.problem([Bench.officer(1)], [Bench.slot("early", day: 0, occurrences: [far])]),
        [Bench.duty(1, "early", day: 0, [far])], points: 3,
        "甲1（000001）：勤务地点最远距本单位7500米",
        "Officer 1 (000001): as far as 7500 m from home"),
      Example(
        PairingMix(),
        Bench.problem(
          [Bench.officer(1), Bench.officer(2)],
          posts.enumerated().map { Bench.slot("early", day: $0.offset, occurrences: [$0.element]) }),
        posts.enumerated().flatMap { day, post in
          [1, 2].map { Bench.duty($0, "early", day: day, [post]) }
        }, points: 2,
        "甲1（000001）与甲2（000002）同岗5次，以3次为限",
        "Officer 1 (000001) and Officer 2 (000002) share a place 5 times, wanted 3 at most"),
    ]
  }()

  private static let people: [Example] = {
    let special = Bench.duty(1, "special", day: -2, interval: Bench.span(-2, 8, hours: 9))
    let debts = RestDebt.debts(from: [special], days: .plainWeek)
    var owing = Bench.problem([Bench.officer(1)], [], history: [special])
    owing.rules = owing.rules.repaying(debts)
    return [
      Example(
        RestDebtFirst(debts: debts), owing, (0..<5).map { Bench.duty(1, "early", day: $0) },
        points: 20, "甲1（000001）：特殊勤务欠休9小时，本周只补5小时",
        "Officer 1 (000001): 9 hours of rest owed from special duty, 5 hours repaid this week"),
      Example(
        Preferences(wishes: [
          Preferences.Wish(officer: 1, interval: Bench.span(2, 0, hours: 24))
        ]), one, [Bench.long(1, day: 2, hours: 8)], points: 6,
        "甲1（000001）：希望2017-05-03T00:00至2017-05-04T00:00休息，却安排了2017-05-03T08:00的勤务",
        "Officer 1 (000001): wished to be free from 2017-05-03T00:00 to 2017-05-04T00:00, but has "
          + "duty from 2017-05-03T08:00"),
    ]
  }()

  private static let heat: [Example] = {
    func day(_ celsius: Double) -> [HeatDay] {
      [HeatDay(date: Bench.monday, highestCelsius: celsius)]
    }
    return [
      Example(
        HeatLimit(days: day(40)), one, [Bench.outdoors(day: 0, hours: 8, stay: (9, 11))],
        points: 20, "甲1（000001）：2017-05-01最高40.0℃，路面勤务2小时",
        "Officer 1 (000001): 2 hours outdoors on 2017-05-01 at 40.0 °C"),
      Example(
        HottestHours(days: day(38)), one, [Bench.outdoors(day: 0, hours: 8, stay: (13, 16))],
        points: 20, "甲1（000001）：2017-05-01最高38.0℃，12:00起的3小时内仍有路面勤务2小时",
        "Officer 1 (000001): 2 hours outdoors in the 3 hours from 2017-05-01T12:00 at 38.0 °C"),
      Example(
        HeatOvertime(days: day(35)), one, [Bench.outdoors(day: 0, hours: 10, stay: (9, 10))],
        points: 12, "甲1（000001）：2017-05-01最高35.0℃，2017-05-01T08:00起的路面勤务加班2小时",
        "Officer 1 (000001): 2 hours of overtime in the outdoor duty from 2017-05-01T08:00 at "
          + "35.0 °C"),
      Example(
        HeatRotation(days: day(35)), one, [Bench.outdoors(day: 0, hours: 8, stay: (9, 12))],
        points: 2, "甲1（000001）：2017-05-01最高35.0℃，2017-05-01T09:00起路面连续3小时，应2小时轮换",
        "Officer 1 (000001): 3 hours outdoors on end from 2017-05-01T09:00 at 35.0 °C, wanted "
          + "relief after 2 hours"),
    ]
  }()

  private static let circumstances = [
    Example(
      LeaderInCharge(), Bench.problem([Bench.officer(1)], [], days: 1),
      [Bench.long(1, day: 0, hours: 8)], points: 6, "一大队2017-05-01没有领导带班",
      "Brigade 1 has no leader on duty on 2017-05-01"),
    Example(
      PublicationNotice(publishedOn: Bench.monday.adding(days: -21)), one, [], points: 7,
      "2017-04-10公布，只提前21天，应提前28天", "published on 2017-04-10, 21 days ahead, wanted 28"),
    Example(
      RosterHorizon(), Bench.problem([Bench.officer(1)], [], days: 28), [], points: 63,
      "班表自2017-05-01只覆盖28天，应覆盖91天",
      "rosters cover 28 days from 2017-05-01, wanted 91"),
  ]
}

// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning
import Rostering

/// One for each hard rule of any set.
enum HardRuleExamples {
  typealias Example = RuleExample<any HardRule>

  static let all = rest + runs + eligibility + places + hours + orders

  private static let one = Bench.problem([Bench.officer(1)], [])
  private static let auxiliary = Bench.problem([Bench.officer(1, .auxiliary)], [])
  private static let post = Bench.occurrence(7, "early", day: 0, sworn: 1, auxiliary: 1)

  private static let rest = [
    Example(
      NoDoubleBooking(), one, [Bench.duty(1, "early", day: 0), Bench.duty(1, "late", day: 0)],
      "甲1（000001）：2017-05-01T12:30开始的勤务与2017-05-01T13:30结束的勤务重叠",
      "Officer 1 (000001): the duty from 2017-05-01T12:30 begins before the one until "
        + "2017-05-01T13:30 has ended"),
    Example(
      MinimumRest(), one, [Bench.duty(1, "late", day: 0), Bench.duty(1, "early", day: 1)],
      "甲1（000001）：2017-05-02T06:30上岗前只休息了9小时，至少应休息11小时",
      "Officer 1 (000001): only 9 hours of rest before 2017-05-02T06:30, expected 11 hours"),
    Example(
      RestAfterNight(), one, [Bench.duty(1, "night", day: 0), Bench.duty(1, "late", day: 1)],
      "甲1（000001）：夜班2017-05-02T06:30结束后6小时即安排白天勤务，应间隔24小时",
      "Officer 1 (000001): day duty 6 hours after the night that ended 2017-05-02T06:30, "
        + "expected 24 hours"),
    Example(
      RestAfterLongDuty(), one,
      [Bench.long(1, day: 0, hours: 24), Bench.long(1, day: 2, from: 7, hours: 4)],
      "甲1（000001）：24小时的勤务后只休息了23小时，应休息24小时",
      "Officer 1 (000001): 23 hours free after a duty of 24 hours, expected 24 hours"),
    Example(
      WeeklyRestDay(),
      Bench.problem(
        [Bench.officer(1, .auxiliary)], [], history: [Bench.duty(1, "early", day: -1)]),
      (0..<8).map { Bench.duty(1, "early", day: $0) },
      "甲1（000001）：2017-05-01起的一周没有连续24小时的休息",
      "Officer 1 (000001): no 24 free hours on end in the week from 2017-05-01"),
  ]

  private static let runs = [
    Example(
      MaximumConsecutiveDuties(), one, (0..<7).map { Bench.duty(1, "early", day: $0) },
      "甲1（000001）：到2017-05-07T13:30已连续出勤7次，最多6次",
      "Officer 1 (000001): 7 duties in a row until 2017-05-07T13:30, expected at most 6"),
    Example(
      MaximumConsecutiveNights(), one, (0..<4).map { Bench.duty(1, "night", day: $0) },
      "甲1（000001）：到2017-05-05T06:30已连续4个夜班，最多3个",
      "Officer 1 (000001): 4 nights in a row until 2017-05-05T06:30, expected at most 3"),
    Example(
      MaximumContinuousDuty(), one, [Bench.long(1, day: 0, hours: 13)],
      "甲1（000001）：2017-05-01T08:00起连续勤务13小时，最多12小时",
      "Officer 1 (000001): 13 hours of duty from 2017-05-01T08:00, expected at most 12 hours"),
  ]

  private static let eligibility = [
    Example(
      ApprovedLeave(),
      Bench.problem(
        [Bench.officer(1, leave: [CivilInterval(start: Bench.time(0, 0), end: Bench.time(1, 8))])],
        []),
      [Bench.duty(1, "early", day: 1)],
      "甲1（000001）：2017-05-01T00:00至2017-05-02T08:00休假，却安排了2017-05-02T06:30的勤务",
      "Officer 1 (000001): on leave from 2017-05-01T00:00 to 2017-05-02T08:00 and yet on duty from "
        + "2017-05-02T06:30"),
    Example(
      NightExemption(), Bench.problem([Bench.officer(1, exemptions: [.noNightDuty])], []),
      [Bench.duty(1, "night", day: 0)],
      "甲1（000001）：免夜班，2017-05-01T21:30的勤务却有480分钟在夜间",
      "Officer 1 (000001): exempt from nights, but 480 minutes of the duty from 2017-05-01T21:30 "
        + "are at night"),
    Example(
      OvertimeExemption(), Bench.problem([Bench.officer(1, exemptions: [.noOvertime])], []),
      [Bench.duty(1, "late", day: 0)],
      "甲1（000001）：免加班，2017-05-01T12:30的勤务却有9小时",
      "Officer 1 (000001): exempt from overtime, but the duty from 2017-05-01T12:30 has 9 hours"),
    Example(
      OutdoorExemption(),
      Bench.problem(
        [Bench.officer(1, exemptions: [.noOutdoorDuty])],
        [Bench.slot("early", day: 0, occurrences: [post])]),
      [Bench.duty(1, "early", day: 0, [post])],
      "甲1（000001）：免外勤，却在2017-05-01T06:30安排了路面勤务",
      "Officer 1 (000001): exempt from outdoor work, but on the street from 2017-05-01T06:30"),
    Example(
      HourWithinDuty(), Bench.problem([Bench.officer(1, exemptions: [.hourWithinDuty])], []),
      [Bench.outdoors(day: 0, hours: 7, stay: (8, 15))],
      "甲1（000001）：2017-05-01T08:00的勤务内只留出0分钟，应有60分钟",
      "Officer 1 (000001): 0 minutes free within the duty from 2017-05-01T08:00, expected 60"),
    Example(
      OwnDuty(), one, [Bench.duty(1, "early", day: 0)],
      "甲1（000001）：2017-05-01T06:30的班次或其任务不属于一大队",
      "Officer 1 (000001): the shift from 2017-05-01T06:30 or a task in it is none of Brigade 1"),
    Example(
      NightTurn(),
      Bench.problem(
        [Bench.officer(1)], [Bench.slot("night", day: 0, squadron: 101)],
        teams: [Bench.unit(), Bench.unit(101)]),
      [Bench.duty(1, "night", day: 0)],
      "甲1（000001）：2017-05-01夜班不由其中队轮值",
      "Officer 1 (000001): the night of 2017-05-01 is another squadron's"),
  ]

  private static let places = [
    Example(
      SwornAuxiliaryMix(),
      Bench.problem(
        [Bench.officer(1, .auxiliary), Bench.officer(2, .auxiliary)],
        [Bench.slot("early", day: 0, occurrences: [post])]),
      [1, 2].map { Bench.duty($0, "early", day: 0, [post]) },
      "勤务需求7（2017-05-01T07:00）需2人（民警1人），现有2人（民警0人）",
      "demand 7 at 2017-05-01T07:00 needs 2 people (1 sworn) and has 2 (0 sworn)"),
    {
      let check = Bench.occurrence(7, "night", day: 0, sworn: 1, skills: [.breathTest: 1])
      return Example(
        RequiredSkills(),
        Bench.problem([Bench.officer(1)], [Bench.slot("night", day: 0, occurrences: [check])]),
        [Bench.duty(1, "night", day: 0, [check])],
        "勤务需求7（2017-05-01T22:00）需酒精检测1人，现有0人",
        "demand 7 at 2017-05-01T22:00 needs 1 with breath test training and has 0")
    }(),
    {
      let sworn = Bench.occurrence(7, "early", day: 0)
      return Example(
        StationMinimum(),
        Bench.problem(
          [Bench.officer(1)],
          [Bench.slot("early", day: 0, station: [Bench.squadron: 1], occurrences: [sworn])],
          teams: [Bench.unit(minimum: 1)]),
        [Bench.duty(1, "early", day: 0, [sworn])],
        "100中队2017-05-01early班留守民警0人，至少1人",
        "squadron 100, 2017-05-01 early shift: 0 sworn at the station, expected 1")
    }(),
    {
      let patrol = Bench.occurrence(2, "early", day: 0, vehicle: .patrolMotorcycle)
      return Example(
        VehicleBooking(),
        Bench.problem([Bench.officer(1)], [Bench.slot("early", day: 0, occurrences: [patrol])]),
        [Bench.duty(1, "early", day: 0, [patrol])],
        "勤务需求2（2017-05-01T07:00）需车1辆，现有0辆",
        "demand 2 at 2017-05-01T07:00 needs 1 vehicles and has 0")
    }(),
    Example(
      ArterialCrew(places: [.post(7)]),
      Bench.problem(
        [Bench.officer(1), Bench.officer(2, .auxiliary)],
        [Bench.slot("early", day: 0, occurrences: [post])]),
      [1, 2].map { Bench.duty($0, "early", day: 0, [post]) },
      "勤务需求7（2017-05-01T07:00）在干线公路，只有民警1人、辅警1人，须民警2人或民警1人带辅警2人",
      "demand 7 at 2017-05-01T07:00 is on a trunk road with 1 sworn and 1 auxiliaries, expected 2 "
        + "sworn or 1 with 2 auxiliaries"),
  ]

  private static let hours = [
    Example(
      WeeklyHoursLimit(), auxiliary, (0..<5).map { Bench.duty(1, "late", day: $0) },
      "甲1（000001）：一周工作45小时，最多44小时",
      "Officer 1 (000001): 45 hours in one week, expected at most 44 hours"),
    Example(
      DailyOvertimeLimit(), auxiliary, [Bench.long(1, day: 0, hours: 12)],
      "甲1（000001）：2017-05-01T08:00的勤务加班4小时，最多3小时",
      "Officer 1 (000001): 4 hours of overtime in the duty from 2017-05-01T08:00, expected at most "
        + "3 hours"),
    Example(
      // May 2017 has 23 weekdays, 184 hours: 19 duties of 12 hours are 44 above.
      MonthlyOvertimeLimit(),
      Bench.problem(
        [Bench.officer(1, .auxiliary)], [],
        history: (0..<18).map { Bench.long(1, day: $0, hours: 12) },
        first: Bench.monday.adding(days: 21)),
      [Bench.long(1, day: 22, hours: 12)],
      "甲1（000001）：2017-05-01起的一月加班44小时，最多36小时",
      "Officer 1 (000001): 44 hours of overtime in the month from 2017-05-01, expected at most "
        + "36 hours"),
    Example(
      AverageHoursLimit(weeks: 4, hours: 171),
      Bench.problem(
        [Bench.officer(1)], [], history: (-21..<0).map { Bench.long(1, day: $0, hours: 8) }),
      [Bench.long(1, day: 0, hours: 4)],
      "甲1（000001）：2017-04-10起的4周工作172小时，最多171小时",
      "Officer 1 (000001): 172 hours in the 4 weeks from 2017-04-10, expected at most 171 hours"),
    Example(
      NightWorkerHours(),
      Bench.problem(
        [Bench.officer(1)], [], history: (-20..<0).map { Bench.long(1, day: $0, hours: 9) }),
      [Bench.long(1, day: 0, hours: 13)],
      "甲1（000001）：夜间工作人员2017-04-10起的4周工作193小时，平均每24小时8小时即192小时",
      "Officer 1 (000001): 193 hours in the 4 weeks from 2017-04-10 as a night worker, expected at "
        + "most 192 hours, 8 for each 24"),
    Example(
      HazardousNight(units: [Bench.squadron]), one, [Bench.long(1, day: 0, from: 21, hours: 9)],
      "甲1（000001）：2017-05-01T21:00的夜间勤务9小时，该单位夜间最多8小时",
      "Officer 1 (000001): 9 hours of night duty from 2017-05-01T21:00, expected at most 8 in this "
        + "unit"),
    {
      // 2017 has 53 Sundays, its last on day 244 from the first of May.
      let last = 244
      return Example(
        FreeSundays(),
        Bench.problem(
          [Bench.officer(1)], [],
          history: (1...38).map { Bench.long(1, day: last - 7 * $0, hours: 8) },
          first: Bench.monday.adding(days: last - 6)),
        [Bench.long(1, day: last, hours: 8)],
        "甲1（000001）：2017-12-31上班后2017年只剩14个星期日不上班，至少应有15个",
        "Officer 1 (000001): with 2017-12-31 only 14 Sundays of 2017 are left free, expected 15")
    }(),
    Example(
      ReplacementRestDay(),
      Bench.problem(
        [Bench.officer(1)], [], history: (-7..<0).map { Bench.long(1, day: $0, hours: 6) },
        days: 21),
      (0..<21).map { Bench.long(1, day: $0, hours: 6) },
      "甲1（000001）：2017-05-07（星期日）上班，前后14天内没有另休一个工作日",
      "Officer 1 (000001): Sunday, 2017-05-07, is worked and no weekday within 14 days of it free"),
  ]

  private static let orders = [
    Example(
      ForcedRest(orders: [
        ForcedRest.Order(
          officer: 1, interval: Bench.span(0, 0, hours: 24), leader: "李队", reason: "连续两个夜班")
      ]), one, [Bench.duty(1, "early", day: 0)],
      "甲1（000001）：李队令其2017-05-01T00:00至2017-05-02T00:00休息（连续两个夜班），却安排了2017-05-01T06:30的勤务",
      "Officer 1 (000001): ordered by 李队 to rest from 2017-05-01T00:00 to 2017-05-02T00:00 "
        + "(连续两个夜班) and yet on duty from 2017-05-01T06:30")
  ]
}

// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel
import Foundation
import Testing

@Suite("Deadlines")
struct CalendarTests {
  @Test(
    "fall where the deadline table of a city puts them",
    arguments: [
      // Four working hours from Tuesday morning end in the afternoon.
      ("2017-06-27T09:00", "4h", "2017-06-27T14:30"),
      // Filled exactly at noon: due at noon, not after lunch.
      ("2017-06-27T09:00", "3h", "2017-06-27T12:00"),
      // A report at night starts the clock in the morning.
      ("2017-06-26T22:10", "1h", "2017-06-27T09:30"),
      // Friday to Monday.
      ("2017-06-23T17:00", "2h", "2017-06-26T09:30"),
      // The first day does not count; the last one ends with work.
      ("2017-06-23T10:00", "1d", "2017-06-26T18:00"),
      ("2017-06-26T10:00", "5d", "2017-07-03T18:00"),
      // Dragon Boat Festival: Saturday 27 May is worked, 28 to 30 May are not.
      ("2017-05-26T16:00", "1d", "2017-05-27T18:00"),
      ("2017-05-26T16:00", "2d", "2017-05-31T18:00"),
      ("2017-05-27T17:00", "2h", "2017-05-31T09:30"),
      // Over year's end: 30 December 2017 to 1 January 2018 are off.
      ("2017-12-29T15:00", "4h", "2018-01-02T09:30"),
      ("2017-12-29T15:00", "3d", "2018-01-04T18:00"),
      // By the clock on the wall.
      ("2017-05-27T17:00", "24H", "2017-05-28T17:00"),
      ("2017-12-29T15:00", "7D", "2018-01-05T15:00"),
    ])
  func due(start: String, limit: String, expected: String) throws {
    let limit = try #require(TimeLimit(limit))
    let deadline = try SampleDesk.office().deadline(of: limit, from: SampleDesk.instant(start))
    #expect(SampleDesk.time(deadline.due) == expected)
    #expect(deadline.alerts.map(\.percent) == [50, 80, 100])
    #expect(deadline.alerts.last?.at == deadline.due)
  }

  @Test("warn at 50 and 80 percent of working time, not of the wall clock")
  func alerts() throws {
    let start = SampleDesk.instant("2017-06-23T16:00")
    let deadline = try SampleDesk.office().deadline(of: .workingHours(10), from: start)
    #expect(
      deadline.alerts.map { SampleDesk.time($0.at) }
        == ["2017-06-26T11:30", "2017-06-26T16:00", "2017-06-26T18:00"])
  }

  @Test("stand still in a pause and go on with what was left")
  func pause() throws {
    let office = try SampleDesk.office()
    let start = SampleDesk.instant("2017-06-27T09:00")
    let deadline = try office.deadline(of: .workingHours(4), from: start)
    let resumed = try office.resumed(
      deadline, pausedAt: SampleDesk.instant("2017-06-27T10:00"),
      at: SampleDesk.instant("2017-06-29T17:00"))
    // Three hours were left: one on Thursday, two on Friday.
    #expect(SampleDesk.time(resumed.due) == "2017-06-30T10:30")
    #expect(resumed.budget == deadline.budget)
  }

  @Test("move by the time that was added, whatever day it is decided on")
  func extension_() throws {
    let office = try SampleDesk.office()
    let start = SampleDesk.instant("2017-06-27T09:00")
    let deadline = try office.deadline(of: .workingDays(2), from: start)
    for now in ["2017-06-27T09:30", "2017-06-29T11:00"] {
      let extended = try office.extended(
        deadline, by: .workingDays(1), at: SampleDesk.instant(now))
      #expect(SampleDesk.time(extended.due) == "2017-06-30T18:00")
    }
    let byHours = try office.extended(
      deadline, by: .workingHours(2), at: SampleDesk.instant("2017-06-28T09:00"))
    #expect(SampleDesk.time(byHours.due) == "2017-06-30T10:30")
  }

  @Test("are refused for days that the calendar says nothing about, with a remedy")
  func notCovered() throws {
    let office = try SampleDesk.office()
    let error = #expect(throws: CalendarError.self) {
      try office.deadline(of: .workingDays(3), from: SampleDesk.instant("2018-12-28T10:00"))
    }
    #expect(error?.explanation.english.contains("2019-01-01") == true)
    #expect(error?.explanation.english.contains("chengxu cases calendar") == true)
    // Before that it is an ordinary Saturday that is worked instead.
    let worked = try office.deadline(
      of: .workingDays(1), from: SampleDesk.instant("2018-12-28T10:00"))
    #expect(SampleDesk.time(worked.due) == "2018-12-29T18:00")
  }

  @Test("agree with counting minute by minute", arguments: [UInt64(1), 7, 2017])
  func minuteByMinute(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let calendar = try SampleDesk.calendar()
    for _ in 0..<12 {
      let morning = Int.random(in: 300..<700, using: &generator)
      let noon = Int.random(in: morning + 1..<800, using: &generator)
      let afternoon = Int.random(in: noon..<1000, using: &generator)
      let evening = Int.random(in: afternoon + 1...1440, using: &generator)
      let schedule = try WorkSchedule(
        name: "any", sessions: [morning..<noon, afternoon..<evening],
        worksEveryDay: Bool.random(using: &generator), calendar: calendar,
        clock: SampleDesk.clock)
      let first = Int64.random(in: 0..<500_000, using: &generator)
      let start = Instant(
        milliseconds: SampleDesk.instant("2017-01-02T00:00").milliseconds + first * 60_000)
      let minutes = Int64.random(in: 1...3000, using: &generator)
      let slow = try Self.walk(minutes, from: start, schedule)
      #expect(try schedule.instant(after: minutes * 60_000, from: start) == slow, "seed \(seed)")
      #expect(
        try schedule.workingMilliseconds(from: start, to: slow) == minutes * 60_000,
        "seed \(seed)")
    }
  }

  /// The obvious way: look at every minute and count those in which somebody works.
  private static func walk(
    _ minutes: Int64, from start: Instant, _ schedule: WorkSchedule
  ) throws -> Instant {
    var (left, now) = (minutes, start)
    while left > 0 {
      if try schedule.isWorking(at: now) { left -= 1 }
      now = now.adding(seconds: 60)
    }
    return now
  }

  @Test("need a calendar without contradictions")
  func contradictions() throws {
    let day = try #require(CivilDate("2017-05-01"))
    let name = LocalizedName(chinese: "历", english: "calendar")
    let year = CivilDate(day: day.day - 100)...CivilDate(day: day.day + 100)
    #expect(throws: WorkingCalendarError.bothHolidayAndWorkday(day.adding(days: -2))) {
      try WorkingCalendar(
        name: name, source: "", covers: [year],
        holidays: [HolidayPeriod(days: day.adding(days: -2)...day)],
        shiftedWorkdays: [day.adding(days: -2)])
    }
    #expect(throws: WorkingCalendarError.shiftedIsNoWeekend(day)) {
      try WorkingCalendar(
        name: name, source: "", covers: [year], holidays: [], shiftedWorkdays: [day])
    }
    #expect(throws: WorkingCalendarError.outsideOwnSpan(day)) {
      try WorkingCalendar(
        name: name, source: "", covers: [], holidays: [HolidayPeriod(days: day...day)],
        shiftedWorkdays: [])
    }
  }

  @Test("reach into the next year once its calendar is taken in; gaps and changes are named by day")
  func renewal() throws {
    func calendar(
      _ from: String, _ until: String, off: [String] = []
    ) throws -> WorkingCalendar {
      func date(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }
      return try WorkingCalendar(
        name: LocalizedName(chinese: "新", english: "new"), source: "notice",
        covers: [date(from)...date(until)],
        holidays: off.map { HolidayPeriod(days: try date($0)...date($0)) }, shiftedWorkdays: [])
    }
    let (old, today) = (try SampleDesk.calendar(), try #require(CivilDate("2026-12-01")))
    let next = try calendar("2027-01-01", "2027-12-31", off: ["2027-01-01"])
    let renewed = try CalendarRenewal(of: old, by: next, today: today)
    #expect(renewed.until == CivilDate("2027-12-31") && renewed.changedDays.isEmpty)
    for day in ["2017-10-03", "2026-10-01", "2027-01-01"] {
      #expect(
        try !renewed.calendar.isWorkingDay(#require(CivilDate(day))), "\(day) stays a holiday")
    }
    let office = try WorkSchedule(
      name: "office", sessions: [510..<720, 810..<1080], calendar: renewed.calendar,
      clock: SampleDesk.clock)
    let due = try office.deadline(
      of: .workingDays(1), from: SampleDesk.instant("2026-12-31T09:00")
    ).due
    #expect(SampleDesk.time(due) == "2027-01-04T18:00", "over New Year and a weekend")
    #expect(
      try CalendarRenewal(of: renewed.calendar, by: next, today: today).calendar.description
        == renewed.calendar.description, "taking it in twice changes nothing")
    let late = try calendar("2027-01-03", "2027-12-31")
    #expect(throws: CalendarRenewalError.gap(at: try #require(CivilDate("2027-01-01")))) {
      try CalendarRenewal(of: old, by: late, today: today)
    }
    let moved = try calendar("2026-12-01", "2027-12-31", off: ["2026-12-30"])
    #expect(throws: CalendarRenewalError.changesDays([try #require(CivilDate("2026-12-30"))])) {
      try CalendarRenewal(of: old, by: moved, today: today)
    }
    let accepted = try CalendarRenewal(of: old, by: moved, today: today, acceptsChanges: true)
    #expect(accepted.changedDays.map(\.description) == ["2026-12-30"])
    #expect(try !accepted.calendar.isWorkingDay(#require(CivilDate("2026-12-30"))))
  }

  @Test("come from the table by class and area, the area's own row first")
  func table() throws {
    let code = try SampleDesk.code()
    let table = DeadlineTable(
      version: "1", name: LocalizedName(chinese: "表", english: "table"),
      hours: [
        "office": .init(sessions: ["08:30-12:00", "13:30-18:00"]),
        "cleaning": .init(sessions: ["05:00-21:00"], worksEveryDay: true),
      ],
      rows: [
        .init(code: code, limit: .workingDays(1), schedule: "office"),
        .init(code: code, area: 2, limit: .workingHours(4), schedule: "cleaning"),
      ],
      steps: StepLimits(
        opening: .workingHours(1), dispatch: .workingHours(1), verification: .workingHours(4),
        closing: .workingHours(2), schedule: "office"))
    let desk = try DeadlineDesk(table, calendar: SampleDesk.calendar(), clock: SampleDesk.clock)
    let saturday = SampleDesk.instant("2017-06-24T20:00")
    let one = try #require(try desk.handling(of: code, in: 1, from: saturday))
    let two = try #require(try desk.handling(of: code, in: 2, from: saturday))
    #expect(SampleDesk.time(one.due) == "2017-06-26T18:00")
    #expect(SampleDesk.time(two.due) == "2017-06-25T08:00")
    #expect(try desk.handling(of: SampleDesk.code("E0101"), in: 1, from: saturday) == nil)
    let closing = try desk.closing(from: SampleDesk.instant("2017-06-23T17:00"))
    #expect(closing.map { SampleDesk.time($0.due) } == "2017-06-26T09:30", "over the weekend")
    var old = try #require(
      JSONSerialization.jsonObject(with: JSONEncoder().encode(table)) as? [String: Any])
    var steps = try #require(old["steps"] as? [String: Any])
    #expect(steps.removeValue(forKey: "closing") as? String == "2h")
    old["steps"] = steps
    let read = try JSONDecoder().decode(
      DeadlineTable.self, from: JSONSerialization.data(withJSONObject: old))
    let oldDesk = try DeadlineDesk(read, calendar: SampleDesk.calendar(), clock: SampleDesk.clock)
    #expect(try oldDesk.closing(from: saturday) == nil, "a table without it sets no limit")
    var broken = table
    broken.rows[0].schedule = "nobody"
    #expect(throws: CalendarError.unknownSchedule("nobody")) {
      try DeadlineDesk(broken, calendar: SampleDesk.calendar(), clock: SampleDesk.clock)
    }
    broken = table
    broken.hours["office"] = .init(sessions: ["12:00-08:00"])
    #expect(throws: CalendarError.badSessions(schedule: "office")) {
      try DeadlineDesk(broken, calendar: SampleDesk.calendar(), clock: SampleDesk.clock)
    }
  }
}

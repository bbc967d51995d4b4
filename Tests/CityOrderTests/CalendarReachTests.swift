// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel
import Testing

@Suite("How far the working calendar reaches")
struct CalendarReachTests {
  typealias Desk = SampleDesk

  @Test(
    "is warned of from 60 days before its end",
    arguments: [
      ("2018-10-31", 61, false), ("2018-11-01", 60, true), ("2018-12-31", 0, true),
      ("2017-06-28", 551, false),
    ])
  func days(today: String, left: Int64, isEnding: Bool) throws {
    let reach = CalendarReach(of: try Desk.calendar(), today: try #require(CivilDate(today)))
    #expect(reach.until == CivilDate("2018-12-31") && reach.daysLeft == left)
    #expect(reach.isEnding == isEnding && (reach.warning != nil) == isEnding)
    if let warning = reach.warning {
      for text in [warning.chinese, warning.english] {
        #expect(text.contains("2018-12-31") && text.contains("\(left)"))
        #expect(text.contains("chengxu cases calendar FILE"))
      }
    }
  }

  @Test("is over where today is not covered, though a later year is")
  func gap() throws {
    let reach = CalendarReach(
      of: try Desk.calendar(), today: try #require(CivilDate("2020-03-02")))
    #expect(reach.until == nil && reach.daysLeft == -1 && reach.isEnding)
    #expect(reach.warning?.english.contains("says nothing about today") == true)
  }

  @Test("matters to nobody where every service works every day")
  func everyDay() throws {
    func desk(worksEveryDay: Bool) throws -> DeadlineDesk {
      let hours = DeadlineTable.Hours(sessions: ["08:00-18:00"], worksEveryDay: worksEveryDay)
      let limit = TimeLimit.workingHours(2)
      return try DeadlineDesk(
        DeadlineTable(
          version: "1", name: LocalizedName(chinese: "表", english: "table"), hours: ["all": hours],
          rows: [],
          steps: StepLimits(
            opening: limit, dispatch: limit, verification: limit, closing: nil, schedule: "all")),
        calendar: Desk.calendar(), clock: Desk.clock)
    }
    let now = Desk.instant("2018-12-01T09:00")
    #expect(try desk(worksEveryDay: true).calendarReach(at: now) == nil)
    #expect(try desk(worksEveryDay: false).calendarReach(at: now)?.daysLeft == 30)
  }
}

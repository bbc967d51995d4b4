// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning
import Rostering
import Testing

@Suite("What rules know besides the rows")
struct RosterCircumstanceTests {
  private func forecast(_ text: String) throws(StaffFileError) -> HeatForecast {
    try HeatForecast(Array(text.utf8), file: "heat.csv")
  }

  @Test("A forecast is read by day, with noon where it does not say when the heat begins")
  func file() throws {
    let forecast = try forecast(
      "date,highest_celsius,hottest_from\n2017-05-02,38.5,13:30\n2017-05-01,36,\n")
    #expect(
      forecast.days == [
        HeatDay(date: Bench.monday, highestCelsius: 36),
        HeatDay(date: Bench.monday.adding(days: 1), highestCelsius: 38.5, hottestStartMinute: 810),
      ])
    #expect(try self.forecast("date,highest_celsius\n2017-05-01,40\n").days.count == 1)
  }

  @Test("One bad row refuses the file, and every bad row is named by line and field")
  func badRows() {
    let text = """
      date,highest_celsius,hottest_from
      2017-05-01,36,
      tomorrow,36,
      2017-05-01,37,
      2017-05-03,98.6,
      2017-05-04,hot,
      2017-05-05,36,noon
      2017-05-06,36
      """
    do throws(StaffFileError) {
      _ = try forecast(text)
      Issue.record("the file was taken")
    } catch .rows(let rows) {
      #expect(rows.map(\.line) == [3, 4, 5, 6, 7, 8])
      #expect(
        rows.map(\.field) == [
          "date", "date", "highest_celsius", "highest_celsius", "hottest_from", "",
        ])
      #expect(
        StaffFileError.rows(rows).explanation.english.contains(
          "heat.csv, line 5, highest_celsius \"98.6\": expected degrees Celsius"))
    } catch {
      Issue.record("\(error)")
    }
  }

  /// 1 at the post of the early shift of Monday, 07:00 to 09:00 or as the bench has it.
  private func desk(_ rules: RosterRules) async throws -> (RosterDesk, MemoryRosterStore) {
    let occurrence = Bench.occurrence(1, "early", day: 0)
    var problem = Bench.problem(
      [Bench.officer(1)], [Bench.slot("early", day: 0, occurrences: [occurrence])])
    problem.rules = rules
    let store = MemoryRosterStore()
    let roster = Bench.roster(problem, [Bench.duty(1, "early", day: 0, [occurrence])])
    let id = await store.open(
      roster, by: RosterDeskTests.planner, at: RosterDeskTests.now, clock: RosterDeskTests.clock)
    let desk = RosterDesk(id, problem: problem, staff: RosterDeskTests.staff, store: store) {
      () throws(RepairError) in throw .solver("none is needed here")
    }
    return (desk, store)
  }

  private func points(of rule: String, _ desk: RosterDesk) async throws -> Int {
    try await desk.judgement().brokenRules.filter { $0.rule == rule }
      .reduce(0) { $0 + $1.penalty }
  }

  @Test("The heat rules judge by an imported forecast, day by day; without their set it is refused")
  func heat() async throws {
    let (desk, _) = try await desk(.china)
    #expect(try await points(of: "heat", desk) == 0)
    let hours = try #require(try await desk.current().draft.duties.first).tasks
      .filter { $0.demand != nil }.reduce(0) { $0 + ($1.interval.minutes + 59) / 60 }
    _ = try await desk.take(
      try forecast("date,highest_celsius\n2017-05-01,41\n"), file: "heat.csv", seen: 1,
      by: RosterDeskTests.planner, at: RosterDeskTests.now)
    // From 40 °C each hour outdoors costs ten points.
    #expect(try await points(of: "heat", desk) == hours * 10)
    let book = try await desk.take(
      try forecast("date,highest_celsius\n2017-05-01,30\n2017-05-02,41\n"), file: "later.csv",
      seen: 2, by: RosterDeskTests.planner, at: RosterDeskTests.now)
    #expect(
      try await points(of: "heat", desk) == 0 && book.forecast.map(\.highestCelsius) == [30, 41])
    let (standard, _) = try await self.desk(.standard)
    let hot = try forecast("date,highest_celsius\n2017-05-01,41\n")
    await #expect(throws: RosterDeskError.self) {
      try await standard.take(
        hot, file: "a", seen: 1, by: RosterDeskTests.planner, at: RosterDeskTests.now)
    }
    #expect(try await standard.current().revision == 1)
  }

  @Test("Notice and horizon are judged by when rosters really came out and what they cover")
  func publication() async throws {
    let (desk, store) = try await desk(.unitedKingdom)
    #expect(try await points(of: "publication-notice", desk) == 0)
    #expect(try await points(of: "roster-horizon", desk) == 91 - 7)
    // The evening before the first day: 27 days late.
    _ = try await desk.publish(
      note: "", seen: 1, by: RosterDeskTests.planner, at: RosterDeskTests.now)
    #expect(try await points(of: "publication-notice", desk) == 27)
    // A roster of the next four weeks is out already.
    var next = try await desk.current().draft
    next.firstDate = Bench.monday.adding(days: 7)
    next.days = 28
    next.version = Version(stage: "roster", digest: "0123456789ac")
    let id = await store.open(
      next, by: RosterDeskTests.planner, at: RosterDeskTests.now, clock: RosterDeskTests.clock)
    let first = try await desk.current().base
    func horizon() async throws -> Int {
      let again = try await RosterDesk.open(
        first, plans: DemoWeek().plans, organization: DemoWeek().organization,
        rules: .unitedKingdom, calendar: nil, store: store, by: RosterDeskTests.planner,
        at: RosterDeskTests.now
      ) { () throws(RepairError) in throw .solver("none is needed here") }
      return try await points(of: "roster-horizon", again)
    }
    #expect(try await horizon() == 91 - 7, "a draft is not out")
    try await store.append(
      RosterEvent(.publish(note: ""), by: RosterDeskTests.planner, at: Bench.time(-1, 20)), to: id,
      revision: 1, at: RosterDeskTests.now)
    #expect(try await horizon() == 91 - 35)
  }
}

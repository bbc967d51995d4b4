// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Geography
import PlanningKernels
import Testing
import TestSupport

@testable import DutyPlanning

@Suite("Sharing out places, tours and rest")
struct SharingTests {
  @Test("Parts differ by at most one place and lie together", arguments: 1...7)
  func bisection(parts: Int) {
    let places = (0..<16).map { GridCity.location(row: Double($0 / 4), column: Double($0 % 4)) }
    let split = CoordinateBisection.split(places, into: parts)
    #expect(split.flatMap { $0 }.sorted() == Array(0..<16))
    #expect((split.map(\.count).max() ?? 0) - (split.map(\.count).min() ?? 0) <= 1)
    if parts == 4 {
      #expect(Set(split.map { Set($0) }).contains([0, 1, 4, 5]))
    }
  }

  @Test("A tour along a street goes from one end to the other and back where it must")
  func tour() {
    let planner = AreaTourPlanner(graph: TravelGraph(GridCity.roads))
    let row = [0, 2, 1, 3].map { GridCity.junction(row: 0, column: $0) }
    #expect(planner.order(row) == [0, 2, 1, 3])
    #expect(planner.order([]).isEmpty)
  }

  @Test("On a day off every hour is owed, on a working day those after six; holidays are days off")
  func restDebt() throws {
    let saturday = CivilDate(year: 2017, month: 5, day: 6) ?? CivilDate(day: 0)
    func interval(_ date: CivilDate) -> CivilInterval {
      CivilInterval(
        start: CivilTime(date: date, minuteOfDay: 840),
        end: CivilTime(date: date, minuteOfDay: 1260))
    }
    func hours(_ date: CivilDate, _ calendar: WorkingCalendar? = nil) -> Int {
      RestDebt.hours(people: 10, interval: interval(date), calendar: calendar)
    }
    let monday = saturday.adding(days: 2)
    #expect(hours(saturday) == 70)
    #expect(hours(monday) == 30)
    // The Monday is a holiday for which the Saturday is worked.
    let shifted = try WorkingCalendar(
      name: LocalizedName(chinese: "试", english: "test"), source: "test",
      covers: [saturday...monday], holidays: [HolidayPeriod(days: monday...monday)],
      shiftedWorkdays: [saturday])
    #expect(hours(saturday, shifted) == 30)
    #expect(hours(monday, shifted) == 70)
  }

  @Test("Every trigger has a template with partners and a way back")
  func templates() {
    for trigger in SpecialOrder.Trigger.allCases {
      let template = SpecialTemplate.standard(trigger)
      #expect(template.trigger == trigger)
      #expect(!template.partnerTasks.isEmpty && !template.restoration.chinese.isEmpty)
      #expect(template.coreRadiusMetres < template.outerRadiusMetres)
    }
  }

  @Test("A crossing is named by its streets in both languages, one without names by its number")
  func names() {
    let names = JunctionNames(GridCity.roads)
    let crossing = names[GridCity.junction(row: 1, column: 1)]
    #expect(crossing.chinese == "东风街与新华路路口")
    #expect(crossing.english == "东风街 × 新华路")
    #expect(names[GridCity.junction(row: 1, column: 0)].chinese == "东风街路口（4号）")
    #expect(names[GridCity.junction(row: 3, column: 3)].english == "unnamed crossing (no. 15)")
    let all = (0..<16).map { names[ID(rawValue: Int64($0))].chinese }
    #expect(Set(all).count == 16)
  }

  @Test("The street under strict control is the beat's most dangerous of the highest class")
  func strictControl() {
    var rates = Array(repeating: Int64(1), count: 24)
    rates[4] = 50
    let beat = Array(0..<24)
    // Row 1 carries 东风街: segments 3, 4 and 5.
    #expect(StrictControl.segments(of: beat, roads: GridCity.roads, rates: rates) == [3, 4, 5])
    rates[9] = 90
    #expect(StrictControl.segments(of: [9, 10], roads: GridCity.roads, rates: rates) == [9])
  }

  @Test("Each street in reach belongs to the nearest place")
  func nearest() {
    let reach = PlaceReach(
      GridCity.roads,
      junctions: [GridCity.junction(row: 0, column: 0), GridCity.junction(row: 0, column: 3)],
      metres: 160)
    let streets = reach.nearestStreets()
    #expect(streets[0].contains(0) && !streets[0].contains(2))
    #expect(streets[1].contains(2))
    // The street between both is as far from either and goes to the first.
    #expect(streets[0].contains(1))
    #expect(Set(streets[0]).isDisjoint(with: streets[1]))
  }
}

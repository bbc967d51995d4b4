// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning
import Rostering
import Testing

@Suite("Heat, load, and rest within a duty, with their prices")
struct LoadAndHeatRuleTests {
  /// Outdoors for the hours named, the rest of the duty at the station.
  private func duty(
    _ officer: Int64, day: Int, from start: Int, hours: Int, outdoors: [(Int, Int)]
  ) -> RosteredDuty {
    var duty = Bench.duty(
      officer, "day", day: day,
      interval: CivilInterval(start: Bench.time(day, start), end: Bench.time(day, start + hours)))
    duty.tasks = outdoors.enumerated().map { index, part in
      DutyTask(
        demand: ID(rawValue: Int64(index + 1)), mode: .peak, place: .post(1),
        interval: CivilInterval(start: Bench.time(day, part.0), end: Bench.time(day, part.1)))
    }
    return duty
  }

  private func day(_ celsius: Double) -> [HeatDay] {
    [HeatDay(date: Bench.monday, highestCelsius: celsius)]
  }

  private let problem = Bench.problem([Bench.officer(1)], [])

  @Test("At 38 °C two of the hours from 12:00 to 15:00 outdoors cost 20; at 36 and 40 °C nothing")
  func hottestHours() {
    let duties = [duty(1, day: 0, from: 8, hours: 8, outdoors: [(9, 11), (13, 16)])]
    for (celsius, prices) in [(36.9, []), (38.0, [20]), (40.0, [])] {
      let broken = Bench.penalties(of: HottestHours(days: day(celsius)), problem, duties)
      #expect(broken.map(\.penalty) == prices)
    }
    let broken = Bench.penalties(of: HottestHours(days: day(38)), problem, duties)
    #expect(
      broken.first?.explanation.english
        == "Officer 1 (000001): 2 hours outdoors in the 3 hours from 2017-05-01T12:00 at 38.0 °C")
    let later = [HeatDay(date: Bench.monday, highestCelsius: 38, hottestStartMinute: 16 * 60)]
    #expect(Bench.penalties(of: HottestHours(days: later), problem, duties).isEmpty)
  }

  @Test("At 35 °C an outdoor duty of ten hours has two of overtime at 6 each; at 34 °C it is free")
  func overtime() {
    let duties = [
      duty(1, day: 0, from: 8, hours: 10, outdoors: [(9, 10)]),
      duty(2, day: 0, from: 8, hours: 10, outdoors: []),
    ]
    let problem = Bench.problem([Bench.officer(1), Bench.officer(2)], [])
    let broken = Bench.penalties(of: HeatOvertime(days: day(35)), problem, duties)
    #expect(broken.map(\.penalty) == [12])
    #expect(
      broken.first?.explanation.english == "Officer 1 (000001): 2 hours of overtime in the outdoor "
        + "duty from 2017-05-01T08:00 at 35.0 °C")
    #expect(Bench.penalties(of: HeatOvertime(days: day(34)), problem, duties).isEmpty)
  }

  @Test(
    "Three hours on end at 35 °C, by two posts without a pause, cost 2; an hour's pause ends it")
  func rotation() {
    func price(_ outdoors: [(Int, Int)]) -> [Int] {
      Bench.penalties(
        of: HeatRotation(days: day(35)), problem,
        [duty(1, day: 0, from: 8, hours: 8, outdoors: outdoors)]
      ).map(\.penalty)
    }
    #expect(price([(9, 10), (10, 12)]) == [2])
    #expect(price([(9, 10), (11, 13)]).isEmpty)
    let broken = Bench.penalties(
      of: HeatRotation(days: day(35)), problem,
      [duty(1, day: 0, from: 8, hours: 8, outdoors: [(9, 12)])])
    #expect(
      broken.first?.explanation.english == "Officer 1 (000001): 3 hours outdoors on end from "
        + "2017-05-01T09:00 at 35.0 °C, wanted relief after 2 hours")
  }

  @Test("Of an hour within the duty 45 minutes are too few, and a walk of ten minutes is no part")
  func hourWithinDuty() {
    let nursing = Bench.officer(1, exemptions: [.hourWithinDuty])
    let problem = Bench.problem([nursing, Bench.officer(2)], [])
    var tight = duty(1, day: 0, from: 8, hours: 7, outdoors: [(8, 11), (11, 14)])
    tight.tasks[0].interval.start = Bench.time(0, 8, 10)
    tight.tasks[1].interval.end = Bench.time(0, 14, 15)
    let roomy = duty(1, day: 1, from: 8, hours: 7, outdoors: [(9, 12), (12, 15)])
    let other = duty(2, day: 0, from: 8, hours: 7, outdoors: [(8, 15)])
    let broken = Bench.violations(of: HourWithinDuty(), problem, [tight, roomy, other])
    #expect(
      broken.map(\.explanation.english) == [
        "Officer 1 (000001): 45 minutes free within the duty from 2017-05-01T08:00, expected 60"
      ])
  }

  @Test("60 hours of which 20 are standby weigh 50 and cost 4; station duty weighs in full and 24")
  func load() {
    let days = 0..<6
    let slots = days.map { day in
      var slot = Bench.slot("early", day: day, station: [Bench.squadron: 1])
      slot.interval = CivilInterval(start: Bench.time(day, 8), end: Bench.time(day, 18))
      return slot
    }
    let problem = Bench.problem([Bench.officer(1), Bench.officer(2)], slots)
    // Officer 1 keeps the station each day. Officer 2 stands by on two days, four on a post.
    let duties = days.flatMap { day -> [RosteredDuty] in
      let own = slots[day].interval
      var second = duty(2, day: day, from: 8, hours: 10, outdoors: day < 2 ? [] : [(9, 11)])
      second.shift = "early"
      if day < 2 { second.tasks = Bench.duty(2, "early", day: day, interval: own).tasks }
      return [Bench.duty(1, "early", day: day, interval: own), second]
    }
    let broken = Bench.penalties(of: DutyLoad(), problem, duties)
    #expect(broken.map(\.penalty) == [24, 4])
    #expect(
      broken.last?.explanation.english == "Officer 2 (000002): 40 hours of duty and 20 hours of "
        + "standby in the week from 2017-05-01, together 50 hours, wanted 48 hours")
  }

  @Test("The third night in a row costs 4, two cost nothing, and a night before counts")
  func nightBlock() {
    func price(_ days: [Int], history: [Int] = []) -> [BrokenRule] {
      let problem = Bench.problem(
        [Bench.officer(1)], [], history: history.map { Bench.duty(1, "night", day: $0) })
      return Bench.penalties(
        of: NightBlockTarget(), problem, days.map { Bench.duty(1, "night", day: $0) })
    }
    #expect(price([0, 1]).isEmpty)
    #expect(price([0, 1, 2]).map(\.penalty) == [4])
    #expect(price([0, 1, 3, 4]).isEmpty)
    #expect(
      price([0], history: [-2, -1]).map(\.explanation.english) == [
        "Officer 1 (000001): 3 nights in a row until 2017-05-02T06:30, wanted 2 at most"
      ])
  }
}

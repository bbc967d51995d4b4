// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Geography
import Testing
import TestSupport

@testable import IncidentAnalysis

@Suite("Detection of points")
struct PointDetectionTests {
  let last = GridHistory.date(2018, 6, 29)  // A Friday.

  /// Working days up to the last, the latest first.
  private func workdays(_ count: Int) -> [CivilDate] {
    Array((0..<60).map { last.adding(days: -$0) }.filter { !$0.weekday.isWeekend }.prefix(count))
  }

  /// A morning peak of 24 intervals, congested in the given ones.
  private func morning(
    _ date: CivilDate, place: String = "a", jam: Set<Int>, level: CongestionLevel = .moderate,
    flow: Double? = nil
  ) -> [TrafficReading] {
    (0..<24).map { interval in
      TrafficReading(
        place: place, time: CivilTime(date: date, minuteOfDay: 420 + interval * 5),
        level: jam.contains(interval) ? level : .free, flow: flow)
    }
  }

  @Test("Levels follow the table; a speed on a bound has the worse level")
  func levels() {
    #expect(CongestionLevel(kilometresPerHour: 65.1, on: .expressway) == .free)
    #expect(CongestionLevel(kilometresPerHour: 65, on: .expressway) == .mostlyFree)
    #expect(CongestionLevel(kilometresPerHour: 35, on: .expressway) == .moderate)
    #expect(CongestionLevel(kilometresPerHour: 15, on: .arterial) == .severe)
    #expect(CongestionLevel(kilometresPerHour: 15.1, on: .arterial) == .moderate)
    #expect(CongestionLevel(kilometresPerHour: 25, on: .collector) == .light)
    #expect(CongestionLevel(kilometresPerHour: 0, on: .local) == .severe)
    #expect(CongestionLevel(kilometresPerHour: 36, on: .local) == .free)
  }

  @Test("Eight of twenty peaks are recurrent, seven occasional, one nothing; the score by hand")
  func threshold() throws {
    func findings(_ jammed: Int) -> [PointFinding] {
      let readings = workdays(20).enumerated().flatMap { number, date in
        morning(date, jam: number < jammed ? [3, 4, 5, 6] : [])
      }
      return CongestionDetector().findings(readings, upTo: last)
    }
    let found = try #require(findings(8).first)
    #expect(found.grade == .recurrent)
    // Share 0.4 × 20 minutes × severity 1 × weight 1.
    #expect(abs(found.score - 8) < 1e-9)
    #expect(found.reason.english.contains("8 of 20 working days (40 %"))
    #expect(findings(7).first?.grade == .occasional)
    #expect(findings(1).isEmpty)
  }

  @Test("Two intervals are no event, nor three with a gap, nor three that are only slow")
  func runs() {
    func share(_ jam: Set<Int>, level: CongestionLevel = .moderate, leavingOut: Int? = nil)
      -> Double
    {
      let readings = workdays(20).flatMap { date in
        morning(date, jam: jam, level: level).enumerated()
          .filter { $0.offset != leavingOut }.map(\.element)
      }
      return CongestionDetector().shares(readings, upTo: last)["a"] ?? -1
    }
    #expect(share([3, 4]) == 0)
    #expect(share([3, 4, 6]) == 0)
    #expect(share([3, 4, 5], level: .light) == 0)
    #expect(share([3, 4, 5]) == 1)
    // The middle interval is missing: nobody knows, so it is no run.
    #expect(share([3, 4, 5], leavingOut: 4) == 0)
  }

  @Test("Severe jams count twice, busy places by their flow, and holidays are no working days")
  func weights() {
    let days = workdays(20)
    let severe = days.flatMap {
      morning($0, place: "busy", jam: [0, 1, 2], level: .severe, flow: 1500)
    }
    let moderate = days.flatMap { morning($0, place: "calm", jam: [0, 1, 2], flow: 500) }
    let found = CongestionDetector().findings(severe + moderate, upTo: last)
    #expect(found.map(\.place) == ["busy", "calm"])
    #expect(abs(found[0].score - 15 * 2 * 1.5) < 1e-9)
    #expect(abs(found[1].score - 15 * 0.5) < 1e-9)
    // Jams on nine days only, all of them holidays: not one is left.
    let holidays = Set(days.prefix(9))
    let readings = days.flatMap { morning($0, jam: holidays.contains($0) ? [0, 1, 2] : []) }
    let detector = CongestionDetector { !$0.weekday.isWeekend && !holidays.contains($0) }
    #expect(detector.findings(readings, upTo: last).isEmpty)
    #expect(CongestionDetector().findings(readings, upTo: last).count == 1)
  }

  @Test(
    "The worst tenth by rate in two of three fortnights is a disorder point; counts are not looked at"
  )
  func disorder() throws {
    var rows: [ObservedViolations] = []
    for back in 0..<3 {
      for place in 0..<20 {
        let isWild = place == 4 || (place == 9 && back == 1)
        // At place 0 somebody stands all day: the greatest count at the usual rate.
        let hours = place == 0 ? 100.0 : 5.0
        rows.append(
          ObservedViolations(
            place: "p\(place)",
            time: CivilTime(date: last.adding(days: -14 * back - 3), minuteOfDay: 600),
            hours: hours, violations: Int(hours * (isWild ? 8 : 2)),
            location: GridCity.location(row: Double(place), column: 0)))
      }
    }
    let found = DisorderDetector().findings(rows, [], upTo: last)
    #expect(found.map(\.place).contains("p4"))
    #expect(!found.map(\.place).contains("p0") && !found.map(\.place).contains("p9"))
    let four = try #require(found.first { $0.place == "p4" })
    #expect(four.value > 4 && four.measure == .violationRate && four.location != nil)
    // Nine places have no top tenth.
    let nine = Set((0..<9).map { "p\($0)" })
    #expect(
      DisorderDetector().findings(rows.filter { nine.contains($0.place) }, [], upTo: last).isEmpty)
  }

  @Test("Five people within 100 m in 14 days are a point; five calls of one person are none")
  func complaints() {
    func report(_ who: String, _ column: Double, daysAgo: Int) -> StreetReport {
      StreetReport(
        time: CivilTime(date: last.adding(days: -daysAgo), minuteOfDay: 700),
        location: GridCity.location(row: 1, column: column), reporter: who, topic: .disorder)
    }
    let five = (0..<5).map { report("r\($0)", Double($0) * 0.2, daysAgo: $0 * 3) }
    let found = DisorderDetector().findings([], five, upTo: last)
    #expect(found.count == 1 && found.first?.value == 5)
    #expect(DisorderDetector().findings([], Array(five.prefix(4)), upTo: last).isEmpty)
    let one = (0..<5).map { report("r", Double($0) * 0.2, daysAgo: $0) }
    #expect(DisorderDetector().findings([], one, upTo: last).isEmpty)
    let old = (0..<5).map { report("r\($0)", 0, daysAgo: 10 + $0) }
    #expect(DisorderDetector().findings([], old, upTo: last).isEmpty)
    let apart = (0..<5).map { report("r\($0)", Double($0), daysAgo: 1) }
    #expect(DisorderDetector().findings([], apart, upTo: last).isEmpty)
  }

  @Test("Without speeds, reports of congestion add up with a half-life of a fortnight")
  func reported() throws {
    let reports = [0, 0, 14, 14, 28].enumerated().map { number, days in
      StreetReport(
        time: CivilTime(date: last.adding(days: -days), minuteOfDay: 480),
        location: GridCity.location(row: 2, column: 2), reporter: "r\(number)", topic: .congestion)
    }
    // 1 + 1 + ½ + ½ + ¼.
    let found = try #require(ReportedCongestion.findings(reports, upTo: last).first)
    #expect(abs(found.value - 3.25) < 1e-9)
    #expect(ReportedCongestion.findings(reports, upTo: last.adding(days: 14)).isEmpty)
    let later = [
      StreetReport(
        time: CivilTime(date: last.adding(days: 2)), location: GridCity.location(row: 2, column: 2),
        reporter: "future", topic: .congestion)
    ]
    #expect(ReportedCongestion.weight(later, near: later[0].location, upTo: last) == 0)
  }

  @Test("The demo series are marked, can be read, and show points of every rule")
  func demo() throws {
    let roads = try SampleCity.snapshot().roads
    let demo = DemoPointSeries(roads: roads, upTo: last, seed: 4)
    #expect(demo.speeds == DemoPointSeries(roads: roads, upTo: last, seed: 4).speeds)
    for text in [demo.speeds, demo.violations, demo.reports] {
      #expect(text.split(separator: "\n").dropFirst().allSatisfy { $0.hasSuffix(",demo") })
    }
  }
}

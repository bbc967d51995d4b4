// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation
import Testing

@Suite("Windows and intervals")
struct DutyWindowTests {
  let workdays: Set<Weekday> = [.monday, .tuesday, .wednesday, .thursday, .friday]

  @Test("The morning peak touches the workday hours seven and eight only")
  func peakBands() {
    let window = DutyWindow(
      name: "morning-peak", mode: .peak, weekdays: workdays, startMinute: 420, endMinute: 540)
    #expect(window.bands == [7, 8].map { TimeBand(dayClass: .workday, hour: $0) })
  }

  @Test("A Friday night runs into Saturday's hours")
  func nightBands() {
    let window = DutyWindow(
      name: "night", mode: .night, weekdays: [.friday], startMinute: 1380, endMinute: 1500)
    #expect(
      window.bands == [
        TimeBand(dayClass: .workday, hour: 23), TimeBand(dayClass: .weekend, hour: 0),
      ])
  }

  @Test("A window that ends on the hour does not touch that hour, one that ends after it does")
  func bandEdges() {
    let untilNine = DutyWindow(
      name: "a", mode: .peak, weekdays: [.monday], startMinute: 510, endMinute: 540)
    let pastNine = DutyWindow(
      name: "b", mode: .peak, weekdays: [.monday], startMinute: 510, endMinute: 541)
    #expect(untilNine.bands.map(\.hour) == [8])
    #expect(pastNine.bands.map(\.hour) == [8, 9])
  }

  @Test("A window has no occurrence on a day it does not recur on")
  func occurrence() throws {
    let window = DutyWindow(
      name: "morning-peak", mode: .peak, weekdays: workdays, startMinute: 420, endMinute: 540)
    let tuesday = try #require(CivilDate("2017-05-02"))
    let interval = try #require(window.interval(on: tuesday))
    #expect(interval.start.description == "2017-05-02T07:00")
    #expect(interval.minutes == 120)
    #expect(window.interval(on: tuesday.adding(days: 4)) == nil)
  }

  @Test("A holiday has a Sunday's windows, a Saturday worked instead a Monday's")
  func shiftedDays() throws {
    let window = DutyWindow(
      name: "morning-peak", mode: .peak, weekdays: workdays, startMinute: 420, endMinute: 540)
    let saturday = try #require(CivilDate("2017-05-27"))
    let calendar = try WorkingCalendar(
      name: LocalizedName(chinese: "端午", english: "Dragon boat"), source: "test",
      covers: [saturday...saturday.adding(days: 7)],
      holidays: [HolidayPeriod(days: saturday.adding(days: 1)...saturday.adding(days: 3))],
      shiftedWorkdays: [saturday])
    let held = (0...5).map { day in
      window.interval(on: saturday.adding(days: day), calendar: calendar) != nil
    }
    #expect(held == [true, false, false, false, true, true])
    #expect(window.interval(on: saturday) == nil)
    #expect("\(calendar)" == "off 2017-05-28 2017-05-29 2017-05-30, worked 2017-05-27")
  }

  @Test("Intervals that only touch do not overlap")
  func overlaps() throws {
    let start = try #require(CivilTime("2017-05-02T07:00"))
    let first = CivilInterval(start: start, end: start.adding(minutes: 60))
    let second = CivilInterval(start: first.end, end: first.end.adding(minutes: 60))
    let across = CivilInterval(
      start: start.adding(minutes: 30), end: start.adding(minutes: 100))
    #expect(!first.overlaps(second))
    #expect(first.overlapMinutes(second) == 0)
    #expect(across.overlapMinutes(first) == 30)
    #expect(across.overlapMinutes(second) == 40)
    #expect(first.contains(first.start) && !first.contains(first.end))
  }

  @Test("The 48 bands are numbered without gap or repetition")
  func bandNumbers() {
    #expect(TimeBand.all.map(\.index) == Array(0..<TimeBand.count))
    #expect(Set(TimeBand.all).count == TimeBand.count)
  }
}

@Suite("Values in files")
struct CodingTests {
  @Test("A solve record is read back as written and carries its gap")
  func solveRecord() throws {
    let record = SolveRecord(
      problem: "mclp", solver: "HiGHS", status: .feasible, objective: 200, bound: 210, seconds: 1.5,
      seed: 7)
    let data = try JSONEncoder().encode(record)
    #expect(try JSONDecoder().decode(SolveRecord.self, from: data) == record)
    #expect(abs(record.gap - 0.05) < 1e-12)
    #expect(String(decoding: data, as: UTF8.self).contains("\"gap\""))
  }

  @Test("A date that is none is refused with the text that stood there")
  func malformedDate() {
    let error = #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(CivilDate.self, from: Data("\"2017-02-30\"".utf8))
    }
    #expect(error.map { "\($0)" }?.contains("2017-02-30") == true)
  }

  @Test("The generator repeats the reference sequence for seed 1234567")
  func generator() {
    // Source: the reference implementation's first outputs for this seed.
    var generator = SeededGenerator(seed: 1_234_567)
    #expect(generator.next() == 6_457_827_717_110_365_317)
    #expect(generator.next() == 3_203_168_211_198_807_973)
  }
}

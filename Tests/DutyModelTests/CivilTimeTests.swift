// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Testing

@Suite("The city's clock and calendar")
struct CivilTimeTests {
  @Test(
    "Days known from the calendar",
    arguments: [
      ("1970-01-01", Int64(0), Weekday.thursday),
      ("2017-05-02", 17_288, .tuesday),
      ("2000-02-29", 11_016, .tuesday),
      ("1969-12-31", -1, .wednesday),
      ("2018-12-04", 17_869, .tuesday),
    ])
  func knownDays(text: String, day: Int64, weekday: Weekday) throws {
    let date = try #require(CivilDate(text))
    #expect(date.day == day)
    #expect(date.weekday == weekday)
    #expect(date.description == text)
  }

  @Test("Every day of eight centuries is written and read back as itself")
  func roundTrip() throws {
    for day in stride(from: Int64(-150_000), through: 150_000, by: 7) {
      let date = CivilDate(day: day)
      #expect(CivilDate(date.description) == date)
    }
  }

  @Test(
    "What is no date is refused",
    arguments: [
      "2017-02-30", "2017-13-01", "2017-00-10", "17-05-02", "2017-5-2", "2017/05/02", "", "2017-05",
      "2017-05-02-01", "二〇一七-05-02",
    ])
  func noDate(text: String) { #expect(CivilDate(text) == nil) }

  @Test("1900 had no 29 February, 2000 had one")
  func leapYears() {
    #expect(CivilDate(year: 1900, month: 2, day: 29) == nil)
    #expect(CivilDate(year: 2000, month: 2, day: 29) != nil)
  }

  @Test(
    "A time is read with T or a blank, with or without seconds",
    arguments: ["2017-05-02T07:30", "2017-05-02 07:30", "2017-05-02T07:30:59"])
  func times(text: String) throws {
    let time = try #require(CivilTime(text))
    #expect(time.description == "2017-05-02T07:30")
    #expect(time.hour == 7)
    #expect(time.minuteOfDay == 450)
  }

  @Test(
    "What is no time is refused",
    arguments: [
      "2017-05-02", "2017-05-02T24:00", "2017-05-02T07:60", "2017-05-02T7:30",
      "2017-05-02T07:30:60",
      "2017-05-02X07:30", "2017-02-30T07:30",
    ])
  func noTime(text: String) { #expect(CivilTime(text) == nil) }

  @Test("A wall clock eight hours east shows midnight at 16:00 of the day before in UTC")
  func clock() throws {
    let clock = CityClock(minutesEastOfUTC: 480)
    let midnight = try #require(CivilTime("2017-05-02T00:00"))
    let instant = clock.instant(of: midnight)
    #expect(instant.milliseconds == 1_493_654_400_000)
    #expect(clock.civilTime(of: instant) == midnight)
    #expect(clock.civilTime(of: instant.adding(seconds: -1)) == midnight.adding(minutes: -1))
  }
}

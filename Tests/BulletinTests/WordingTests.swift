// SPDX-License-Identifier: Apache-2.0

import Bulletin
import DutyModel
import Testing

@Suite("Numbers and dates in words")
struct WordingTests {
  @Test(
    "Counts are in 万 where leaders say so, and never above the truth",
    arguments: [
      (0, "0"), (7000, "7000"), (9999, "9999"), (10_000, "1万"), (16_000, "1.6万"),
      (16_234, "1.6万余"), (16_999, "1.6万余"), (99_999, "9.9万余"), (200_000, "20万"),
      (203_412, "20余万"), (1_234_567, "123余万"),
    ])
  func counts(number: Int, text: String) {
    #expect(ChineseNumber.count(number) == text)
  }

  @Test(
    "Ordinals for headings",
    arguments: [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (35, "三十五"), (100, "100")])
  func ordinals(number: Int, text: String) {
    #expect(ChineseNumber.ordinal(number) == text)
  }

  @Test("A percentage needs a denominator")
  func percent() {
    #expect(ChineseNumber.percent(1, of: 3) == "33.3%")
    #expect(ChineseNumber.percent(1, of: 2000) == "0.1%")
    #expect(ChineseNumber.percent(5, of: 5) == "100.0%")
    #expect(ChineseNumber.percent(5, of: 0) == nil)
  }

  @Test("Dates, clock times and spans")
  func times() throws {
    let date = try #require(CivilDate(year: 2017, month: 6, day: 28))
    #expect(ChineseDate.plain(date) == "2017年6月28日")
    #expect(ChineseDate.spaced(date) == "2017 年 6 月 28 日")
    #expect(ChineseDate.weekday(date.weekday) == "星期三")
    #expect(ChineseDate.clock(minuteOfDay: 425) == "7:05")
    #expect(ChineseDate.clock(minuteOfDay: 1560) == "次日2:00")
    #expect(ChineseNumber.duration(seconds: 252) == "4分12秒")
    #expect(ChineseNumber.duration(seconds: 45) == "45秒")
    #expect(ChineseNumber.duration(seconds: 180) == "3分")
  }
}

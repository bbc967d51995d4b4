// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Testing

@testable import DutyPlanning

@Suite("Windows of the modes")
struct WindowTests {
  private func time(_ text: String) -> CivilTime { CivilTime(text) ?? CivilTime(minutes: 0) }

  @Test(
    "A moment belongs to the window that it falls into",
    arguments: [
      ("2017-05-02T07:00", "morning-peak"), ("2017-05-02T08:59", "morning-peak"),
      ("2017-05-02T09:00", "forenoon"), ("2017-05-06T07:30", nil),
      ("2017-05-06T19:30", "evening"), ("2017-05-03T01:59", "first-watch"),
      ("2017-05-03T02:00", "second-watch"), ("2017-05-03T06:00", nil),
    ])
  func moment(text: String, window: String?) {
    let windows = DutyMode.allCases.flatMap(DutyWindow.standard)
    #expect(windows.filter { $0.contains(time(text)) }.map(\.name) == [window].compactMap { $0 })
  }

  @Test("A watch after midnight on some nights belongs to the weekday on which it begins")
  func afterMidnight() {
    let first = DutyWindow.standard(.night)[0].on([.friday])
    #expect(first.contains(time("2017-05-06T01:00")))  // Saturday, in Friday's night.
    #expect(!first.contains(time("2017-05-05T01:00")))
    let second = DutyWindow.standard(.night)[1]
    #expect(NightPlan.weekday(of: second, inNightFrom: .sunday) == .monday)
  }
}

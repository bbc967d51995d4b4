// SPDX-License-Identifier: Apache-2.0

import DutyModel
import HTTPTypes

extension Problem {
  static let trackReasonMissing = Self(
    status: .badRequest,
    explanation: LocalizedName(
      chinese: "查阅轨迹须写明事由（reason），一行 2 至 200 字，会记入审计。可以补充后再查。",
      english:
        "Reading a track needs a reason, one line of 2 to 200 characters, which is recorded. "
        + "Maybe add it and ask again."), kind: "reasonMissing")

  static func unknownTerminal(_ number: Int64) -> Self {
    Self(
      status: .notFound,
      explanation: LocalizedName(
        chinese: "本账号可见范围内没有编号 \(number) 的定位终端。可以从 /api/units 中选。",
        english: "No terminal \(number) is within what this account may see. "
          + "Maybe choose one of /api/units."))
  }

  static func badTrackDay(_ text: String) -> Self {
    Self(
      status: .badRequest,
      explanation: LocalizedName(
        chinese: "“\(text)”不是日期。可以写成 2026-11-25。",
        english: "\"\(text)\" is no date. Maybe write it as 2026-11-25."))
  }

  static func noTrackDay(_ date: CivilDate, first: CivilDate, last: CivilDate) -> Self {
    Self(
      status: .notFound,
      explanation: LocalizedName(
        chinese: "\(date) 没有保存的轨迹。可以选 \(first) 至 \(last)。",
        english: "No tracks are kept for \(date). Maybe choose a day from \(first) to \(last)."))
  }

  static func badTrackHours(from: String, to: String) -> Self {
    Self(
      status: .badRequest,
      explanation: LocalizedName(
        chinese: "时段“\(from)—\(to)”不对。可以写成 from=07:30&to=12:00，起在止之前，最晚 24:00。",
        english: "The hours \"\(from)\" to \"\(to)\" are none. "
          + "Maybe write from=07:30&to=12:00: the beginning before the end, 24:00 at the latest."))
  }
}

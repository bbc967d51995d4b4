// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel
import Foundation
import Operations
import TestSupport
import Testing

/// The bundled calendar, and hours and actors that the tests share.
enum SampleDesk {
  static let clock = CityClock(minutesEastOfUTC: 480)

  static func calendar() throws -> WorkingCalendar {
    let file = TestTools.packageFolder.appending(path: "Data/city-order/calendar-china.json")
    return try JSONDecoder().decode(WorkingCalendar.self, from: Data(contentsOf: file))
  }

  /// 08:30–12:00 and 13:30–18:00: eight hours.
  static func office() throws -> WorkSchedule {
    try WorkSchedule(
      name: "office", sessions: [510..<720, 810..<1080], calendar: calendar(), clock: clock)
  }

  static func instant(_ text: String) -> Instant {
    clock.instant(of: CivilTime(text) ?? CivilTime(minutes: 0))
  }

  static func time(_ instant: Instant) -> String { clock.civilTime(of: instant).description }

  static let collector = CaseActor(person: 1, role: .collector, unit: 100)
  static let otherCollector = CaseActor(person: 2, role: .collector, unit: 100)
  static let thirdCollector = CaseActor(person: 3, role: .collector, unit: 100)
  static let supervisor = CaseActor(person: 10, role: .supervisor, unit: 100)
  static let dispatcher = CaseActor(person: 20, role: .dispatcher, unit: 200)
  static let handler = CaseActor(person: 30, role: .handler, unit: 301)
  static let otherHandler = CaseActor(person: 31, role: .handler, unit: 302)
  static let leader = CaseActor(person: 40, role: .leader, unit: 200)
  static let brigade = CaseActor(person: 50, role: .brigadeOfficer, unit: 400)
  static let citizen = CaseActor(person: nil, role: .citizen, unit: nil)

  static func photo(_ digit: Character) throws -> CaseEvidence {
    .photo(try #require(PhotoHash(String(repeating: digit, count: 64))))
  }

  static func code(_ text: String = "E0102") throws -> ClassCode { try #require(ClassCode(text)) }
  static func reason(_ text: String = "不属于本单位职责") throws -> CaseReason {
    try #require(CaseReason(text))
  }

  static func report(_ source: CaseReport.Source = .collector) throws -> CaseReport {
    CaseReport(
      source: source, code: try code(), place: Coordinate(latitude: 36.71, longitude: 119.12),
      grid: GridCode("370705001002003"), area: 1)
  }

  static func due(_ minute: Int64, from start: Int64) -> Deadline {
    Deadline(given: at(minute), from: at(start))
  }

  static func at(_ minute: Int64) -> Instant { Instant(milliseconds: minute * 60_000) }
}

// SPDX-License-Identifier: Apache-2.0

import AccessControl
import CityOrder
import DutyModel
import Foundation
import Logging
import Synchronization
import Testing

@testable import ChengxuServer

@Suite("The warning that the working calendar ends")
struct CalendarWarningTests {
  /// Keeps what is logged.
  private struct Notebook: LogHandler {
    final class Lines: Sendable {
      private let lines = Mutex<[String]>([])
      var all: [String] { lines.withLock { $0 } }
      func add(_ line: String) { lines.withLock { $0.append(line) } }
    }

    let lines: Lines
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info
    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) { lines.add("\(event.level) \(event.message)") }
  }

  private struct Health: Decodable {
    var calendar: HealthBody.Calendar?
  }

  private func logged(_ service: Open311Service) -> [String] {
    let lines = Notebook.Lines()
    CalendarWatch(
      order: service, logger: Logger(label: "test", factory: { _ in Notebook(lines: lines) })
    ).look()
    return lines.all
  }

  @Test("stands at the workbench of the district, in health, metrics and log in the last 60 days")
  func ending() async throws {
    let november = ServedOpen311.clock.instant(of: try #require(CivilTime("2018-11-05T09:30")))
    try await ServedOrder.test(now: november) { city in
      for (role, unit) in [
        (Role.supervisionCentre, nil), (.commandCentre, nil), (.district, Int64(911)),
        (.districtLeader, 921),
      ] as [(Role, Int64?)] {
        let desk: CaseDeskBody = try await city.value(
          "/api/cases/desk", as: city.signIn(role, unit: unit))
        #expect(desk.calendarWarning?.chinese.contains("2018-12-31，还有 56 天") == true, "\(role)")
      }
      let brigade: CaseDeskBody = try await city.value(
        "/api/cases/desk", as: city.signIn(.brigadeLeader, unit: 2))
      #expect(brigade.calendarWarning == nil)
      let health = try JSONDecoder().decode(
        Health.self, from: Data(try await city.door.text("/health", cookie: "").utf8))
      #expect(health.calendar?.until == "2018-12-31" && health.calendar?.daysLeft == 56)
      #expect(health.calendar?.isEnding == true)
      let metrics = try await city.door.text("/metrics", cookie: "")
      #expect(metrics.contains("city_order_calendar_days_left 56"), "\(metrics.suffix(600))")
      let lines = logged(city.service)
      #expect(lines.count == 1 && lines[0].hasPrefix("warning The working calendar ends on 2018"))
      #expect(lines[0].contains("chengxu cases calendar FILE"))
    }
  }

  @Test("is not given before")
  func early() async throws {
    try await ServedOrder.test { city in
      let desk: CaseDeskBody = try await city.value(
        "/api/cases/desk", as: city.signIn(.supervisionCentre))
      #expect(desk.calendarWarning == nil)
      let health = try JSONDecoder().decode(
        Health.self, from: Data(try await city.door.text("/health", cookie: "").utf8))
      #expect(health.calendar?.isEnding == false && health.calendar?.daysLeft == 551)
      #expect(logged(city.service).isEmpty)
    }
  }
}

// SPDX-License-Identifier: Apache-2.0

import AccessControl
import CityOrder
import DutyModel
import Geography
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import SQLiteDriver
import Stores
import Testing

@testable import ChengxuServer

@Suite("Cases over HTTP")
struct CaseRouteTests {
  @Test("shows a queue with the nearest deadline first, and says when there is more")
  func queue() async throws {
    try await served { served in
      let cookie = try await served.signIn(.district)
      let all: CaseListBody = try await served.value(
        "/api/cases?turn=supervisionCentre", cookie: cookie)
      #expect(all.cases.map(\.id) == [2, 1] && all.isComplete)
      #expect(all.cases[0].due == "2017-06-28T11:30:00+08:00")
      #expect(all.cases.allSatisfy { $0.turn?.kind == .supervisionCentre && $0.step == 1 })
      let first: CaseListBody = try await served.value(
        "/api/cases?turn=supervisionCentre&limit=1", cookie: cookie)
      #expect(first.cases.map(\.id) == [2] && !first.isComplete)
      let body: CaseListBody = try await served.value("/api/cases?turn=5", cookie: cookie)
      #expect(body.cases.map(\.id) == [3])
      #expect(body.cases[0].turn?.unit == 5 && body.cases[0].turn?.name?.english == "Cleaning")
      #expect(body.cases[0].handlingDue == "2017-06-28T13:30:00+08:00")
    }
  }

  @Test("shows what is open within a box of the map")
  func map() async throws {
    try await served { served in
      let cookie = try await served.signIn(.inspector)
      let near: CaseListBody = try await served.value(
        "/api/cases/map?box=119.0,36.0,119.15,36.9", cookie: cookie)
      #expect(near.cases.map(\.id) == [1])
      let wide: CaseListBody = try await served.value(
        "/api/cases/map?box=119.0,36.0,119.9,36.9", cookie: cookie)
      #expect(wide.cases.map(\.id) == [1, 2, 3])
    }
  }

  @Test("shows one case with its timeline and reasons, and never who reported or acted")
  func timeline() async throws {
    try await served { served in
      let cookie = try await served.signIn(.dispatcher)
      let shown: CaseTimelineBody = try await served.value("/api/cases/3", cookie: cookie)
      #expect(
        shown.timeline.map(\.action) == ["report", "open", "dispatch", "giveBack", "dispatch"])
      #expect(shown.timeline.map(\.version) == [1, 2, 3, 4, 5])
      #expect(shown.timeline[3].reason == "不属本单位" && shown.timeline[3].unit == 4)
      #expect(shown.timeline.filter { $0.reason != nil }.count == 1)
      #expect(shown.case.version == 5 && shown.case.state == "dispatched")
      let text = try await served.text("/api/cases/3", cookie: cookie)
      #expect(!text.contains("person") && !text.contains("contact") && !text.contains("9021"))
    }
  }

  @Test("keeps out accounts of one unit, for no body of the city is theirs")
  func territory() async throws {
    try await served { served in
      let cookie = try await served.signIn(.brigadeLeader, territory: .unit(1))
      for path in ["/api/cases?turn=5", "/api/cases/map?box=119,36,120,37", "/api/cases/3"] {
        #expect(try await served.status(path, cookie: cookie) == .forbidden, "\(path)")
      }
    }
  }

  @Test("refuses wrong arguments with a problem, and knows no case that there is not")
  func wrongArguments() async throws {
    try await served { served in
      let cookie = try await served.signIn(.auditor)
      let wrong = [
        "/api/cases", "/api/cases?turn=0", "/api/cases?turn=nobody", "/api/cases?turn=5&limit=0",
        "/api/cases?turn=5&limit=501", "/api/cases?turn=5&limit=9223372036854775807",
        "/api/cases/map", "/api/cases/map?box=1,2,3", "/api/cases/map?box=1,2,3,nan",
        "/api/cases/map?box=119.5,36,119,37", "/api/cases/map?box=0,0,2,1", "/api/cases/one",
      ]
      for path in wrong {
        #expect(try await served.status(path, cookie: cookie) == .badRequest, "\(path)")
      }
      #expect(try await served.status("/api/cases/4", cookie: cookie) == .notFound)
    }
  }

  @Test("stays closed to strangers where demo data is open")
  func demo() async throws {
    try await ServedPage.test { client in
      for path in ["/api/cases?turn=5", "/api/cases/map?box=119,36,120,37", "/api/cases/1"] {
        try await client.execute(uri: path, method: .get) {
          #expect($0.status == .unauthorized, "\(path)")
        }
      }
    }
  }

  // MARK: A city with three cases

  /// Two wait to be opened, the second more urgently; the third was given back once by unit 4 and
  /// lies with unit 5.
  private func served(_ body: @Sendable (ServedDoor) async throws -> Void) async throws {
    try await ServedDoor.test(
      preparing: { database, contents in
        var directory = try ServedOpen311.directory()
        directory.units = [
          OrderUnit(
            id: 5, kind: .department, name: LocalizedName(chinese: "环卫", english: "Cleaning"))
        ]
        let store = SQLCaseStore(database, classes: directory.classes)
        try await store.file([
          [try report(longitude: 119.1, hours: 5)], [try report(longitude: 119.2, hours: 2)],
          try returned(),
        ])
        contents.open311 = Open311Service(
          cases: store, reporters: SQLReporterStore(database), directory: directory,
          grids: GridMap([]), deadlines: nil, allowsKey: { _, _ in false },
          address: "https://city.example", contact: "12345", changed: ServedOpen311.now,
          now: { ServedOpen311.now })
      }, body)
  }

  private func report(longitude: Double, hours: Int) throws -> CaseEvent {
    let report = CaseReport(
      source: .citizen, code: try #require(ClassCode("E0102")),
      place: Coordinate(latitude: 36.5, longitude: longitude), grid: nil, description: "路边",
      contact: 9021)
    return event(
      CaseActor(person: nil, role: .citizen, unit: nil), .report(report, deadline: due(hours)))
  }

  private func returned() throws -> [CaseEvent] {
    let supervisor = CaseActor(person: 9021, role: .supervisor, unit: 1)
    let dispatcher = CaseActor(person: 9021, role: .dispatcher, unit: 2)
    let handler = CaseActor(person: 9021, role: .handler, unit: 4)
    let reason = try #require(CaseReason("不属本单位"))
    return [
      try report(longitude: 119.3, hours: 1),
      event(supervisor, .open(try #require(ClassCode("E0102")), deadline: due(1))),
      event(dispatcher, .dispatch(to: 4, basis: .classOwner, deadline: due(3))),
      event(handler, .giveBack(reason)),
      event(dispatcher, .dispatch(to: 5, basis: .coordination, deadline: due(4))),
    ]
  }

  private func event(_ actor: CaseActor, _ action: CaseEvent.Action) -> CaseEvent {
    CaseEvent(by: actor, at: ServedOpen311.now, action)
  }

  private func due(_ hours: Int) -> Deadline {
    Deadline(given: ServedOpen311.now.adding(seconds: Int64(hours) * 3600), from: ServedOpen311.now)
  }
}

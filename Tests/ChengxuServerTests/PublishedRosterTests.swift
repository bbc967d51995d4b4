// SPDX-License-Identifier: Apache-2.0

import AccessControl
import CPSAT
import CityData
import DutyModel
import DutyPlanning
import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import Operations
import Rostering
import Stores
import TestSupport
import Testing

@testable import ChengxuServer

@Suite("The desks under a roster that changes")
struct PublishedRosterTests {
  @Test("follow what was published, not the draft, and who stands in finds the duty on the phone")
  func publication() async throws {
    try await ServedDuty.test { served in
      var contents = ServedDuty.contents
      let clock = contents.snapshot.organization.clock
      let units = contents.snapshot.organization.units.filter { $0.id == 3 }
      let store = SQLRosterStore(served.database)
      let planner = RosterPerson(name: "planner")
      let id = try await store.open(contents.roster, by: planner, at: .now, clock: clock)
      let problem = RosterProblem(
        plan: contents.plans.version, isDemoData: true, firstDate: contents.roster.firstDate,
        days: contents.roster.days, pools: [])
      contents.rosterDesk = RosterDesk(
        id, problem: problem, staff: contents.snapshot.organization, store: store
      ) {
        () throws(RepairError) in throw .solver("none is needed here")
      }
      let start = clock.instant(of: CivilTime(date: GridDay.date, minuteOfDay: 422))
      let duty = LiveDuty(
        store: SQLDeskStore(served.database), log: SQLDutyEventLog(served.database),
        checks: SQLChainCheckStore(served.database),
        clock: DutyClock(exerciseFrom: start, startedAt: .now))
      let source = try DutyDesksSource(duty, contents)
      let readiness = Readiness()
      readiness.state = .ready
      let router = try ChengxuApplication.router(
        contents, door: Door(desk: served.desk, isReadingOpen: false), tracking: nil,
        desks: source, links: LinkCount(),
        configuration: ServerConfiguration(webFolder: served.folder), readiness: readiness)
      var logger = Logger(label: "test")
      logger.logLevel = .error
      try await Application(router: router, logger: logger).test(.router) { client in
        let phone = DutyClient(client: client, desk: served.desk, clock: duty.clock)
        let one = try await phone.person("one", .officer, officer: 1, unit: 3)
        let three = try await phone.person("three", .officer, officer: 3, unit: 3)
        func duties(_ person: DutyClient.Person) async throws -> [Int64] {
          try await phone.get(AttendanceRoutes.TodayBody.self, "/api/duty/today", person)
            .stays.map(\.duty)
        }
        let before = try await duties(three)
        #expect(try await duties(one) == [1] && !before.contains(1))

        func step(_ action: RosterAction, _ revision: Int) async throws {
          let event = RosterEvent(action, by: planner, at: clock.civilTime(of: start))
          try await store.append(event, to: id, revision: revision, at: .now)
        }
        try await step(
          .assign(duty: 1, moves: [RosterMove(duty: 1, from: 1, to: 3)], overrides: []), 1)
        #expect(try await !source.refresh(), "a draft is nobody's duty")
        #expect(try await duties(one) == [1])
        try await step(.publish(note: "换班"), 2)
        #expect(try await source.refresh())
        #expect(try await duties(one).isEmpty)
        #expect(try await duties(three).sorted() == (before + [1]).sorted())
        #expect(try await !source.refresh(), "once is enough")

        // Whoever is imported and then published has the duty too, while the server runs.
        let newcomer = Officer(
          id: 99, badgeNumber: "000099", name: LocalizedName(chinese: "新人", english: "New"),
          status: .sworn, unit: 3)
        try await step(
          .take(
            StaffIntake(
              people: [newcomer],
              units: units,
              files: ["staff.csv"])), 3)
        #expect(try await source.refresh())
        #expect(source.current.book.officer(99)?.badgeNumber == "000099")
        try await step(
          .assign(duty: 1, moves: [RosterMove(duty: 1, from: 3, to: 99)], overrides: []), 4)
        try await step(.publish(note: "新人"), 5)
        #expect(try await source.refresh())
        let new = try await phone.person("new", .officer, officer: 99, unit: 3)
        #expect(try await duties(new) == [1])
      }
    }
  }

  @Test("show a brigade the day's figures of its own ground, and the detachment all")
  func ownFigures() async throws {
    try await ServedDuty.test { served in
      try await served.serve(at: 7, 2) { client in
        let leader = try await client.person("leader", .brigadeLeader, unit: 4)
        let chief = try await client.person("chief", .inspector)
        let status = try await client.text("/api/day/scorecard", chief)
        #expect(status.contains("no figures"), "nothing has happened yet")
        for duty in [1, 5] {
          _ = try await client.post(
            StayBody.self, "/api/attendance/\(duty)/0/steps",
            try await client.person("dispatcher", .brigadeLeader),
            ["step": "confirm", "version": 0])
        }
        struct Card: Decodable, Sendable {
          struct Figure: Decodable, Sendable {
            struct Result: Decodable, Sendable {
              struct Scope: Decodable, Sendable {
                var kind: String
                var id: Int64?
                var name: LocalizedName?
              }
              var scope: Scope
              var cases: Int
            }
            var whole: Result?
            var parts: [Result]
          }
          var version: String
          var figures: [Figure]
        }
        let whole = try await client.get(Card.self, "/api/day/scorecard", chief)
        #expect(whole.figures.contains { $0.whole != nil })
        let own = try await client.get(Card.self, "/api/day/scorecard", leader)
        #expect(own.version == whole.version && own.figures.count == whole.figures.count)
        #expect(own.figures.allSatisfy { $0.whole == nil })
        let scopes = own.figures.flatMap(\.parts).map(\.scope)
        #expect(scopes.contains { $0.kind == "brigade" && $0.id == 4 })
        #expect(!scopes.contains { $0.kind == "brigade" && $0.id == 2 })
        #expect(scopes.allSatisfy { $0.name != nil })
        #expect(scopes.allSatisfy { ["area", "brigade", "squadron"].contains($0.kind) })

        _ = try await client.post(
          StayBody.self, "/api/attendance/1/0/steps",
          try await client.person("dispatcher", .brigadeLeader),
          ["step": "finish", "version": 1])
        let later = try await client.get(Card.self, "/api/day/scorecard", chief)
        #expect(later.version != whole.version, "the step since is counted")

        let metrics = try await client.text("/metrics", chief)
        #expect(metrics.contains("supervision_day_readable 1"))
        #expect(metrics.contains("supervision_numerator{kpi=\"on-post-rate\""))
        #expect(metrics.contains("period=\"day\""))
        #expect(!metrics.contains("brigade"), "the detachment's figures only")
      }
    }
  }
}

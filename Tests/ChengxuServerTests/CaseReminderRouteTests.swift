// SPDX-License-Identifier: Apache-2.0

import AccessControl
import CityOrder
import DutyModel
import Foundation
import HTTPTypes
import Logging
import Operations
import Stores
import Testing

@testable import ChengxuServer

@Suite("Reminders of cases as people see them")
struct CaseReminderRouteTests {
  /// Looks at the clocks so many days after everything else happens.
  private func clocks(_ city: ServedOrder, daysLater days: Int64) throws -> CaseClockService {
    var order = city.service
    order.now = { ServedOpen311.now.adding(seconds: days * 86_400) }
    var contents = SampleContents.make()
    contents.open311 = order
    let duty = LiveDuty(
      store: SQLDeskStore(city.database), log: SQLDutyEventLog(city.database),
      checks: SQLChainCheckStore(city.database))
    return CaseClockService(
      order: order, duty: try ChengxuApplication.desks(duty, contents),
      logger: Logger(label: "test"))
  }

  @Test("stand in the timeline with whom they went to, mark the queue, and go up")
  func timeline() async throws {
    try await ServedOrder.test { city in
      let id = try await city.accepted()
      let supervisor = try await city.signIn(.supervisionCentre)
      let before = try await city.one(id, as: supervisor).case
      #expect(before.rung == CaseRung.none && before.reminded == 0)
      let service = try clocks(city, daysLater: 20)
      #expect(await service.look().reminders.map(\.percent) == [100])
      #expect(await service.look().found == 0)
      // A server that is started anew.
      #expect(await (try clocks(city, daysLater: 20)).look().found == 0)

      let after = try await city.one(id, as: supervisor)
      #expect(after.case.rung == .leader && after.case.reminded == 100)
      let entry = try #require(after.timeline.last)
      #expect(entry.action == "remind" && entry.role == .system && entry.percent == 100)
      let told = try #require(entry.recipients)
      #expect(told.map(\.post) == [.holder, .supervisor, .leader])
      #expect(
        told.map { $0.unitName?.chinese } == ["区环境卫生管理中心", "区数字城管监督中心", "区数字城管指挥中心"])

      let queue: CaseListBody = try await city.value("/api/cases?turn=escalated", as: supervisor)
      #expect(queue.cases.map(\.id) == [id])
      let desk: CaseDeskBody = try await city.value("/api/cases/desk", as: supervisor)
      #expect(desk.queues.first { $0.turn == "escalated" }?.isMine == true)
      let cleaner = try await city.signIn(.district, unit: 911)
      #expect(try await city.read("/api/cases?turn=escalated", as: cleaner) == .forbidden)
      let own: CaseDeskBody = try await city.value("/api/cases/desk", as: cleaner)
      #expect(!own.queues.contains { $0.turn == "escalated" })
      let row: CaseListBody = try await city.value("/api/cases?turn=11", as: cleaner)
      #expect(row.cases.map(\.rung) == [.leader])
    }
  }

  @Test("name the owner of the grid to those who may know, and to nobody else")
  func gridOwner() async throws {
    try await ServedOrder.test { city in
      let id = try await city.report()
      try await city.act("open", on: id, as: city.signIn(.supervisionCentre))
      let centre = try await city.signIn(.commandCentre)
      try await city.act("dispatch-to-territory", on: id, as: centre)
      _ = await (try clocks(city, daysLater: 20)).look()
      let told = try #require(try await city.one(id, as: centre).timeline.last?.recipients)
      let owner = try #require(told.first { $0.post == .gridOwner })
      #expect(owner.gridRole == .communitySponsor && owner.name == "街道包片")
      let stored = try await city.store.events(of: ID(rawValue: id))
      #expect(!"\(stored)".contains("街道包片"), "persons' names lie with the grids")
    }
  }

  @Test("reach the live feed once, and the brigade's notices for what was referred to it")
  func live() async throws {
    try await ServedOrder.test { city in
      let id = try await city.report(["code": "E0505"])
      try await city.act("open", on: id, as: city.signIn(.supervisionCentre))
      try await city.act("refer", on: id, [.unit(31)], as: city.signIn(.commandCentre))
      for _ in 0..<2 { _ = await (try clocks(city, daysLater: 20)).look() }
      let brigade = try await city.signIn(.brigadeLeader, unit: 2)
      let feed = try await city.door.text("/api/live?after=0&wait=0", cookie: brigade.cookie)
      let lines = feed.split(separator: "\n").filter { $0.contains("\"subject\":\"cityCase\"") }
      #expect(lines.count == 1 && lines.first?.contains("\"number\":\(id)") == true, "\(feed)")
      let other = try await city.signIn(.brigadeLeader, unit: 3)
      let foreign = try await city.door.text("/api/live?after=0&wait=0", cookie: other.cookie)
      #expect(!foreign.contains("cityCase"))
      let notices = try await city.door.text("/api/notices", cookie: brigade.cookie)
      #expect(notices.contains("\"cityCase\"") && notices.contains("\"escalation\""), "\(notices)")
    }
  }
}

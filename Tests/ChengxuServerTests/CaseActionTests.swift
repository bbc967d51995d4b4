// SPDX-License-Identifier: Apache-2.0

import AccessControl
import CityOrder
import DutyModel
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Stores
import Testing

@testable import ChengxuServer

@Suite("Doing things to cases over HTTP")
struct CaseActionTests {
  @Test("takes a citizen's report with its photo to verified closure through five roles")
  func sevenSteps() async throws {
    try await ServedOrder.test { city in
      let id = try await city.report()
      let supervisor = try await city.signIn(.supervisionCentre)
      let seen = try await city.one(id, as: supervisor)
      #expect(seen.actions.contains(.open) && !seen.actions.contains(.close))
      #expect(seen.timeline[0].photos == [city.before])
      try await city.act("open", on: id, as: supervisor)
      try await city.act("dispatch", on: id, [.unit(11)], as: city.signIn(.commandCentre))
      let handler = try await city.signIn(.district, unit: 911)
      try await city.act("accept", on: id, as: handler)
      let after = try await city.upload(2, as: handler)
      try await city.act("finish", on: id, [.photos([after])], as: handler)
      let collector = try await city.signIn(.collector)
      let again = try await city.upload(3, as: collector)
      let verified = try await city.act(
        "verify", on: id, [.photos([again]), .passed(true)], as: collector)
      #expect(verified.case.state == "verified" && verified.actions.isEmpty)
      #expect(verified.case.turn?.kind == .supervisionCentre)
      #expect(verified.case.due == "2017-06-28T11:30:00+08:00", "two hours to close it")
      let queue: CaseListBody = try await city.value(
        "/api/cases?turn=supervisionCentre", as: supervisor)
      #expect(queue.cases.map(\.id) == [id] && queue.cases[0].due == verified.case.due)
      let closed = try await city.act("close", on: id, [.note("已清理")], as: supervisor)
      #expect(closed.case.state == "closed" && closed.case.version == 7)
      let events = try await city.store.events(of: ID(rawValue: id))
      #expect(
        events.map(\.by.role) == [
          .citizen, .supervisor, .dispatcher, .handler, .handler, .collector, .supervisor,
        ])
      #expect(events.dropFirst().allSatisfy { $0.by.person != nil }, "each step is somebody's")
      #expect(Set(events.map(\.by.person)).count == 5)
    }
  }

  @Test("lets nobody verify what their own body solved, and the solver not at all")
  func solverVerifies() async throws {
    try await ServedOrder.test { city in
      let id = try await city.finished()
      let both = try await city.signIn([.district, .collector], unit: 911)
      let shot = try await city.upload(4, as: both)
      #expect(try await city.one(id, as: both).actions.isEmpty)
      let status = try await city.status(
        "verify", on: id, [.photos([shot]), .passed(true)], as: both)
      #expect(status == .forbidden)
      let collector = try await city.signIn(.collector)
      let same = try await city.status(
        "verify", on: id, [.photos([city.after]), .passed(true)], as: collector)
      #expect(same == .conflict, "the solver's own photo proves nothing")
    }
  }

  @Test("goes from dispute to territory, and from an extension to the ledger")
  func dispute() async throws {
    try await ServedOrder.test { city in
      let id = try await city.report()
      try await city.act("open", on: id, as: city.signIn(.supervisionCentre))
      let dispatcher = try await city.signIn(.commandCentre)
      try await city.act("dispatch", on: id, [.unit(11)], as: dispatcher)
      let first = try await city.signIn(.district, unit: 911)
      let returned = try await city.act("give-back", on: id, [.reason("不属本单位")], as: first)
      #expect(returned.case.turn?.kind == .commandCentre)
      #expect(returned.case.due == "2017-06-28T10:30:00+08:00", "an hour to dispatch it again")
      let back = try await city.act("dispatch-to-territory", on: id, as: dispatcher)
      #expect(back.case.turn?.unit == 21 && back.timeline.last?.basis == .territorial)
      let street = try await city.signIn(.district, unit: 921)
      let refused = try await city.status("give-back", on: id, [.reason("也不是我们")], as: street)
      #expect(refused == .conflict)
      let noted = try await city.one(id, as: street)
      #expect(noted.timeline.last?.action == "noteBuckPassing", "the second try stands on record")
      #expect(noted.timeline.last?.reason == "也不是我们" && !noted.actions.contains(.giveBack))
      try await city.act("accept", on: id, as: street)
      let before = try await city.one(id, as: street).case.handlingDue
      try await city.act(
        "request-extension", on: id, [.limit("1d"), .reason("需要吊车")], as: street)
      #expect(
        try await city.status(
          "decide-extension", on: id, [.granted(true), .reason("同意")], as: street)
          == .forbidden)
      let leader = try await city.signIn(.districtLeader, unit: 921)
      let granted = try await city.act(
        "decide-extension", on: id, [.granted(true), .reason("同意")], as: leader)
      #expect(try #require(granted.case.handlingDue) > (try #require(before)))
      let ledger = try await city.act(
        "put-on-ledger", on: id, [.reason("待拆迁"), .review("2017-12-01")], as: leader)
      #expect(ledger.case.state == "onLedger" && ledger.case.due == nil)
      #expect(ledger.case.turn?.kind == .nobody && ledger.actions == [.takeOffLedger])
    }
  }

  @Test("refuses whoever asked for more time to grant it, whatever their roles")
  func askerDecides() async throws {
    try await ServedOrder.test { city in
      let id = try await city.accepted()
      let both = try await city.signIn([.district, .districtLeader], unit: 911)
      try await city.act("request-extension", on: id, [.limit("24H"), .reason("雨")], as: both)
      let status = try await city.status(
        "decide-extension", on: id, [.granted(true), .reason("同意")], as: both)
      #expect(status == .forbidden)
      #expect(!(try await city.one(id, as: both)).actions.contains(.decideExtension))
    }
  }

  @Test("does nothing twice for one key, and nothing to a case that moved on meanwhile")
  func keysAndVersions() async throws {
    try await ServedOrder.test { city in
      let id = try await city.report()
      let supervisor = try await city.signIn(.supervisionCentre)
      let key = ActionField.key("a5f1c3d0-open-once")
      try await city.act("open", on: id, [key, .version(1)], as: supervisor)
      let again = try await city.act("open", on: id, [key, .version(1)], as: supervisor)
      #expect(again.case.version == 2)
      let other = try await city.signIn([.supervisionCentre, .collector])
      #expect(
        try await city.status("open", on: id, [key, .version(1)], as: other) == .conflict,
        "the key is the first person's")
      let stale = try await city.status(
        "withdraw", on: id, [.version(1), .reason("误报")], as: other)
      #expect(stale == .conflict)
      #expect(try await city.store.events(of: ID(rawValue: id)).count == 2)
    }
  }

  @Test("shows and changes only what a body of the account's territory has or had")
  func territory() async throws {
    try await ServedOrder.test { city in
      let id = try await city.accepted()
      let other = try await city.signIn(.district, unit: 921)
      #expect(try await city.read("/api/cases/\(id)", as: other) == .forbidden)
      #expect(try await city.read("/api/cases?turn=11", as: other) == .forbidden)
      #expect(try await city.read("/api/cases?turn=21", as: other) == .ok)
      #expect(try await city.status("accept", on: id, as: other, sees: false) == .forbidden)
      let map: CaseListBody = try await city.value(
        "/api/cases/map?box=119.0,36.0,119.9,36.9", as: other)
      #expect(map.cases.isEmpty && map.isComplete)
      let stranger = try await city.signIn(.district, unit: 999)
      #expect(try await city.read("/api/cases/desk", as: stranger) == .forbidden)
      let detached = try await city.signIn(.district, unit: nil)
      let photo = try await city.upload(5, as: detached)
      #expect(
        try await city.status("finish", on: id, [.photos([photo])], as: detached) == .forbidden,
        "an account for all bodies acts for none")
    }
  }

  @Test("asks the access table for every action, whoever comes")
  func everyActionAndRole() async throws {
    try await ServedOrder.test { city in
      let id = try await city.report()
      for role in Role.allCases {
        let person = try await city.signIn(role)
        let may = AccessPolicy.permissions(of: role)
        for action in CaseAction.allCases {
          let permission = try #require(action.permission, "\(action) is not in the table")
          guard !may.contains(permission) else { continue }
          let status = try await city.status(
            action.rawValue, on: id, [.version(1)], as: person, sees: false)
          #expect(status == .forbidden, "\(role) \(action)")
        }
      }
      #expect(try await city.store.events(of: ID(rawValue: id)).count == 1)
    }
  }

  @Test("names the field that is missing or wrong, and stores nothing")
  func badFields() async throws {
    try await ServedOrder.test { city in
      let id = try await city.report()
      let supervisor = try await city.signIn(.supervisionCentre)
      let wrong: [(String, [ActionField])] = [
        ("decline", []), ("decline", [.reason("  ")]), ("open", [.code("E9999")]),
        ("open", [.code("!")]), ("mark-duplicate", []), ("open", [.key("short")]),
      ]
      for (action, fields) in wrong {
        let status = try await city.status(action, on: id, fields, as: supervisor)
        #expect(status == .badRequest, "\(action) \(fields)")
      }
      let dispatcher = try await city.signIn(.commandCentre)
      try await city.act("open", on: id, as: supervisor)
      for fields in [
        [ActionField.unit(1)], [.unit(404)], [.unit(31)], [.unit(11), .basis("territorial")],
      ] {
        let status = try await city.status("dispatch", on: id, fields, as: dispatcher)
        #expect(status == .badRequest, "\(fields)")
      }
      #expect(try await city.store.events(of: ID(rawValue: id)).count == 2)
    }
  }
}

// SPDX-License-Identifier: Apache-2.0

import AccessControl
import CityOrder
import DutyModel
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@testable import ChengxuServer

@Suite("A case that district and traffic police share")
struct CaseReferralTests {
  /// Fields that neither side is shown: who reported, and which persons worked on it.
  private static let hidden = ["王小明", "13812345678", "contact", "solver", "verifier", "person"]

  /// In a yard: no carriageway, so that only the command centre sends it to the police.
  private static let yard: [String: any Sendable] = [
    "code": "E0505", "latitude": 36.70045, "longitude": 119.10056,
  ]

  @Test("goes to the brigade and comes back with its outcome, without the fields that are redacted")
  func referral() async throws {
    try await ServedOrder.test { city in
      let id = try await city.report(
        Self.yard.merging([
          "name": "王小明", "phone": "13812345678", "description": "占道停车",
        ]) { $1 })
      let supervisor = try await city.signIn(.supervisionCentre)
      try await city.act("open", on: id, as: supervisor)
      try await city.act("refer", on: id, [.unit(31)], as: city.signIn(.commandCentre))
      let brigade = try await city.signIn(.brigadeLeader, unit: 2)
      try await city.act("accept", on: id, as: brigade)
      let answered = try await city.act(
        "brigade-outcome", on: id, [.outcome("penalised")], as: brigade)
      #expect(answered.case.state == "finished")
      #expect(answered.timeline.last?.outcome == .penalised)
      for reader in [brigade, supervisor] {
        let text = try await city.door.text("/api/cases/\(id)", cookie: reader.cookie)
        #expect(text.contains("占道停车") && text.contains("penalised"))
        for field in Self.hidden { #expect(!text.contains(field), "\(field) is shown") }
      }
      let stranger = try await city.signIn(.district, unit: 913)
      #expect(try await city.read("/api/cases/\(id)", as: stranger) == .forbidden)
      let published = try await city.door.client.execute(
        uri: "/open311/v2/requests/\(id).json", method: .get
      ) { String(buffer: $0.body) }
      for field in Self.hidden + ["penalised"] {
        #expect(!published.contains(field), "\(field) is published")
      }
    }
  }

  @Test("goes from the carriageway by the rule, and comes back when the violation is closed")
  func automatic() async throws {
    try await ServedOrder.test { city in
      let id = try await city.report(["code": "E0505", "description": "占道停车"])
      let centre = try await city.signIn(.commandCentre)
      try await city.act("open", on: id, as: city.signIn(.supervisionCentre))
      #expect(try await city.one(id, as: centre).referral == 31)
      let sent = try await city.act("dispatch", on: id, [.unit(11)], as: centre)
      #expect(sent.case.turn?.unit == 31 && sent.timeline.last?.action == "refer")
      let number = try #require(sent.case.violation)
      #expect(sent.timeline.last?.violation == number)

      let brigade = try await city.signIn([.brigadeLeader], unit: 2, officer: 1)
      let waiting: PageBody<ViolationBody> = try await city.value("/api/hand-overs", as: brigade)
      let file = try #require(waiting.items.first { $0.id == number })
      #expect(file.cityCase == id && file.state == "handedOver" && file.owner.id == 2)
      #expect(file.finder == nil && file.words == "占道停车")
      let own = try await city.one(id, as: brigade)
      #expect(own.case.violation == number)
      #expect(Set(own.actions).isDisjoint(with: [.accept, .giveBack, .brigadeOutcome]))
      #expect(try await city.status("accept", on: id, as: brigade) == .conflict)

      try await step("acceptance", number, city, brigade)
      #expect(try await city.one(id, as: centre).case.state == "handling")
      try await step(
        "intervention", number, city, brigade, fields: [#""intervention": "verbalWarning""#])
      let back = try await city.one(id, as: city.signIn(.auditor))
      #expect(back.case.state == "finished" && back.case.outcome == .dissuaded)
      #expect(back.timeline.last?.role == .brigadeOfficer)
      #expect(back.case.turn?.kind == .supervisionCentre)

      let collector = try await city.signIn(.collector)
      let photo = try await city.upload(2, as: collector)
      let seen = try await city.act(
        "verify", on: id, [.passed(true), .photos([photo])], as: collector)
      #expect(seen.case.violation == nil && seen.case.outcome == .dissuaded)
      let closed = try await city.act("close", on: id, as: city.signIn(.supervisionCentre))
      #expect(closed.case.state == "closed")
    }
  }

  @Test("comes back with the brigade's reason, which the district reads")
  func returned() async throws {
    try await ServedOrder.test { city in
      let id = try await city.report(["code": "E0506"])
      let centre = try await city.signIn(.commandCentre)
      try await city.act("open", on: id, as: city.signIn(.supervisionCentre))
      let sent = try await city.act("dispatch", on: id, [.unit(11)], as: centre)
      let brigade = try await city.signIn([.brigadeLeader], unit: 2, officer: 1)
      try await step(
        "return", try #require(sent.case.violation), city, brigade,
        fields: [#""reason": "该处为内部道路""#])
      let back = try await city.one(id, as: centre)
      #expect(back.case.state == "returned" && back.case.violation == nil)
      #expect(back.timeline.last?.reason == "该处为内部道路" && back.referral == nil)
      let again = try await city.act("dispatch", on: id, [.unit(11)], as: centre)
      #expect(again.case.turn?.unit == 11)
      let cleaner = try await city.one(id, as: city.signIn(.district, unit: 911))
      #expect(cleaner.timeline.contains { $0.reason == "该处为内部道路" })
      #expect(cleaner.timeline.allSatisfy { $0.violation == nil })
    }
  }

  @Test("goes to the brigade at once where a collector saw it on the carriageway")
  func collected() async throws {
    try await ServedOrder.test { city in
      let collector = try await city.signIn(.collector)
      let body = #"""
        {"code": "E2101", "latitude": 36.7, "longitude": 119.1, "key": "collected-once-only"}
        """#
      for _ in 0..<2 {
        let answer = try await city.send("/api/cases", body: [UInt8](body.utf8), as: collector)
        #expect(answer.status == .created)
        let filed = try answer.decoded(CaseTimelineBody.self)
        #expect(filed.case.id == 1 && filed.case.state == "dispatched")
        #expect(filed.timeline.map(\.action) == ["report", "open", "refer"])
      }
      let brigade = try await city.signIn([.brigadeLeader], unit: 2, officer: 1)
      let waiting: PageBody<ViolationBody> = try await city.value("/api/hand-overs", as: brigade)
      #expect(waiting.items.map(\.code) == ["3005"])
    }
  }

  private func step(
    _ step: String, _ number: Int64, _ city: ServedOrder, _ person: ServedOrder.Person,
    fields: [String] = []
  ) async throws {
    let page: PageBody<ViolationBody> = try await city.value("/api/hand-overs", as: person)
    let file = try #require(page.items.first { $0.id == number })
    let body = "{" + (fields + [#""version": \#(file.version)"#]).joined(separator: ", ") + "}"
    let answer = try await city.send(
      "/api/violations/\(number)/\(step)", body: [UInt8](body.utf8), as: person)
    try #require(answer.status == .ok, "\(step): \(answer.text)")
  }

  @Test("goes to no brigade that its matter does not concern")
  func foreign() async throws {
    try await ServedOrder.test { city in
      let id = try await city.report(Self.yard)
      try await city.act("open", on: id, as: city.signIn(.supervisionCentre))
      let centre = try await city.signIn(.commandCentre)
      #expect(try await city.status("refer", on: id, [.unit(11)], as: centre) == .badRequest)
      let waste = try await city.report()
      try await city.act("open", on: waste, as: city.signIn(.supervisionCentre))
      #expect(try await city.one(waste, as: centre).actions.contains(.refer) == false)
      let brigade = try await city.signIn(.brigadeLeader, unit: 2)
      #expect(try await city.read("/api/cases/\(id)", as: brigade) == .forbidden)
    }
  }
}

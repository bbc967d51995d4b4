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

  @Test("goes to the brigade and comes back with its outcome, without the fields that are redacted")
  func referral() async throws {
    try await ServedOrder.test { city in
      let id = try await city.report([
        "code": "E0505", "name": "王小明", "phone": "13812345678", "description": "占道停车",
      ])
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

  @Test("goes to no brigade that its matter does not concern")
  func foreign() async throws {
    try await ServedOrder.test { city in
      let id = try await city.report(["code": "E0505"])
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

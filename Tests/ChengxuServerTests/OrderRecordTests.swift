// SPDX-License-Identifier: Apache-2.0

import AccessControl
import CityData
import CityOrder
import DutyModel
import Foundation
import Geography
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import ChengxuServer

@Suite("Campaigns, markets and assessment rounds over HTTP")
struct OrderRecordTests {
  private static let grid = "370705001001001"

  @Test("takes a joint campaign of two bodies and the traffic police from its plan to its end")
  func campaign() async throws {
    try await ServedOrder.test { city in
      let centre = try await city.signIn(.commandCentre)
      let planned: CampaignBody = try await city.post(
        "/api/campaigns",
        [
          "kind": "joint", "name": "道路三乱联合整治", "from": "2017-06-28T08:00",
          "until": "2017-06-30T18:00", "key": "plan-0001",
          "tasks": [
            ["name": "清理占道", "unit": 11, "grids": [Self.grid]],
            ["name": "纠正乱停", "unit": 31, "grids": [Self.grid]],
          ],
        ], as: centre)
      #expect(planned.number == 1 && planned.covered == 0 && planned.targets == 2)
      #expect(planned.tasks.map(\.isMine) == [false, false])
      #expect(planned.tasks[0].targets[0].lines[0].count == 4, "the ground is drawn")

      let cleaner = try await city.signIn(.district, unit: 911)
      let visited: CampaignBody = try await city.post(
        "/api/campaigns/1/visits",
        ["version": 1, "key": "visit-001", "task": 1, "grid": Self.grid], as: cleaner)
      #expect(visited.covered == 1 && visited.tasks[0].targets[0].firstVisit != nil)
      let again: CampaignBody = try await city.post(
        "/api/campaigns/1/visits",
        ["version": 1, "key": "visit-001", "task": 1, "grid": Self.grid], as: cleaner)
      #expect(again.version == 2, "a request that is sent again does nothing again")

      #expect(
        try await city.refused(
          "/api/campaigns/1/visits", ["version": 2, "task": 2, "grid": Self.grid], as: cleaner)
          == .forbidden, "the brigade's task is not theirs")
      #expect(
        try await city.refused(
          "/api/campaigns/1/results",
          ["version": 1, "task": 1, "people": 8, "vehicles": 1, "corrected": 5], as: cleaner)
          == .conflict, "the version that they saw is old")
      #expect(
        try await city.refused("/api/campaigns/1/end", ["version": 2], as: centre) == .conflict)
      let stranger = try await city.signIn(.district, unit: 913)
      #expect(try await city.read("/api/campaigns/1", as: stranger) == .forbidden)
      let none: [CampaignSummaryBody] = try await city.value("/api/campaigns", as: stranger)
      #expect(none.isEmpty)

      let brigade = try await city.signIn(.brigadeLeader, unit: 2)
      let reported: CampaignBody = try await city.post(
        "/api/campaigns/1/results",
        ["version": 2, "task": 2, "people": 6, "vehicles": 2, "corrected": 19, "note": "拖离 3 辆"],
        as: brigade)
      #expect(reported.tasks[1].results.map(\.corrected) == [19])
      let ended: CampaignBody = try await city.post(
        "/api/campaigns/1/end", ["version": 3, "reason": "大雨，余下改日"], as: centre)
      #expect(ended.endedAt != nil && ended.endReason == "大雨，余下改日" && ended.covered == 1)
    }
  }

  @Test("leaves no street of the grids out of a sweep that asks for them")
  func sweep() async throws {
    try await ServedOrder.test { city in
      let centre = try await city.signIn(.commandCentre)
      let ground: [CampaignGround.GridBody] = try await city.value(
        "/api/campaigns/ground", as: centre)
      #expect(ground.map(\.code) == [Self.grid])
      let sweep: CampaignBody = try await city.post(
        "/api/campaigns",
        [
          "kind": "sweep", "name": "地毯式排查", "from": "2017-06-28T08:00",
          "until": "2017-06-28T18:00",
          "tasks": [["name": "排查", "unit": 21, "grids": [Self.grid], "withStreets": true]],
        ], as: centre)
      let streets = sweep.tasks[0].targets.filter { $0.form == "street" }
      #expect(streets.count == SampleContents.make().snapshot.roads.segments.count)
      let (street, length) = (try #require(streets.first), try #require(streets.first?.metres))
      let walker = try await city.signIn(.district, unit: 921)
      let number = try #require(Int64(street.id))
      let half: CampaignBody = try await city.post(
        "/api/campaigns/1/visits",
        ["version": 1, "task": 1, "street": number, "untilMetres": length / 2], as: walker)
      #expect(half.covered == 0, "half a street is not the street")
      let whole: CampaignBody = try await city.post(
        "/api/campaigns/1/visits",
        ["version": 2, "task": 1, "street": number, "fromMetres": length / 2], as: walker)
      #expect(whole.covered == 1 && whole.targets == streets.count + 1)
      for (field, value) in [
        ("grids", ["370705001001009"] as Any), ("unit", 99), ("name", " "),
      ] {
        var task: [String: Any] = ["name": "排查", "unit": 21, "grids": [Self.grid]]
        task[field] = value
        #expect(
          try await city.refused(
            "/api/campaigns",
            [
              "kind": "sweep", "name": "排查", "from": "2017-06-28T08:00",
              "until": "2017-06-28T18:00", "tasks": [task],
            ], as: centre) == .badRequest, "\(field)")
      }
      #expect(
        try await city.refused(
          "/api/campaigns",
          [
            "kind": "sweep", "name": "排查", "from": "2017-06-28T08:00",
            "until": "2017-06-28T07:00",
            "tasks": [["name": "排查", "unit": 21, "grids": [Self.grid]]],
          ], as: centre) == .badRequest)
    }
  }

  @Test("decides about a market, draws its places and checks who stands in them")
  func market() async throws {
    try await ServedOrder.test { city in
      let centre = try await city.signIn(.commandCentre)
      let market: MarketBody = try await city.post(
        "/api/markets",
        [
          "kind": "morningMarket", "name": "东关早市", "keeper": 21,
          "outline": [[36.7, 119.1], [36.7, 119.11], [36.71, 119.11], [36.71, 119.1]],
        ], as: centre)
      #expect(market.grid == Self.grid && market.decisions.isEmpty)
      let leader = try await city.signIn(.districtLeader, unit: 921)
      let decided: MarketBody = try await city.post(
        "/api/markets/1/decisions",
        ["version": 1, "what": "regularise", "reason": "群众需要，划线归位"], as: leader)
      #expect(decided.decisions.map(\.what) == ["regularise"])
      #expect(
        try await city.refused(
          "/api/markets/1/decisions", ["version": 2, "what": "ban", "reason": " "], as: leader)
          == .badRequest)
      let stall: [String: Any] = [
        "number": 1, "trade": "蔬菜",
        "corners": [
          [36.701, 119.101], [36.701, 119.102], [36.702, 119.102], [36.702, 119.101],
        ],
      ]
      let keeper = try await city.signIn(.district, unit: 921)
      let stranger = try await city.signIn(.district, unit: 911)
      #expect(
        try await city.refused(
          "/api/markets/1/stalls", ["version": 2, "stalls": [stall]], as: stranger) == .forbidden)
      var outside = stall
      outside["corners"] = [[36.8, 119.1], [36.8, 119.2], [36.9, 119.1]]
      #expect(
        try await city.refused(
          "/api/markets/1/stalls", ["version": 2, "stalls": [outside]], as: keeper) == .badRequest)
      let drawn: MarketBody = try await city.post(
        "/api/markets/1/stalls", ["version": 2, "stalls": [stall]], as: keeper)
      #expect(drawn.stalls.map(\.number) == [1])
      let collector = try await city.signIn(.collector)
      let sellers: [[String: Any]] = [
        (36.7015, "蔬菜"), (36.7015, "水果"), (36.7055, "蔬菜"), (36.8, "蔬菜"),
      ]
      .map { ["latitude": $0.0, "longitude": 119.1015, "trade": $0.1] }
      let checked: MarketBody = try await city.post(
        "/api/markets/1/checks", ["version": 3, "sellers": sellers], as: collector)
      #expect(
        checked.checks[0].sellers.map(\.finding)
          == ["inPlace", "wrongTrade", "outsideLines", "outsideGround"])
      #expect(checked.checks[0].placement.compliant == 1)
      #expect(checked.checks[0].placement.applicable == 4)
    }
  }

  @Test("keeps self-checks apart from independent ones, and makes cases of what these find")
  func assessment() async throws {
    try await ServedOrder.test { city in
      let centre = try await city.signIn(.supervisionCentre)
      let round: AssessmentBody = try await city.post(
        "/api/assessments", ["kind": "recheckByAll", "name": "全员复审"], as: centre)
      #expect(round.sites.count == 6 && round.scores.independentMissing == 14)
      let street = try await city.signIn(.district, unit: 921)
      let own: AssessmentBody = try await city.post(
        "/api/assessments/1/observations",
        ["version": 1, "site": 3, "criterion": "B1", "verdict": "compliant"], as: street)
      #expect(own.sites.map(\.id) == [3, 4, 5], "a body sees its own sites")
      #expect(own.scores.ownSite.compliant == 1 && own.scores.independent.applicable == 0)
      #expect(
        try await city.refused(
          "/api/assessments/1/observations",
          ["version": 2, "site": 1, "criterion": "J1", "verdict": "compliant"], as: street)
          == .forbidden, "who answers for another site assesses none")
      let collector = try await city.signIn(.collector)
      let finding: [String: Any] = [
        "version": 2, "site": 3, "criterion": "B1", "verdict": "notCompliant",
      ]
      #expect(
        try await city.refused("/api/assessments/1/observations", finding, as: collector)
          == .badRequest, "a finding needs its photo")
      let photo = try await city.upload(5, as: collector)
      let found: AssessmentBody = try await city.post(
        "/api/assessments/1/observations", finding.merging(["photo": photo]) { $1 },
        as: collector)
      #expect(found.scores.ownSite.compliant == 1 && found.unfiled == 1)
      #expect(found.scores.independent.compliant == 0 && found.scores.independent.applicable == 1)
      #expect(try await city.read("/api/assessments/1/photos/\(photo)", as: street) == .ok)
      let cleaner = try await city.signIn(.district, unit: 911)
      #expect(
        try await city.read("/api/assessments/1/photos/\(photo)", as: cleaner) == .forbidden)
      let filed: AssessmentBody = try await city.post(
        "/api/assessments/1/findings", ["version": 3], as: centre)
      let number = try #require(filed.sites[2].criteria[0].filedAs)
      #expect(filed.unfiled == 0)
      let one = try await city.one(number, as: centre)
      #expect(one.case.code == "E0102" && one.timeline[0].photos == [photo])
      #expect(
        try await city.refused("/api/assessments/1/findings", ["version": 4], as: centre)
          == .conflict, "each finding becomes a case once")
      let ended: AssessmentBody = try await city.post(
        "/api/assessments/1/end", ["version": 4], as: centre)
      #expect(ended.endedAt != nil)
    }
  }

  @Test("draws the same sites again by the same seed")
  func sample() async throws {
    try await ServedOrder.test { city in
      let centre = try await city.signIn(.supervisionCentre)
      let body: [String: Any] = [
        "kind": "assessment", "name": "月度测评", "perType": 1, "seed": 2017,
      ]
      let first: AssessmentBody = try await city.post("/api/assessments", body, as: centre)
      let second: AssessmentBody = try await city.post("/api/assessments", body, as: centre)
      #expect(first.sites.map(\.id) == second.sites.map(\.id))
      #expect(Set(first.sites.map(\.type)).count == 3 && first.sites.count == 3)
      #expect(first.sample?.registered == 6)
      #expect(
        try await city.refused(
          "/api/assessments", ["kind": "assessment", "name": "测评", "perType": 1], as: centre)
          == .badRequest, "a sample without its seed cannot be drawn again")
    }
  }
}

extension ServedOrder {
  fileprivate func post<Value: Decodable & Sendable>(
    _ address: String, _ body: [String: Any], as person: Person
  ) async throws -> Value {
    let answer = try await send(
      address, body: [UInt8](JSONSerialization.data(withJSONObject: body)), as: person)
    try #require(answer.status.kind == .successful, "\(address): \(answer.text)")
    return try answer.decoded(Value.self)
  }

  fileprivate func refused(
    _ address: String, _ body: [String: Any], as person: Person
  ) async throws -> HTTPResponse.Status {
    try await send(
      address, body: [UInt8](JSONSerialization.data(withJSONObject: body)), as: person
    ).status
  }
}

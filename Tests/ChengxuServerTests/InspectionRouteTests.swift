// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel
import Foundation
import Operations
import Supervision
import TestSupport
import Testing

@testable import ChengxuServer

@Suite("Inspections through a server")
struct InspectionRouteTests {
  private static let monday = "\(GridDay.date.adding(days: -2))"

  private static func weeks(
    _ client: DutyClient, _ person: DutyClient.Person
  ) async throws -> InspectionsBody {
    try await client.get(InspectionsBody.self, "/api/inspections", person)
  }

  private struct Trace: Decodable, Sendable {
    struct Result: Decodable, Sendable { var numerator: Double }
    struct Step: Decodable, Sendable {
      var numerator: Double
      var denominator: Double
      var events: [Int64]
    }
    var count: Int
    var result: Result
    var steps: [Step]
  }

  private struct Card: Decodable, Sendable {
    struct Figure: Decodable, Sendable {
      struct Definition: Decodable, Sendable { var id: String }
      struct Whole: Decodable, Sendable {
        var numerator: Double
        var denominator: Double
      }
      var definition: Definition
      var whole: Whole?
    }
    var figures: [Figure]
  }

  @Test("a week is drawn, visited and sampled, and the day's figures count the sample")
  func week() async throws {
    try await ServedDuty.test { served in
      try await served.serve(at: 8, 0) { client in
        let inspector = try await client.person("inspector", .inspector, officer: 13)
        let drawn = try await client.post(
          InspectionWeekBody.self, "/api/inspections", inspector,
          ["monday": Self.monday, "visits": 4])
        #expect(drawn.visits.count == 4 && drawn.seed == nil && drawn.commitment.count == 64)
        let lists = try await Self.weeks(client, inspector)
        #expect(lists.page.items.map(\.version) == [1])
        let list = try #require(lists.checklists.first { $0.mode == drawn.visits[0].mode })
        let answers: [[String: String]] = list.items.map { ["item": $0.key, "mark": "met"] }
        let path = "/api/inspections/\(Self.monday)"
        #expect(
          try await client.status(
            path + "/visits", inspector,
            ["visit": 0, "version": 1, "answers": [[String: String]]()])
            == 400)
        let seen = try await client.post(
          InspectionWeekBody.self, path + "/visits", inspector,
          ["visit": 0, "version": 1, "answers": answers])
        #expect(seen.visits[0].visited != nil && seen.version == 2)
        #expect(
          try await client.status(
            path + "/visits", inspector, ["visit": 1, "version": 1, "answers": answers]) == 409)
        let from = client.clock.now.milliseconds - 16 * 60_000
        let row: [String: any Sendable] = [
          "roadUser": "motor", "observed": 40, "compliant": 30, "handled": 8,
        ]
        let form: [String: any Sendable] = [
          "visit": 0, "version": 2, "from": from, "minutes": 15, "rows": [row],
        ]
        let sampled = try await client.post(
          InspectionWeekBody.self, path + "/samples", inspector, form)
        #expect(sampled.visits[0].samples.count == 1)
        let card = try await client.get(Card.self, "/api/day/scorecard", inspector)
        let rate = try #require(card.figures.first { $0.definition.id == "handling-rate" }?.whole)
        #expect(rate.numerator == 8 && rate.denominator == 10)

        // The figure opens to the one sample it rests on, and that to its event.
        let cases = "/api/day/figures/handling-rate/cases"
        let trace = try await client.get(Trace.self, cases, inspector)
        #expect(trace.count == 1 && trace.result.numerator == 8)
        let step = try #require(trace.steps.first)
        #expect(step.numerator == 8 && step.denominator == 10 && step.events.count == 1)
        let leader = try await client.person("leader", .brigadeLeader, officer: 1, unit: 2)
        #expect((try await client.text(cases, leader)).contains("403"), "the whole is not theirs")
        let own = try await client.get(Trace.self, cases + "?scope=brigade&id=2", leader)
        let foreign = (try await client.text(cases + "?scope=brigade&id=4", leader))
        #expect(own.count <= 1 && foreign.contains("403"))
        #expect((try await client.text("/api/day/figures/none/cases", inspector)).contains("404"))
        #expect(
          (try await client.text("/api/day/figures/handling-rate/events?numbers=1", inspector))
            .contains("404"), "this server words no events")
      }
    }
  }

  @Test("a brigade sees its findings and nothing of the plan, answers, and others judge")
  func finding() async throws {
    try await ServedDuty.test { served in
      try await served.serve(at: 8, 0) { client in
        let inspector = try await client.person("inspector", .inspector, officer: 13)
        let raised = try await client.post(
          FindingBody.self, "/api/findings", inspector,
          [
            "form": "post", "place": 1, "mode": "peak", "category": "handling",
            "words": "<b>见违不纠</b>",
          ])
        #expect(raised.unit.id == 2 && raised.words == "<b>见违不纠</b>")
        let leader = try await client.person("leader", .brigadeLeader, officer: 1, unit: 2)
        let other = try await client.person("other", .brigadeLeader, officer: 8, unit: 4)
        let own = try await client.get(PageBody<FindingBody>.self, "/api/findings", leader)
        #expect(own.items.map(\.id) == [raised.id])
        let foreign = try await client.get(PageBody<FindingBody>.self, "/api/findings", other)
        #expect(foreign.items.isEmpty)
        #expect(!(try await client.text("/api/inspections", leader)).contains("visits"))

        let path = "/api/findings/\(raised.id)"
        let words: [String: any Sendable] = ["step": "reply", "words": "当时正在处理事故", "version": 1]
        #expect(try await client.status(path + "/answers", other, words) == 403)
        #expect(
          try await client.status(path + "/judgements", leader, ["step": "signOff", "version": 1])
            == 403)
        let replied = try await client.post(FindingBody.self, path + "/answers", leader, words)
        #expect(replied.reply == "当时正在处理事故" && replied.version == 2)
        #expect(
          try await client.status(
            path + "/judgements", inspector, ["step": "uphold", "version": 2])
            == 400, "without a deadline")
        let upheld = try await client.post(
          FindingBody.self, path + "/judgements", inspector,
          ["step": "uphold", "due": "2099-01-01", "version": 2])
        #expect(upheld.state == "upheld" && upheld.due != nil)
        #expect(
          try await client.status(
            path + "/judgements", inspector, ["step": "withdraw", "words": "x", "version": 2])
            == 409)
      }
    }
  }

  @Test("a photo that nobody uploaded is refused with the finding that names it")
  func photo() async throws {
    try await ServedDuty.test { served in
      try await served.serve(at: 8, 0) { client in
        let inspector = try await client.person("inspector", .inspector, officer: 13)
        let body: [String: any Sendable] = [
          "form": "post", "place": 1, "mode": "peak", "category": "handling", "words": "见图",
          "photos": [String(repeating: "a", count: 64)],
        ]
        #expect(try await client.status("/api/findings", inspector, body) >= 400)
        let all = try await client.get(PageBody<FindingBody>.self, "/api/findings", inspector)
        #expect(all.items.isEmpty)
      }
    }
  }
}

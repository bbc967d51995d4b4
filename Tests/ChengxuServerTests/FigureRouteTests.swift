// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel
import DutyPlanning
import Foundation
import HTTPTypes
import HummingbirdTesting
import Supervision
import Testing

@testable import ChengxuServer

@Suite("The way back from a figure over HTTP")
struct FigureRouteTests {
  struct TraceAnswer: Decodable, Sendable {
    struct Step: Decodable, Sendable {
      var kind: String
      var label: [String: String]
      var numerator: Double
      var denominator: Double
      var events: [Int64]
      var shifts: Int
      var places: [[String: String]]
      var incidents: Int
    }
    struct Result: Decodable, Sendable {
      var numerator: Double
      var denominator: Double
    }
    var result: Result
    var count: Int
    var steps: [Step]
  }

  @Test("leads from a late arrival to its shift, its post, the incidents there and each event")
  func wayBack() async throws {
    try await ServedDoor.test(preparing: ServedFigures.prepare) { served in
      let cookie = try await served.signIn(.bulletinWriter)
      let trace: TraceAnswer = try await served.value(
        "/api/figures/on-time-arrival/cases?scope=mode&mode=peak", cookie: cookie)
      #expect(trace.count == 2 && trace.result.denominator == 2 && trace.result.numerator == 1)
      let late = try #require(trace.steps.first { $0.numerator == 0 })
      #expect(late.kind == "stay" && late.shifts == 1 && late.incidents == 2)
      #expect(late.places == [["zh": "东风街新华路口", "en": "Dongfeng and Xinhua"]])
      #expect(late.events == [2, 3, 5, 6, 8])
      let events = try await served.text("/api/figures/events?numbers=2,3", cookie: cookie)
      #expect(events.contains("\"number\":2") && events.contains("2018-01-03T07:40"))
      #expect(!events.contains("officer"), "nobody's name is among it")
      let incident: TraceAnswer = try await served.value(
        "/api/figures/on-time-response/cases?scope=mode&mode=peak", cookie: cookie)
      #expect(incident.steps.map(\.kind) == ["incident"] && incident.steps[0].events == [4])
    }
  }

  @Test("opens a province's own figure and ours beside it, each by its own definition")
  func localDefinition() async throws {
    let file = """
      {"authority": {"zh": "示例省交管局", "en": "Sample Province"}, "version": "2026-1",
       "definitions": [{"kpi": "on-time-arrival", "version": 3,
         "parameters": {"onTimeSeconds": 3600},
         "formula": {"zh": "1小时内到岗 ÷ 应到岗", "en": "Within 1 h ÷ rostered"}}]}
      """
    let local = try LocalDefinitions.read(Data(file.utf8), name: "sd.json")
    try await ServedDoor.test(preparing: { database, contents in
      try await ServedFigures.prepare(database, &contents)
      contents.scorecard.local = local
    }) { served in
      let cookie = try await served.signIn(.bulletinWriter)
      func numerator(_ query: String) async throws -> Double {
        let address = "/api/figures/on-time-arrival/cases?scope=mode&mode=peak" + query
        let trace: TraceAnswer = try await served.value(address, cookie: cookie)
        #expect(trace.steps.reduce(0) { $0 + $1.numerator } == trace.result.numerator)
        return trace.result.numerator
      }
      // Forty minutes late: in time within the hour, late by our five minutes.
      #expect(try await numerator("&definition=local") == 2)
      #expect(try await numerator("&definition=ours") == 1)
      #expect(try await numerator("") == 2, "the one in force")
      let other = "/api/figures/on-time-response/cases?definition="
      #expect(try await served.status(other + "local", cookie: cookie) == .notFound)
      #expect(try await served.status(other + "theirs", cookie: cookie) == .badRequest)
    }
  }

  @Test("tells what waits for a decision, with its cases")
  func decisions() async throws {
    try await ServedDoor.test(preparing: ServedFigures.prepare) { served in
      let cookie = try await served.signIn(.brigadeLeader)
      let text = try await served.text("/api/decisions", cookie: cookie)
      #expect(text.contains("\"kind\":\"offPost\"") && text.contains("\"count\":1"))
    }
  }

  @Test(
    "refuses what there is not, with the remedy",
    arguments: [
      ("/api/figures/fines-by-officer/cases", HTTPResponse.Status.notFound),
      ("/api/figures/on-time-arrival/cases?scope=officer&id=1", .notFound),
      ("/api/figures/on-time-arrival/cases?scope=area", .notFound),
      ("/api/figures/on-time-arrival/cases?offset=-1", .badRequest),
      ("/api/figures/on-time-arrival/cases?from=2018-01-03T00:00&to=2019-01-01T00:00", .badRequest),
      ("/api/figures/events?numbers=x", .badRequest),
      ("/api/charts/league", .notFound), ("/api/charts/rates", .notFound),
      ("/api/charts/rates?width=thin", .badRequest),
      ("/api/charts/areas?kpi=interventions", .notFound),
    ])
  func refusals(address: String, status: HTTPResponse.Status) async throws {
    try await ServedDoor.test(preparing: ServedFigures.prepare) { served in
      let cookie = try await served.signIn(.bulletinWriter)
      #expect(try await served.status(address, cookie: cookie) == status)
      let text = try await served.text(address, cookie: cookie)
      #expect(text.contains("可以用") || text.contains("可以"))
    }
  }

  @Test("exports rows that open their cases, as CSV and as a workbook, to a program's key too")
  func exports() async throws {
    try await ServedDoor.test(preparing: ServedFigures.prepare) { served in
      let cookie = try await served.signIn(.planner)
      let csv = try await served.text("/api/scorecard.csv", cookie: cookie)
      let row = try #require(
        csv.split(separator: "\r\n").first {
          $0.hasPrefix("on-time-arrival,") && $0.contains(",mode,peak,")
        })
      #expect(
        row.hasSuffix(
          "/supervision.html?figure=on-time-arrival&scope=mode&mode=peak&from=2018-01-03T00:00&to=2018-01-04T00:00"
        ))
      let workbook = try await served.text("/api/scorecard.xlsx", cookie: cookie)
      #expect(workbook.hasPrefix("PK"))
      let key = try await served.key([.figures])
      #expect(try await served.status("/api/scorecard.xlsx", bearer: key) == .ok)
      #expect(try await served.status("/api/decisions", bearer: key) == .unauthorized)
    }
  }

  @Test("holds a week against the one before, and says where they cannot be compared")
  func review() async throws {
    try await ServedDoor.test(preparing: { database, contents in
      try await ServedFigures.prepare(database, &contents)
      var before = contents.scorecard
      before.period = CivilInterval(
        start: before.period.start.adding(minutes: -1440), end: before.period.start)
      contents.weeks = [before, contents.scorecard]
    }) { served in
      let cookie = try await served.signIn(.inspector)
      let text = try await served.text("/api/review", cookie: cookie)
      #expect(text.contains("notComparable"), "a Tuesday is not held against a Wednesday")
      #expect(text.contains(#""kpi":"person-times""#))
      #expect(
        try await served.text("/api/charts/rates", cookie: cookie).hasPrefix("<svg"))
    }
  }

  @Test("knows every scope by its address, and no address of a person")
  func addresses() throws {
    let scopes: [KPIScope] = [
      .detachment, .area(1), .brigade(2), .squadron(3), .mode(.night), .hour(7),
      .place(.checkpoint(9), mode: .night),
    ]
    #expect(Set(scopes.map(\.dimension)) == Set(KPIDimension.allCases))
    for scope in scopes {
      let pairs = scope.query.split(separator: "&").map { $0.split(separator: "=") }
      let query = Dictionary(uniqueKeysWithValues: pairs.map { (String($0[0]), String($0[1])) })
      let found = KPIScope(
        kind: try #require(query["scope"]), id: query["id"].flatMap { Int64($0) },
        mode: query["mode"].flatMap(DutyMode.init(rawValue:)),
        form: query["form"].flatMap(DutyForm.init(rawValue:)))
      #expect(found == scope)
    }
    for kind in ["officer", "person", "auxiliary"] {
      #expect(KPIScope(kind: kind, id: 1, mode: .peak, form: .post) == nil)
    }
  }
}

// SPDX-License-Identifier: Apache-2.0

import AccessControl
import CityOrder
import DutyModel
import HTTPTypes
import Stores
import Testing

@testable import ChengxuServer

@Suite("Evaluation of cases over HTTP")
struct CaseEvaluationTests {
  @Test("counts a month by body with numerator and denominator, and hides rates of few cases")
  func month() async throws {
    try await ServedOrder.test { city in
      try await fill(city, cleaned: 9, late: 3, street: 4)
      let supervisor = try await city.signIn(.supervisionCentre)
      let body: CaseEvaluationBody = try await city.value(Self.june, as: supervisor)
      let cleaning = try #require(body.groups.first { $0.key == "11" })
      #expect(cleaning.name?.english == "Street cleaning")
      #expect(cleaning.tally.due == 12 && cleaning.tally.closed == 12)
      #expect(cleaning.tally.closedOnTime == 9)
      let onTime = try #require(cleaning.results.first { $0.figure == .onTimeRate })
      #expect(onTime.numerator == 9 && onTime.denominator == 12 && onTime.value == 0.75)
      // Wilson by hand: (9 + 1.9208 ± 1.96 √(9·3/12 + 0.9604)) / 15.8416
      #expect(
        abs((onTime.lower ?? 0) - 0.4677) < 0.0005 && abs((onTime.upper ?? 0) - 0.9111) < 0.0005)
      let street = try #require(body.groups.first { $0.key == "21" })
      #expect(street.results.allSatisfy { $0.value == nil && $0.lower == nil }, "four are too few")
      #expect(body.total?.tally.due == 16)
    }
  }

  @Test("shows an account of one body its own row alone, and only by body")
  func territory() async throws {
    try await ServedOrder.test { city in
      try await fill(city, cleaned: 1, late: 0, street: 1)
      let handler = try await city.signIn(.district, unit: 921)
      let body: CaseEvaluationBody = try await city.value(Self.june, as: handler)
      #expect(body.groups.map(\.key) == ["21"] && body.total == nil)
      let byGrid = "/api/cases/evaluation?from=2017-06-01&until=2017-07-01&by=grid"
      #expect(try await city.read(byGrid, as: handler) == .forbidden)
    }
  }

  @Test("names closed cases that a person should look at again, by body and with their denominator")
  func anomalies() async throws {
    try await ServedOrder.test { city in
      // All at one moment of the server's clock: verified at once, with one photo for all of them.
      let cases = try await (city.closed(), city.closed())
      let auditor = try await city.signIn(.auditor)
      let address = "/api/cases/anomalies?from=2017-06-01&until=2017-07-01"
      let body: CaseAnomalyBody = try await city.value(address, as: auditor)
      let group = try #require(body.groups.first { $0.key == "11" })
      #expect(group.closed == 2 && group.counts == ["verifiedAtOnce": 2, "photoUsedTwice": 1])
      #expect(body.isComplete && body.kinds.count == 3)
      let twice = try #require(body.cases.first { $0.kind == .photoUsedTwice })
      #expect(twice.id == cases.1 && twice.other == cases.0 && twice.unit == 11)

      let street = try await city.signIn(.district, unit: 921)
      let own: CaseAnomalyBody = try await city.value(address, as: street)
      #expect(own.groups.isEmpty && own.cases.isEmpty)
      #expect(
        try await city.read("/api/cases/anomalies?from=2017-06-01", as: auditor) == .badRequest)
      #expect(try await city.read(address, as: city.signIn(.collector)) == .forbidden)
    }
  }

  @Test("refuses periods that run backwards or are too long, and groups that there are not")
  func wrongArguments() async throws {
    try await ServedOrder.test { city in
      let auditor = try await city.signIn(.auditor)
      for query in [
        "", "?from=2017-06-01", "?from=2017-06-01&until=2017-06-01&by=unit",
        "?from=2017-06-01&until=2018-07-01&by=unit", "?from=2017-06-31&until=2017-07-01&by=unit",
        "?from=2017-06-01&until=2017-07-01&by=person",
      ] {
        let status = try await city.read("/api/cases/evaluation\(query)", as: auditor)
        #expect(status == .badRequest, "\(query)")
      }
    }
  }

  private static let june = "/api/cases/evaluation?from=2017-06-01&until=2017-07-01&by=unit"

  /// Cases of street cleaning done in time and a day late, and of the subdistrict, as another system
  /// recorded them.
  private func fill(_ city: ServedOrder, cleaned: Int, late: Int, street: Int) async throws {
    let importer = CaseActor(person: nil, role: .importer, unit: nil)
    let code = try #require(ClassCode("E0102"))
    func life(_ unit: ID<OrderUnit>, lateHours: Int64) -> [CaseEvent] {
      let start = ServedOpen311.now
      func event(_ hour: Int64, _ action: CaseEvent.Action) -> CaseEvent {
        CaseEvent(by: importer, at: start.adding(seconds: hour * 3600), action)
      }
      let report = CaseReport(source: .imported, code: code, place: nil, grid: nil)
      let evidence = CaseEvidence.record(source: "test", line: 1)
      let due = Deadline(given: start.adding(seconds: 7200), from: start)
      return [
        event(0, .report(report, deadline: nil)), event(0, .open(code, deadline: nil)),
        event(0, .dispatch(to: unit, basis: .classOwner, deadline: due)), event(0, .accept),
        event(2 + lateHours, .finish([evidence], note: "", verification: nil)),
        event(2 + lateHours, .verify(passed: true, evidence, resumed: nil)),
        event(2 + lateHours, .close(note: "")),
      ]
    }
    try await city.store.file(
      Array(repeating: life(11, lateHours: 0), count: cleaned)
        + Array(repeating: life(11, lateHours: 1), count: late)
        + Array(repeating: life(21, lateHours: 0), count: street))
  }
}

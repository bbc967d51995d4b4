// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation
import HTTPTypes
import HummingbirdTesting
import AccessControl
import CityData
import IncidentAnalysis
import NIOCore
import Testing

@testable import ChengxuServer

@Suite("Congestion and disorder points over HTTP")
struct PointRouteTests {
  struct Ledger: Decodable, Sendable {
    struct Point: Decodable, Sendable {
      struct Commitment: Decodable, Sendable {
        struct Owner: Decodable, Sendable { var badge: String }
        var owner: Owner
        var measure: String
        var isOverdue: Bool
      }
      struct Entry: Decodable, Sendable { var reason: String }
      var number: Int64
      var state: String
      var next: [String]
      var commitment: Commitment?
      var history: [Entry]
    }
    var revision: Int
    var points: [Point]
  }

  /// Two candidates.
  private func served(_ body: @Sendable (ServedDoor) async throws -> Void) async throws {
    try await ServedDoor.test(
      preparing: { _, contents in
        let desk = try #require(contents.pointDesk)
        let clusters = [(36.70, "a"), (36.75, "b")].flatMap { latitude, place in
          (1...7).map { number in
            StreetReportSample.disorder(
              at: Coordinate(latitude: latitude, longitude: 119.1), reporter: "\(place)\(number)")
          }
        }
        _ = try await desk.take(
          PointDetection(
            traffic: [], observed: [], reports: clusters, congestion: CongestionDetector(),
            upTo: StreetReportSample.day),
          upTo: StreetReportSample.day, isDemoData: false, at: .now)
      }, body)
  }

  private func step(
    _ person: ServedPerson, _ point: Int64, _ json: String
  ) async throws -> Ledger {
    let answer = try await person.answer("/api/points/\(point)/steps", json)
    #expect(answer.status == .ok, "\(String(buffer: answer.body))")
    return try answer.decoded(Ledger.self)
  }

  @Test("A point is verified, given an owner, treated, and rechecked by somebody else")
  func way() async throws {
    try await served { served in
      let planner = try await ServedPerson(served, [.planner], name: "planner", officer: 1)
      var ledger = try await planner.answer("/api/points").decoded(Ledger.self)
      #expect(ledger.points.map(\.number) == [1, 2])
      let start = ledger.revision
      ledger = try await step(
        planner, 2, #"{"revision": \#(start), "step": "verify", "reason": "现场查看"}"#)
      #expect(
        ledger.points.map(\.number) == [2, 1] && ledger.points[0].next == ["list", "dismiss"])
      let badge = try #require(SampleContents.make().snapshot.organization.officers.first)
        .badgeNumber
      ledger = try await step(
        planner, 2,
        #"""
        {"revision": \#(start + 1), "step": "list", "reason": "会商", "owner": "\#(badge)",
         "measure": "增设隔离", "deadline": "2099-01-01"}
        """#)
      #expect(ledger.points[0].commitment?.owner.badge == badge)
      #expect(ledger.points[0].commitment?.isOverdue == false)
      ledger = try await step(
        planner, 2, #"{"revision": \#(start + 2), "step": "treat", "reason": "已安装"}"#)
      let own = try await planner.answer(
        "/api/points/2/steps",
        #"{"revision": \#(start + 3), "step": "recheck", "reason": "我看行"}"#)
      #expect(own.status == .conflict && String(buffer: own.body).contains("不能复核"))
      let inspector = try await ServedPerson(served, [.inspector], name: "inspector", officer: 5)
      ledger = try await step(
        inspector, 2, #"{"revision": \#(start + 3), "step": "recheck", "reason": "现场复核"}"#)
      #expect(ledger.points.first { $0.number == 2 }?.state == "rechecked")
      #expect(ledger.points.first { $0.number == 2 }?.history.last?.reason == "现场复核")
    }
  }

  @Test("A step without its reason, its details, its person or its turn stores nothing")
  func refusals() async throws {
    try await served { served in
      let planner = try await ServedPerson(served, [.planner], name: "planner", officer: 1)
      let start = try await planner.answer("/api/points").decoded(Ledger.self).revision
      func status(
        _ json: String, _ person: ServedPerson? = nil, point: Int = 1
      ) async throws -> HTTPResponse.Status {
        try await (person ?? planner).answer("/api/points/\(point)/steps", json).status
      }
      let verify = #"{"revision": \#(start), "step": "verify", "reason": "看"}"#
      #expect(
        try await status(#"{"revision": \#(start), "step": "verify", "reason": " "}"#)
          == .badRequest)
      #expect(try await status(#"{"revision": \#(start), "step": "found"}"#) == .badRequest)
      #expect(try await status(verify, point: 9) == .notFound)
      let nobody = try await ServedPerson(served, [.planner], name: "nobody")
      #expect(try await status(verify, nobody) == .notFound)
      let writer = try await ServedPerson(served, [.bulletinWriter], name: "writer", officer: 1)
      #expect(try await status(verify, writer) == .forbidden)
      let late = try await planner.answer(
        "/api/points/1/steps", #"{"revision": 0, "step": "verify", "reason": "看"}"#)
      #expect(late.status == .conflict)
      #expect(try late.decoded(ProblemBody.self).kind == "pointConflict")
      #expect(try await status(verify) == .ok)
      #expect(
        try await status(#"{"revision": \#(start + 1), "step": "list", "reason": "会商"}"#)
          == .badRequest)
      #expect(
        try await status(
          #"""
          {"revision": \#(start + 1), "step": "list", "reason": "会商", "owner": "nobody",
           "measure": "标线", "deadline": "2099-01-01"}
          """#) == .notFound)
      let ledger = try await planner.answer("/api/points").decoded(Ledger.self)
      #expect(ledger.revision == start + 1)
    }
  }

  @Test("A leader of one unit gives no work to people of another")
  func territory() async throws {
    try await served { served in
      let leader = try await ServedPerson(
        served, [.brigadeLeader], name: "leader", officer: 8, territory: .unit(4))
      let start = try await leader.answer("/api/points").decoded(Ledger.self).revision
      _ = try await step(leader, 1, #"{"revision": \#(start), "step": "verify", "reason": "看"}"#)
      let badge = try #require(
        SampleContents.make().snapshot.organization.officers.first { $0.id == 1 }
      ).badgeNumber
      let answer = try await leader.answer(
        "/api/points/1/steps",
        #"""
        {"revision": \#(start + 1), "step": "list", "reason": "会商", "owner": "\#(badge)",
         "measure": "标线", "deadline": "2099-01-01"}
        """#)
      #expect(answer.status == .forbidden)
    }
  }
}

private enum StreetReportSample {
  static let day = CivilDate(day: 17_287)

  static func disorder(at location: Coordinate, reporter: String) -> StreetReport {
    StreetReport(
      time: CivilTime(date: day, minuteOfDay: 600), location: location, reporter: reporter,
      topic: .disorder)
  }
}

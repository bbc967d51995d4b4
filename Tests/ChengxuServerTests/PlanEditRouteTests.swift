// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import ChengxuServer
@testable import DutyPlanning

@Suite("Changes of a plan by hand over HTTP")
struct PlanEditRouteTests {
  struct Trial: Decodable, Sendable {
    struct Outcome: Decodable, Sendable {
      var edit: PlanEdit
      var cost: Double
    }
    var mode: String
    var edits: [Outcome]
  }

  struct Kept: Decodable, Sendable {
    struct Line: Decodable, Sendable {
      var edit: PlanEdit
      var place: LocalizedName
      var standing: String
    }
    var edits: [Line]
  }

  static let forbidding = #"""
    {"edits": [{"change": "forbid", "form": "post", "place": 7}], "reason": "道路施工"}
    """#

  @Test("A trial carries who, when and why, and keeps nothing")
  func trial() async throws {
    try await ServedDoor.test { served in
      let planner = try await ServedPerson(served, [.planner])
      let answer = try await planner.answer("/api/plans/peak/trials", Self.forbidding)
      #expect(answer.status == .ok, "\(String(buffer: answer.body))")
      let outcome = try #require(try answer.decoded(Trial.self).edits.first)
      #expect(outcome.edit.person == "li.wei" && outcome.edit.reason == "道路施工")
      #expect(outcome.edit.kind == .forbid && outcome.cost == 2)
      #expect(try await planner.answer("/api/plan-edits").decoded(Kept.self).edits.isEmpty)
    }
  }

  @Test("What one planner keeps, another sees; the next trial holds both")
  func keep() async throws {
    try await ServedDoor.test { served in
      let planner = try await ServedPerson(served, [.planner])
      let answer = try await planner.answer("/api/plan-edits/peak", Self.forbidding)
      #expect(answer.status == .created, "\(String(buffer: answer.body))")
      let other = try await ServedPerson(served, [.planner], name: "zhao.min")
      let kept = try await other.answer("/api/plan-edits").decoded(Kept.self).edits
      #expect(kept.map(\.edit.person) == ["li.wei"])

      // Pinning what somebody else keeps forbidden contradicts it.
      let refused = try await other.answer(
        "/api/plan-edits/peak",
        #"{"edits": [{"change": "pin", "form": "post", "place": 7}], "reason": "学校门口"}"#)
      #expect(refused.status == .badRequest)
      #expect(try await other.answer("/api/plan-edits").decoded(Kept.self).edits.count == 1)
    }
  }

  @Test(
    "What cannot be meant is refused with the field at fault",
    arguments: [
      (#"{"edits": [], "reason": "看"}"#, HTTPResponse.Status.badRequest, "edits"),
      (#"{"edits": [{"change": "forbid"}], "reason": "看"}"#, .badRequest, "form, place"),
      (
        #"{"edits": [{"change": "forbid", "form": "post", "place": 99}], "reason": "看"}"#,
        .notFound, "99"
      ),
      (
        #"{"edits": [{"change": "forbid", "form": "beat", "place": 1}], "reason": "看"}"#, .notFound,
        "beat"
      ),
      (
        #"{"edits": [{"change": "move", "form": "post", "place": 7}], "reason": "看"}"#, .badRequest,
        "latitude"
      ),
      (
        #"{"edits": [{"change": "pin", "latitude": 1, "longitude": 1}], "reason": "看"}"#,
        .badRequest,
        "300"
      ),
      (
        #"{"edits": [{"change": "resize", "form": "post", "place": 7}], "reason": "看"}"#,
        .badRequest, "strength"
      ),
      (
        #"{"edits": [{"change": "forbid", "form": "post", "place": 7}], "reason": " "}"#,
        .badRequest,
        "reason"
      ),
    ])
  func refused(json: String, status: HTTPResponse.Status, word: String) async throws {
    try await ServedDoor.test { served in
      let planner = try await ServedPerson(served, [.planner])
      for address in ["/api/plans/peak/trials", "/api/plan-edits/peak"] {
        let answer = try await planner.answer(address, json)
        #expect(answer.status == status, "\(String(buffer: answer.body))")
        #expect(String(buffer: answer.body).contains(word))
      }
      #expect(try await planner.answer("/api/plan-edits").decoded(Kept.self).edits.isEmpty)
    }
  }

  @Test("What is taken back no longer holds, for a reason and once")
  func withdraw() async throws {
    try await ServedDoor.test { served in
      let planner = try await ServedPerson(served, [.planner])
      let kept = try await planner.answer("/api/plan-edits/peak", Self.forbidding)
        .decoded(Kept.self).edits
      #expect(kept.map(\.standing) == ["waiting"])
      let edit = String(decoding: try JSONEncoder().encode(kept[0].edit), as: UTF8.self)
      func withdrawal(_ reason: String) -> String { #"{"edit": \#(edit), "reason": "\#(reason)"}"# }

      let other = try await ServedPerson(served, [.planner], name: "zhao.min")
      let address = "/api/plan-edit-withdrawals"
      #expect(try await other.answer(address, withdrawal(" ")).status == .badRequest)
      let answer = try await other.answer(address, withdrawal("施工结束"))
      #expect(answer.status == .ok, "\(String(buffer: answer.body))")
      #expect(try answer.decoded(Kept.self).edits.isEmpty)
      #expect(try await planner.answer(address, withdrawal("施工结束")).status == .conflict)

      // Nothing stands against it any more.
      let pin = #"{"edits": [{"change": "pin", "form": "post", "place": 7}], "reason": "学校门口"}"#
      let after = try await planner.answer("/api/plan-edits/peak", pin).decoded(Kept.self).edits
      #expect(after.map(\.edit.kind) == [.pin])

      let inspector = try await ServedPerson(served, [.inspector], name: "sun.lan")
      #expect(try await inspector.answer(address, withdrawal("看")).status == .forbidden)
    }
  }

  @Test("Only planners try and keep", arguments: [Role.dispatcher, .brigadeLeader, .inspector])
  func planners(role: Role) async throws {
    try await ServedDoor.test { served in
      let person = try await ServedPerson(served, [role])
      for address in ["/api/plans/peak/trials", "/api/plan-edits/peak"] {
        #expect(try await person.answer(address, Self.forbidding).status == .forbidden)
      }
    }
  }
}

/// A desk whose solver finds each decision to cost two incidents a year; what it keeps lies in a file.
enum ServedPlan {
  static func desk(_ plans: DutyPlanSet, in folder: URL) -> PlanDesk {
    let file = folder.appending(path: "plan-edits.json")
    return PlanDesk(
      solve: { edits, _, watch throws(PlanningError) in
        var made = plans
        for (position, plan) in made.plans.enumerated() {
          made.plans[position].edits = edits.of(plan.mode).map {
            EditOutcome(
              edit: $0, place: plan.posts[0].name, objectiveWith: 10, objectiveWithout: 12,
              boundWithout: 12, isProven: true)
          }
        }
        return made
      },
      readHeld: {
        guard FileManager.default.fileExists(atPath: file.path) else {
          return PlanEdits(edits: plans.editsInForce)
        }
        return try JSONDecoder().decode(PlanEdits.self, from: Data(contentsOf: file))
      },
      writeHeld: { try JSONEncoder().encode($0).write(to: file, options: .atomic) })
  }
}

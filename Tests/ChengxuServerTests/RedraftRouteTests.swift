// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel
import Foundation
import HTTPTypes
import HummingbirdTesting
import JobQueue
import NIOCore
import Rostering
import Testing

@testable import ChengxuServer

@Suite("Solving anew over HTTP", .timeLimit(.minutes(1)))
struct RedraftRouteTests {
  private struct Book: Decodable {
    struct Duty: Decodable {
      var id: Int64
      var officer: Int64
    }
    var revision: Int
    var duties: [Duty]
    var formerly: [Duty]
    var unpublished: [RosterMove]
  }

  private func ask(
    _ planner: ServedPerson, revision: Int = 1, from: String = "2018-01-01", seconds: Int = 5,
    weight: Int = 40, key: String? = "redraft-0001"
  ) async throws -> TestResponse {
    try await planner.answer(
      "/api/roster/redrafts",
      #"{"revision": \#(revision), "from": "\#(from)", "seconds": \#(seconds), "#
        + #""changeWeight": \#(weight)}"#, key: key)
  }

  @Test("gives a new draft with what changes for whom, and makes it the draft when it is taken")
  func life() async throws {
    try await ServedJobs.test { served, service, _ in
      let planner = try await ServedPerson(served, [.planner])
      let first = try await planner.answer("/api/roster/book").decoded(Book.self)
      let answer = try await ask(planner, weight: 0)
      #expect(answer.status == .accepted, "\(String(buffer: answer.body))")
      let id = try answer.decoded(JobBody.self).id
      let early = try await planner.answer(
        "/api/roster/redrafts/\(id)/adoption", #"{"revision": 1}"#)
      #expect(early.status == .notFound)
      let work = Task { try await service.run() }
      defer { work.cancel() }
      let done = try await planner.finished(id)
      #expect(done.state == .done, "\(String(describing: done.failure))")
      #expect(done.progress.map { $0.done == $0.of && $0.best != nil } == true)
      let found = try await planner.answer("/api/jobs/\(id)/answer").decoded(RedraftBody.self)
      #expect(found.revision == 1 && found.gap >= 0 && !found.changes.isEmpty)
      #expect(found.changes.allSatisfy { !$0.stays.isEmpty })
      let after = try await planner.answer("/api/roster/book").decoded(Book.self)
      #expect(after.duties.map(\.id) == first.duties.map(\.id), "nothing changes by looking")
      let other = try await ServedPerson(served, [.planner], name: "other")
      let foreign = try await other.answer(
        "/api/roster/redrafts/\(id)/adoption", #"{"revision": 1}"#)
      #expect(foreign.status == .notFound)
      let taken = try await planner.answer(
        "/api/roster/redrafts/\(id)/adoption", #"{"revision": 1}"#, key: "adoption-0001")
      #expect(taken.status == .ok, "\(String(buffer: taken.body))")
      #expect(try taken.decoded(Book.self).revision == 2)
      let again = try await planner.answer(
        "/api/roster/redrafts/\(id)/adoption", #"{"revision": 2}"#)
      #expect(again.status == .conflict, "it was solved from another draft")
    }
  }

  @Test("is for whoever plans the whole detachment, from a Monday of the roster, within limits")
  func refusals() async throws {
    try await ServedJobs.test { served, _, _ in
      let own = try await ServedPerson(served, [.planner], name: "own", territory: .unit(2))
      #expect(try await ask(own).status == .forbidden)
      let planner = try await ServedPerson(served, [.planner])
      for answer in [
        try await ask(planner, from: "2018-01-02"), try await ask(planner, from: "2018-01-08"),
        try await ask(planner, seconds: 0), try await ask(planner, weight: 1001),
      ] {
        #expect(answer.status == .badRequest)
      }
      #expect(try await ask(planner, revision: 9).status == .conflict)
      #expect(try await ask(planner, key: nil).status == .badRequest)
    }
  }
}

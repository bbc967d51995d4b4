// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel
import Foundation
import HTTPTypes
import HummingbirdTesting
import JobQueue
import Rostering
import Testing

@testable import ChengxuServer

@Suite("Slow work over HTTP", .timeLimit(.minutes(1)))
struct JobRouteTests {
  private static let sickCall =
    #"{"revision": 1, "officers": [1], "from": "2018-01-03T00:00", "to": "2018-01-04T00:00"}"#

  private func ask(
    _ planner: ServedPerson, _ json: String = sickCall, key: String? = "sick-call-1"
  ) async throws -> TestResponse {
    try await planner.answer(
      "/api/roster/repairs", json, key: key, prefer: "wait=1, respond-async")
  }

  private struct Book: Decodable {
    struct Repair: Decodable { var state: String }
    var revision: Int
    var repairs: [Repair]
  }

  private func book(_ planner: ServedPerson) async throws -> Book {
    try await planner.answer("/api/roster/book").decoded(Book.self)
  }

  @Test("is accepted at once, carried out once by a worker, and its author sees what came of it")
  func life() async throws {
    try await ServedJobs.test { served, service, _ in
      let planner = try await ServedPerson(served, [.planner])
      let answer = try await ask(planner)
      #expect(answer.status == .accepted && answer.headers[.location] == "/api/jobs/1")
      let job = try answer.decoded(JobBody.self)
      #expect(job.state == .queued && job.kind == "roster.repair" && job.attempts == 0)
      #expect(try await book(planner).repairs.isEmpty, "nobody works yet")
      let work = Task { try await service.run() }
      let done = try await planner.finished(job.id)
      #expect(done.state == .done && done.result == "/api/roster/book" && done.attempts == 1)
      // Sent again, since the phone was not sure.
      #expect(try await ask(planner).decoded(JobBody.self).id == job.id)
      let late = try await ask(planner, key: "sick-call-2").decoded(JobBody.self)
      let refused = try await planner.finished(late.id)
      #expect(refused.state == .failed, "the draft is another one by now")
      #expect(refused.failure?.english.isEmpty == false && refused.result == nil)
      let book = try await book(planner)
      #expect(book.repairs.map(\.state) == ["open"] && book.revision == 2)
      work.cancel()
      try await work.value
    }
  }

  @Test("begun a second time after its worker died leads to one proposal")
  func again() async throws {
    try await ServedJobs.test { served, service, desk in
      let planner = try await ServedPerson(served, [.planner])
      let id = try await ask(planner).decoded(JobBody.self).id
      // This worker does all of it and dies before it can say so.
      let store = service.store
      let long = Instant.now.adding(seconds: -3600)
      let job = try #require(
        try await store.claim(
          [RosterRepairOrder.kind], by: "dead", leaseSeconds: 60, at: long))
      let order = try JSONDecoder().decode(
        RosterRepairOrder.self, from: Data(job.request.utf8))
      #expect(order.revision == 1 && order.person.request != nil)
      _ = try await RosterRepairOrder.handler(desk)(job, JobReport())
      #expect(try await service.worker.workOnce()?.attempts == 2)
      #expect(try await planner.answer("/api/jobs/\(id)").decoded(JobBody.self).state == .done)
      #expect(try await book(planner).repairs.count == 1)
    }
  }

  @Test(
    "is a trial of a plan too, with its progress and an answer that its author fetches or stops")
  func planTrial() async throws {
    try await ServedJobs.test { served, service, _ in
      let planner = try await ServedPerson(served, [.planner])
      func ask(_ key: String) async throws -> TestResponse {
        try await planner.answer(
          "/api/plans/peak/trials", PlanEditRouteTests.forbidding, key: key,
          prefer: "respond-async")
      }
      #expect(
        try await planner.answer(
          "/api/plans/peak/trials", PlanEditRouteTests.forbidding, prefer: "respond-async"
        ).status == .badRequest, "no key")
      let first = try await ask("trial-one").decoded(JobBody.self)
      #expect(first.kind == "plan.trial" && first.state == .queued && !first.isStopAsked)
      #expect(try await planner.answer("/api/jobs/\(first.id)/answer").status == .notFound)
      try await service.worker.workOnce()
      let done = try await planner.answer("/api/jobs/\(first.id)").decoded(JobBody.self)
      #expect(done.state == .done && done.result == "/api/jobs/\(first.id)/answer")
      let answer = try await planner.answer("/api/jobs/\(first.id)/answer")
      let now = try await planner.answer("/api/plans/peak/trials", PlanEditRouteTests.forbidding)
      let costs = try [answer, now].map { response in
        try response.decoded(PlanEditRouteTests.Trial.self).edits.map(\.cost)
      }
      #expect(costs == [[2], [2]])
      #expect(try await ask("trial-one").decoded(JobBody.self).id == first.id)
      let second = try await ask("trial-two").decoded(JobBody.self)
      let other = try await ServedPerson(served, [.planner], name: "other")
      for path in ["stop", "answer"] {
        let foreign = try await other.answer(
          "/api/jobs/\(second.id)/\(path)", path == "stop" ? "{}" : nil)
        #expect(foreign.status == .notFound)
      }
      let stopped = try await planner.answer("/api/jobs/\(second.id)/stop", "{}")
        .decoded(JobBody.self)
      #expect(stopped.state == .failed && stopped.failure?.english.contains("stopped") == true)
      #expect(try await service.worker.workOnce() == nil)
    }
  }

  @Test("is its author's alone, needs a key, and asks what doing it at once asks")
  func refusals() async throws {
    try await ServedJobs.test { served, _, _ in
      let planner = try await ServedPerson(served, [.planner])
      let other = try await ServedPerson(served, [.planner], name: "other", territory: .unit(4))
      #expect(try await ask(planner, key: nil).status == .badRequest)
      #expect(try await ask(other).status == .forbidden, "foreign people")
      let id = try await ask(planner).decoded(JobBody.self).id
      #expect(try await planner.answer("/api/jobs/\(id)").status == .ok)
      #expect(try await other.answer("/api/jobs/\(id)").status == .notFound)
      #expect(try await planner.answer("/api/jobs/99").status == .notFound)
      #expect(try await planner.answer("/api/jobs/x").status == .badRequest)
    }
  }
}

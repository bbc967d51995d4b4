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

@Suite("New weeks over HTTP", .timeLimit(.minutes(1)))
struct WeeksRouteTests {
  private struct Book: Decodable {
    struct Duty: Decodable {
      var id: Int64
      var start: CivilTime
    }
    var revision: Int
    var firstDate: CivilDate
    var days: Int
    var duties: [Duty]
    var unpublished: [RosterMove]
    var publications: [Publication]
    struct Publication: Decodable { var number: Int }
  }

  private func ask(
    _ planner: ServedPerson, revision: Int = 1, from: String = "2018-01-08",
    to: String = "2018-01-21", seconds: Int = 5, key: String? = "weeks-0001"
  ) async throws -> TestResponse {
    try await planner.answer(
      "/api/roster/weeks",
      #"{"revision": \#(revision), "from": "\#(from)", "to": "\#(to)", "seconds": \#(seconds)}"#,
      key: key)
  }

  @Test("are solved by a worker, become part of the draft when taken, and are published")
  func life() async throws {
    try await ServedJobs.test { served, service, _ in
      let planner = try await ServedPerson(served, [.planner])
      _ = try await planner.answer("/api/roster/publications", #"{"revision": 1}"#)
      let answer = try await ask(planner, revision: 2)
      #expect(answer.status == .accepted, "\(String(buffer: answer.body))")
      let id = try answer.decoded(JobBody.self).id
      let early = try await planner.answer(
        "/api/roster/weeks/\(id)/adoption", #"{"revision": 2}"#)
      #expect(early.status == .notFound)
      let work = Task { try await service.run() }
      defer { work.cancel() }
      let done = try await planner.finished(id)
      #expect(done.state == .done, "\(String(describing: done.failure))")
      #expect(done.progress.map { $0.done == 2 && $0.of == 2 && $0.best != nil } == true)
      let found = try await planner.answer("/api/jobs/\(id)/answer").decoded(WeeksBody.self)
      #expect(found.revision == 2 && found.from.description == "2018-01-08")
      #expect(found.to.description == "2018-01-21" && found.duties >= 2 && found.people >= 1)
      #expect(found.weeks.rows.allSatisfy { found.weeks.dates.contains($0.interval.start.date) })
      #expect(try await planner.answer("/api/roster/book").decoded(Book.self).days == 7)
      let redraft = try await planner.answer(
        "/api/roster/redrafts/\(id)/adoption", #"{"revision": 2}"#)
      #expect(redraft.status == .notFound, "new weeks are no new draft")
      let taken = try await planner.answer(
        "/api/roster/weeks/\(id)/adoption", #"{"revision": 2}"#, key: "adoption-0001")
      #expect(taken.status == .ok, "\(String(buffer: taken.body))")
      var book = try taken.decoded(Book.self)
      #expect(book.revision == 3 && book.days == 21 && book.duties.count == 3 + found.duties)
      #expect(
        book.unpublished.count == found.duties
          && Set(book.duties.map(\.id)).count == book.duties.count)
      // The weeks that it has got are its own by now: they can be solved anew, or it gets more.
      #expect(try await ask(planner, revision: 3).status == .conflict)
      let anew = try await planner.answer(
        "/api/roster/redrafts",
        #"{"revision": 3, "from": "2018-01-15", "seconds": 5, "changeWeight": 40}"#,
        key: "redraft-0001")
      #expect(anew.status == .accepted, "\(String(buffer: anew.body))")
      book = try await planner.answer("/api/roster/publications", #"{"revision": 3}"#)
        .decoded(Book.self)
      #expect(book.publications.map(\.number) == [1, 2] && book.unpublished.isEmpty)
      let day = try await planner.answer("/api/roster?date=2018-01-15")
      #expect(day.status == .ok, "\(String(buffer: day.body))")
      let again = try await planner.answer(
        "/api/roster/weeks/\(id)/adoption", #"{"revision": 4}"#)
      #expect(again.status == .conflict, "they were solved after another draft")
    }
  }

  @Test(
    "are refused where they do not follow the roster, have no plan, or concern one unit's planner")
  func refusals() async throws {
    try await ServedJobs.test { served, _, _ in
      let own = try await ServedPerson(served, [.planner], name: "own", territory: .unit(2))
      #expect(try await ask(own).status == .forbidden)
      let officer = try await ServedPerson(served, [.officer], name: "one", officer: 1)
      #expect(try await ask(officer).status == .forbidden)
      let planner = try await ServedPerson(served, [.planner])
      func refusal(_ from: String, _ to: String, _ status: HTTPResponse.Status) async throws
        -> String
      {
        let answer = try await ask(planner, from: from, to: to)
        #expect(answer.status == status)
        return String(buffer: answer.body)
      }
      #expect(
        try await refusal("2018-01-01", "2018-01-14", .conflict).contains("班表已排到2018-01-07"))
      #expect(try await refusal("2018-01-15", "2018-01-21", .conflict).contains("留下空档"))
      for (from, to) in [
        ("2018-01-09", "2018-01-14"), ("2018-01-08", "2018-01-13"), ("2018-01-08", "2017-12-31"),
      ] {
        #expect(try await refusal(from, to, .badRequest).contains("从星期一到星期日"))
      }
      #expect(try await refusal("2018-01-08", "2018-07-08", .badRequest).contains("最多26周"))
      #expect(try await ask(planner, seconds: 0).status == .badRequest)
      #expect(try await ask(planner, from: "8 January").status == .badRequest)
      #expect(try await ask(planner, revision: 9).status == .conflict)
      #expect(try await ask(planner, key: nil).status == .badRequest)
    }
  }
}

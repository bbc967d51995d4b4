// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning
import Foundation
import JobQueue
import PostgresDriver
import SQLiteDriver
import StorePort
import Stores
import TestSupport
import Testing

@Suite("Workers on a data folder", .serialized, .timeLimit(.minutes(5)))
struct WorkerJourneyTests {
  private static let isOnPostgres = TestPostgres.address == nil ? [false] : [false, true]

  @Test(
    "A trial of a plan whose worker is killed is taken again, by one of two others, and ends with a plan",
    arguments: isOnPostgres)
  func killed(onPostgres: Bool) async throws {
    let scratch = try Scratch.folder()
    defer { Scratch.remove(scratch) }
    let (made, outcome) = try Program.demo.get()
    try #require(outcome.status == 0, "\(outcome.complaint)")
    let data = scratch.appending(path: "data")
    try FileManager.default.copyItem(at: made, to: data)
    if onPostgres {
      try await TestPostgres.withSchema { address async throws in
        try await killed(
          data, ["--database", address], try PostgresDriver(address: address))
      }
    } else {
      try await killed(data, [], try SQLiteDriver(path: data.appending(path: "live.sqlite").path()))
    }
  }

  private func killed(
    _ data: URL, _ address: [String], _ database: any SQLDatabase
  ) async throws {
    try await SchemaUpgrade().apply(to: database, at: Self.now)
    let store = SQLJobStore(database)
    let plans = try JSONDecoder().decode(
      DutyPlanSet.self, from: Data(contentsOf: data.appending(path: "plan.json")))
    let post = try #require(plans[.peak]?.posts.first).id
    let order = """
      {"mode": "peak", "person": "li.wei", "body": {"reason": "道路施工",
        "edits": [{"change": "forbid", "form": "post", "place": \(post)}]}}
      """
    let job = try await store.add(
      JobRequest(
        kind: Job.Kind(rawValue: "plan.trial"), body: order, askedBy: "li.wei", key: "trial-1"),
      at: Self.now)
    let arguments = ["worker", "--data", data.path()] + address

    let first = try RunningProgram("chengxu", arguments)
    while try await store.job(job.id).state == .queued {
      try await Task.sleep(for: .milliseconds(5))
    }
    first.kill()
    let left = try await store.job(job.id)
    try #require(left.state == .running, "It was done before the kill.")
    let others = try [
      RunningProgram("chengxu", arguments), RunningProgram("chengxu", arguments),
    ]
    for other in others { _ = try other.line(holding: "ready") }
    // As if a minute had passed, in which the dead worker gave no sign of life.
    try await database.write { session in
      _ = try session.execute("UPDATE job SET leased_until = 0 WHERE id = \(job.id.rawValue)")
    }
    var end = try await store.job(job.id)
    while end.finished == nil {
      try await Task.sleep(for: .milliseconds(50))
      end = try await store.job(job.id)
    }
    #expect(end.state == .done && end.attempts == 2, "\(String(describing: end.failure))")
    #expect(end.result == "/api/jobs/\(job.id)/answer")
    let progress = try #require(end.progress)
    #expect(progress.done == progress.of && progress.of == 4)
    struct Answer: Decodable {
      struct Edit: Decodable { var cost: Double? }
      var edits: [Edit]
    }
    let answer = try JSONDecoder().decode(
      Answer.self, from: Data(try #require(end.answer).utf8))
    #expect(answer.edits.count == 1)
    for other in others { other.kill() }
    try database.close()
  }

  private static var now: Instant {
    Instant(milliseconds: Int64(Date.now.timeIntervalSince1970 * 1000))
  }
}

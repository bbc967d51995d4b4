// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation
import JobQueue
import PostgresDriver
import SQLiteDriver
import StorePort
import Stores
import TestSupport
import Testing

@Suite("Workers that solve what the roster page asks for", .serialized, .timeLimit(.minutes(10)))
struct RosterWorkerJourneyTests {
  private static let isOnPostgres = TestPostgres.address == nil ? [false] : [false, true]

  private struct Book: Decodable {
    var revision: Int
    var firstDate: CivilDate
    var days: Int
    var publications: [Publication]
    var violations: [Violation]
    struct Publication: Decodable { var number: Int }
    struct Violation: Decodable { var rule: String }
  }

  private struct AskedJob: Decodable {
    var id: Int64
    var state: Job.State
    var attempts: Int
    var finished: Instant?
    var failure: LocalizedName?
    var progress: Progress?
    struct Progress: Decodable {
      var done: Int
      var of: Int
    }
  }

  @Test(
    "Weeks solved anew outlive the worker that began them, and the next weeks follow on the page",
    arguments: isOnPostgres)
  func killed(onPostgres: Bool) async throws {
    let scratch = try Scratch.folder()
    defer { Scratch.remove(scratch) }
    let (made, outcome) = try Program.demo.get()
    try #require(outcome.status == 0, "\(outcome.complaint)")
    let data = scratch.appending(path: "data")
    try FileManager.default.copyItem(at: made, to: data)
    let web = scratch.appending(path: "web")
    try FileManager.default.createDirectory(at: web, withIntermediateDirectories: true)
    try Data("<p>".utf8).write(to: web.appending(path: "index.html"))
    if onPostgres {
      try await TestPostgres.withSchema { address async throws in
        try await journey(
          data, web, ["--database", address], try PostgresDriver(address: address))
      }
    } else {
      try await journey(
        data, web, [], try SQLiteDriver(path: data.appending(path: "live.sqlite").path()))
    }
  }

  private func journey(
    _ data: URL, _ web: URL, _ address: [String], _ database: any SQLDatabase
  ) async throws {
    let server = try serve(data, web, address)
    let page = try await PageVisitor(
      "li.wei", role: "planner", at: try server.address(), data: data, address)
    var book = try await page.get(Book.self, "/api/roster/book")
    let worker = ["worker", "--data", data.path()] + address
    let first = try RunningProgram("chengxu", worker)
    _ = try first.line(holding: "ready")
    let asked = try await page.post(
      AskedJob.self, "/api/roster/redrafts",
      #"{"revision": \#(book.revision), "from": "\#(book.firstDate)", "seconds": 60, "#
        + #""changeWeight": 0}"#)
    var job = asked
    while job.state == .queued {
      try await Task.sleep(for: .milliseconds(5))
      job = try await page.get(AskedJob.self, "/api/jobs/\(asked.id)")
    }
    first.kill()
    job = try await page.get(AskedJob.self, "/api/jobs/\(asked.id)")
    try #require(job.state == .running, "It was done before the kill.")

    let second = try RunningProgram("chengxu", worker)
    _ = try second.line(holding: "ready")
    // As if a minute had passed, in which the dead worker gave no sign of life.
    try await database.write { session in
      _ = try session.execute("UPDATE job SET leased_until = 0 WHERE id = \(asked.id)")
    }
    job = try await finished(asked.id, page)
    #expect(job.state == .done && job.attempts == 2, "\(String(describing: job.failure))")
    #expect(job.progress.map { $0.done == $0.of && $0.of > 1 } == true)
    book = try await page.post(
      Book.self, "/api/roster/redrafts/\(asked.id)/adoption", #"{"revision": \#(book.revision)}"#)
    #expect(book.violations.isEmpty && book.days == 7)

    // The same worker, which opened the roster before it was changed, solves what comes after it.
    let from = book.firstDate.adding(days: 7)
    let next = try await page.post(
      AskedJob.self, "/api/roster/weeks",
      #"{"revision": \#(book.revision), "from": "\#(from)", "to": "\#(from.adding(days: 6))", "#
        + #""seconds": 60}"#)
    job = try await finished(next.id, page)
    #expect(job.state == .done && job.attempts == 1, "\(String(describing: job.failure))")
    book = try await page.post(
      Book.self, "/api/roster/weeks/\(next.id)/adoption", #"{"revision": \#(book.revision)}"#)
    #expect(book.days == 14 && book.violations.isEmpty)
    book = try await page.post(
      Book.self, "/api/roster/publications", #"{"revision": \#(book.revision)}"#)
    #expect(book.publications.map(\.number) == [1])
    for process in [second, server.process] { process.kill() }

    // A server that starts later has them too.
    let again = try serve(data, web, address)
    let other = try await PageVisitor(
      "wang.fang", role: "planner", at: try again.address(), data: data, address)
    let later = try await other.get(Book.self, "/api/roster/book")
    #expect(later.days == 14 && later.revision == book.revision && later.violations.isEmpty)
    again.process.kill()
    try database.close()
  }

  private struct Server {
    let process: RunningProgram

    func address() throws -> String {
      let line = try process.line(holding: "http://")
      let word = line.split(separator: " ").first { $0.hasPrefix("http://") }
      return String(try #require(word))
    }
  }

  /// A server that leaves slow work to workers.
  private func serve(_ data: URL, _ web: URL, _ address: [String]) throws -> Server {
    Server(
      process: try RunningProgram(
        "chengxu",
        [
          "serve", "--data", data.path(), "--port", "0", "--jt808-port", "0", "--web", web.path(),
          "--sign-in", "always", "--log-level", "error",
        ] + address,
        environment: ["CHENGXU_JOBS_IN_SERVER": "false", "CHENGXU_LANGUAGE": "en"]))
  }

  private func finished(_ id: Int64, _ page: PageVisitor) async throws -> AskedJob {
    while true {
      let job = try await page.get(AskedJob.self, "/api/jobs/\(id)")
      if job.finished != nil { return job }
      try await Task.sleep(for: .milliseconds(100))
    }
  }
}

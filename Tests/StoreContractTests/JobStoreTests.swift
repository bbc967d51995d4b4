// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation
import JobQueue
import PostgresDriver
import StorePort
import Stores
import Synchronization
import TestSupport
import Testing

@Suite("Jobs and their workers")
struct JobStoreTests {
  private static let kind = Job.Kind(rawValue: "test")

  private static func request(_ key: String, body: String = "{}") -> JobRequest {
    JobRequest(kind: kind, body: body, askedBy: "li.wei", key: key)
  }

  private static func second(_ number: Int64) -> Instant { Instant(milliseconds: number * 1000) }

  @Sendable private static func now() -> Instant {
    Instant(milliseconds: Int64(Date.now.timeIntervalSince1970 * 1000))
  }

  private func test(
    _ backend: Backend, _ body: (SQLJobStore) async throws -> Void
  ) async throws {
    try await backend.withStore { database async throws in
      try await SchemaUpgrade().apply(to: database, at: Self.second(0))
      try await body(SQLJobStore(database))
    }
  }

  private func claim(
    _ store: SQLJobStore, _ worker: String, at second: Int64
  ) async throws -> Job? {
    try await store.claim([Self.kind], by: worker, leaseSeconds: 10, at: Self.second(second))
  }

  @Test("go from queued over running to done, the oldest first", arguments: Backend.databases)
  func life(backend: Backend) async throws {
    try await test(backend) { store async throws in
      #expect(try await claim(store, "a", at: 0) == nil)
      let first = try await store.add(Self.request("1"), at: Self.second(1))
      let second = try await store.add(Self.request("2"), at: Self.second(2))
      #expect(first.state == .queued && first.id != second.id)
      #expect(
        try await store.claim(
          [Job.Kind(rawValue: "other")], by: "a", leaseSeconds: 10, at: Self.second(3)) == nil)
      let taken = try #require(try await claim(store, "a", at: 3))
      #expect(taken.id == first.id && taken.state == .running && taken.attempts == 1)
      #expect(taken.worker == "a" && taken.leasedUntil == Self.second(13))
      #expect(try await store.finish(taken, with: .done(result: "/x"), at: Self.second(4)))
      let done = try await store.job(first.id)
      #expect(done.state == .done && done.result == "/x" && done.finished == Self.second(4))
      #expect(done.worker == nil && done.leasedUntil == nil)
      let other = try #require(try await claim(store, "a", at: 5))
      let failure = LocalizedName(chinese: "不行", english: "No.")
      #expect(try await store.finish(other, with: .failed(failure), at: Self.second(6)))
      #expect(try await store.job(second.id).failure == failure)
      #expect(try await claim(store, "a", at: 99) == nil, "what is finished stays so")
    }
  }

  @Test("are taken again once the lease of a dead worker is over", arguments: Backend.databases)
  func deadWorker(backend: Backend) async throws {
    try await test(backend) { store async throws in
      _ = try await store.add(Self.request("1"), at: Self.second(0))
      let dead = try #require(try await claim(store, "dead", at: 0))
      #expect(try await claim(store, "b", at: 10) == nil)
      #expect(
        try await store.renew(dead, progress: nil, leaseSeconds: 10, at: Self.second(8)) == .held)
      #expect(try await claim(store, "b", at: 18) == nil, "the lease was renewed")
      let again = try #require(try await claim(store, "b", at: 19))
      #expect(again.attempts == 2 && again.worker == "b")
      // It was not dead, only slow.
      #expect(
        try await store.renew(dead, progress: nil, leaseSeconds: 10, at: Self.second(20)) == .lost)
      #expect(try await !store.finish(dead, with: .done(result: "/old"), at: Self.second(20)))
      #expect(try await store.finish(again, with: .done(result: "/new"), at: Self.second(21)))
      #expect(try await store.job(dead.id).result == "/new")
    }
  }

  @Test("are given up after three workers died on them", arguments: Backend.databases)
  func givenUp(backend: Backend) async throws {
    try await test(backend) { store async throws in
      let job = try await store.add(Self.request("1"), at: Self.second(0))
      for attempt in 0..<3 {
        #expect(try await claim(store, "w", at: Int64(attempt) * 20)?.attempts == attempt + 1)
      }
      #expect(try await claim(store, "w", at: 60) == nil)
      let end = try await store.job(job.id)
      #expect(end.state == .failed && end.failure?.english.contains("Maybe") == true)
    }
  }

  @Test("are one for one key, which cannot be used for another", arguments: Backend.databases)
  func keys(backend: Backend) async throws {
    try await test(backend) { store async throws in
      let first = try await store.add(Self.request("1"), at: Self.second(0))
      #expect(try await store.add(Self.request("1"), at: Self.second(9)) == first)
      await #expect(throws: JobStoreError.keyReused) {
        try await store.add(Self.request("1", body: "[]"), at: Self.second(9))
      }
      await #expect(throws: JobStoreError.missing(7)) { try await store.job(7) }
    }
  }

  @Test(
    "say how far they are, and keep an answer that is nowhere else", arguments: Backend.databases)
  func course(backend: Backend) async throws {
    try await test(backend) { store async throws in
      let job = try await store.add(Self.request("1"), at: Self.second(0))
      #expect(job.progress == nil && !job.isStopAsked && job.answer == nil)
      let taken = try #require(try await claim(store, "a", at: 0))
      let step = LocalizedName(chinese: "第一步", english: "the first step")
      for done in 1...2 {
        let progress = JobProgress(step: step, done: done, of: 3, best: 12, bound: 10, gap: 2 / 12)
        #expect(
          try await store.renew(taken, progress: progress, leaseSeconds: 10, at: Self.second(1))
            == .held)
        #expect(try await store.job(job.id).progress == progress)
      }
      #expect(
        try await store.renew(taken, progress: nil, leaseSeconds: 10, at: Self.second(2)) == .held)
      #expect(try await store.job(job.id).progress?.done == 2, "what was said stays")
      let outcome = JobOutcome.done(result: "/x", answer: #"{"城": "🚦"}"#)
      #expect(try await store.finish(taken, with: outcome, at: Self.second(3)))
      #expect(try await store.job(job.id).answer == #"{"城": "🚦"}"#)
      #expect(try await store.add(Self.request("1"), at: Self.second(9)).answer != nil)
    }
  }

  @Test(
    "are stopped: at once where nobody began, else by their worker", arguments: Backend.databases)
  func stop(backend: Backend) async throws {
    try await test(backend) { store async throws in
      let first = try await store.add(Self.request("1"), at: Self.second(0))
      let stopped = try await store.stop(first.id, at: Self.second(1))
      #expect(stopped.state == .failed && stopped.failure == .stopped)
      #expect(try await claim(store, "a", at: 2) == nil)
      let second = try await store.add(Self.request("2"), at: Self.second(2))
      let taken = try #require(try await claim(store, "a", at: 3))
      let asked = try await store.stop(second.id, at: Self.second(4))
      #expect(asked.state == .running && asked.isStopAsked)
      #expect(
        try await store.renew(taken, progress: nil, leaseSeconds: 10, at: Self.second(5))
          == .stopAsked)
      // Its worker died before it heard: the next one hears at once.
      let again = try #require(try await claim(store, "b", at: 99))
      #expect(
        try await store.renew(again, progress: nil, leaseSeconds: 10, at: Self.second(99))
          == .stopAsked)
      #expect(try await store.finish(again, with: .done(result: "/x"), at: Self.second(100)))
      let late = try await store.stop(second.id, at: Self.second(101))
      #expect(late.state == .done, "what is over stays")
      await #expect(throws: JobStoreError.missing(9)) {
        try await store.stop(9, at: Self.second(0))
      }
    }
  }

  @Test(
    "that are stopped while they run end with the best found by then, or with nothing",
    arguments: Backend.databases)
  func stopWork(backend: Backend) async throws {
    try await test(backend) { store async throws in
      let able = try await store.add(Self.request("able", body: "able"), at: Self.now())
      let unable = try await store.add(Self.request("unable", body: "unable"), at: Self.now())
      let worker = JobWorker(
        store, name: "w", now: Self.now,
        handlers: [
          Self.kind: { job, report in
            report.tell(
              JobProgress(
                step: LocalizedName(chinese: "求解", english: "solving"), done: 0, of: 1, best: 3,
                bound: 2, gap: 0.5))
            do {
              try await Task.sleep(for: .seconds(60))
            } catch {
              if job.request == "unable" { throw error }
            }
            return .done(result: "/best")
          }
        ])
      for id in [able.id, unable.id] {
        async let work = worker.workOnce()
        while try await store.job(id).progress == nil {
          try await Task.sleep(for: .milliseconds(20))
        }
        #expect(try await store.job(id).progress?.gap == 0.5)
        _ = try await store.stop(id, at: Self.now())
        #expect(try await work?.id == id)
      }
      let (best, nothing) = (try await store.job(able.id), try await store.job(unable.id))
      #expect(best.state == .done && best.result == "/best")
      #expect(nothing.state == .failed && nothing.failure == .stopped)
    }
  }

  /// Workers that note what they carried out; the one named `ended` never comes to an end.
  private final class Work: Sendable {
    private let done = Mutex<[String: [Int64]]>([:])

    var carriedOut: [String: [Int64]] { done.withLock { $0 } }

    func worker(_ name: String, on store: SQLJobStore, at now: Int64) -> JobWorker {
      JobWorker(
        store, name: name, leaseSeconds: 3, now: { second(now) },
        handlers: [
          JobStoreTests.kind: { job, _ in
            if name == "ended" { try await Task.sleep(for: .seconds(60)) }
            try await Task.sleep(for: .milliseconds(20))
            self.done.withLock { $0[name, default: []].append(job.id.rawValue) }
            return .done(result: "/\(name)")
          }
        ])
    }
  }

  @Test(
    "are shared by two workers, and one that is ended in the midst leaves its job to the other",
    arguments: Backend.databases)
  func twoWorkers(backend: Backend) async throws {
    try await test(backend) { store async throws in
      for number in 0..<6 {
        _ = try await store.add(Self.request("\(number)"), at: Self.second(0))
      }
      let work = Work()
      let first = work.worker("ended", on: store, at: 1)
      let ended = Task { try await first.workOnce() }
      while try await store.job(1).state == .queued { try await Task.sleep(for: .milliseconds(5)) }
      ended.cancel()
      _ = try await ended.value
      #expect(try await store.job(1).state == .running, "nobody says that it was left")
      // Later than its lease.
      try await withThrowingTaskGroup(of: Void.self) { group in
        for name in ["a", "b"] {
          let worker = work.worker(name, on: store, at: 9)
          group.addTask { while try await worker.workOnce() != nil {} }
        }
        try await group.waitForAll()
      }
      let done = work.carriedOut
      #expect((done["a", default: []] + done["b", default: []]).sorted() == Array(1...6))
      #expect(done["a"] != nil && done["b"] != nil && done["ended"] == nil)
      #expect(try await store.job(1).attempts == 2)
    }
  }

  @Test("go to one worker each, however many ask at once", arguments: Backend.databases)
  func race(backend: Backend) async throws {
    try await test(backend) { store async throws in
      for number in 0..<40 {
        _ = try await store.add(Self.request("\(number)"), at: Self.second(0))
      }
      let taken = try await withThrowingTaskGroup(of: [Int64].self) { group in
        for worker in 0..<8 {
          group.addTask {
            var taken: [Int64] = []
            while let job = try await store.claim(
              [Self.kind], by: "\(worker)", leaseSeconds: 10, at: Self.second(1))
            { taken.append(job.id.rawValue) }
            return taken
          }
        }
        return try await group.reduce(into: []) { $0 += $1 }
      }
      #expect(taken.sorted() == Array(1...40))
    }
  }

  @Test(
    "held by another server's open transaction are passed over, not waited for",
    .enabled(if: TestPostgres.address != nil, "NOT TESTED: CHENGXU_TEST_POSTGRES is not set."),
    .timeLimit(.minutes(1)))
  func skipping() async throws {
    try await TestPostgres.withSchema { address async throws in
      let (here, there) = (
        try PostgresDriver(address: address), try PostgresDriver(address: address)
      )
      try await SchemaUpgrade().apply(to: here, at: Self.second(0))
      let store = SQLJobStore(here)
      for number in 0..<2 {
        _ = try await store.add(Self.request("\(number)"), at: Self.second(0))
      }
      let isHeld = Mutex(false)
      let isDone = Mutex(false)
      async let holding: Void = there.writeOutOfTurn { session in
        _ = try session.rows("SELECT id FROM job WHERE id = 1 FOR UPDATE")
        isHeld.withLock { $0 = true }
        while !isDone.withLock({ $0 }) { _ = try session.rows("SELECT pg_sleep(0.02)") }
      }
      while !isHeld.withLock({ $0 }) { try await Task.sleep(for: .milliseconds(5)) }
      #expect(try await claim(store, "a", at: 1)?.id == 2)
      #expect(try await claim(store, "a", at: 1) == nil)
      isDone.withLock { $0 = true }
      try await holding
      #expect(try await claim(store, "a", at: 1)?.id == 1)
    }
  }

  @Test("keep their lease while they are worked on, and their failure in both languages")
  func worker() async throws {
    try await test(.sqlite) { store async throws in
      struct Refused: ExplainedError {
        let explanation = LocalizedName(chinese: "不行", english: "It cannot be.")
      }
      let slow = try await store.add(Self.request("slow"), at: Self.now())
      let bad = try await store.add(Self.request("bad", body: "bad"), at: Self.now())
      let worker = JobWorker(
        store, name: "w", leaseSeconds: 3, now: Self.now,
        handlers: [
          Self.kind: { job, _ in
            if job.request == "bad" { throw Refused() }
            try await Task.sleep(for: .seconds(4))
            return .done(result: "/slow")
          }
        ])
      async let first = worker.workOnce()
      try await Task.sleep(for: .milliseconds(3500))
      // Its first lease is over by now.
      let other = try await store.claim([Self.kind], by: "o", leaseSeconds: 9, at: Self.now())
      #expect(other?.id == bad.id)
      #expect(try await first?.id == slow.id)
      let end = try await store.job(slow.id)
      #expect(end.state == .done && end.result == "/slow" && end.attempts == 1)
      let lapsed = try #require(other?.leasedUntil).adding(seconds: 1)
      let again = try await store.claim([Self.kind], by: "w2", leaseSeconds: 9, at: lapsed)
      #expect(again?.id == bad.id)
      _ = try await store.add(Self.request("bad 2", body: "bad"), at: Self.now())
      let failed = try #require(try await worker.workOnce())
      #expect(try await store.job(failed.id).failure?.english == "It cannot be.")
    }
  }
}

// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel
import Foundation
import Operations
import PostgresDriver
import StorePort
import Stores
import Synchronization
import TestSupport
import Testing
import Webhooks

@Suite("Webhooks and who sends them", .timeLimit(.minutes(2)))
struct WebhookStoreTests {
  private static let address = "http://127.0.0.1:9000/in"
  private static let targets = WebhookTargets(list: "http://127.0.0.1:9000") ?? WebhookTargets()

  private static func second(_ number: Int64) -> Instant { Instant(milliseconds: number * 1000) }

  private struct Subject: Sendable {
    var desk: WebhookDesk
    var log: SQLDutyEventLog
    var access: SQLAccessStore
    var database: any SQLDatabase

    func add(_ name: String = "hub", kinds: [String] = ["vehicle"]) async throws -> Webhook {
      try await desk.add(
        WebhookDesk.Request(name: name, address: address, kinds: kinds), by: "admin", at: second(0)
      ).webhook
    }

    func refusal(
      name: String = "other", address: String = WebhookStoreTests.address,
      kinds: [String] = ["special"]
    ) async -> WebhookError? {
      do {
        _ = try await desk.add(
          WebhookDesk.Request(name: name, address: address, kinds: kinds), by: "admin",
          at: second(1))
        return nil
      } catch {
        return error
      }
    }

    /// Events of the kind `vehicle`, or of another one.
    func record(_ count: Int, other: Bool = false) async throws {
      let stop = DutyEventEntry.Content.stop(
        assignment: AssignmentID(duty: 1, task: 0), junction: 1, from: second(0), until: second(1))
      try await log.append((0..<count).map { entry(at: Int64($0), other ? stop : nil) })
    }

    func courier(
      _ sender: some WebhookSender, worker: String = "a", at now: Int64 = 1,
      targets: WebhookTargets? = nil
    ) -> WebhookCourier {
      WebhookCourier(
        WebhookDesk(store: desk.store, targets: targets ?? desk.targets), sender: sender,
        worker: worker, leaseSeconds: 10, now: { second(now) },
        wording: { Data("\($0.id)".utf8) })
    }

    func webhook() async throws -> Webhook { try #require(try await desk.store.webhooks().first) }
  }

  private func test(
    _ backend: Backend, _ body: (Subject) async throws -> Void
  ) async throws {
    try await backend.withStore { database async throws in
      try await SchemaUpgrade().apply(to: database, at: Self.second(0))
      try await body(
        Subject(
          desk: WebhookDesk(store: SQLWebhookStore(database), targets: Self.targets),
          log: SQLDutyEventLog(database), access: SQLAccessStore(database), database: database))
    }
  }

  /// Takes messages, or answers what it is told.
  private final class Receiver: WebhookSender {
    private let state: Mutex<(taken: [String], answers: [WebhookFailure?], signers: [Int])>
    private let delay: Duration

    init(answers: [WebhookFailure?] = [], delay: Duration = .zero) {
      state = Mutex(([], answers, []))
      self.delay = delay
    }

    var taken: [String] { state.withLock { $0.taken } }
    /// How many secrets signed each message.
    var signers: [Int] { state.withLock { $0.signers } }

    func send(
      _ message: WebhookMessage, to address: WebhookAddress, signedWith secrets: [WebhookSecret]
    ) async throws -> WebhookFailure? {
      try await Task.sleep(for: delay)
      return state.withLock { state in
        let answer = state.answers.isEmpty ? nil : state.answers.removeFirst()
        state.signers.append(secrets.count)
        if answer == nil { state.taken.append(message.id) }
        return answer
      }
    }
  }

  private static func ids(_ numbers: some Sequence<Int>, of webhook: Int = 1) -> [String] {
    numbers.map { "msg_\(webhook)_\($0)" }
  }

  @Test(
    "begin with what is recorded next, in its order, the kinds that were asked for alone",
    arguments: Backend.databases)
  func order(backend: Backend) async throws {
    try await test(backend) { subject async throws in
      try await subject.record(3)
      let webhook = try await subject.add()
      #expect(webhook.place == 3 && webhook.state == .active)
      #expect(try await subject.desk.store.due(at: Self.second(1)).isEmpty)
      try await subject.record(2)
      try await subject.record(2, other: true)
      try await subject.record(250)
      let receiver = Receiver()
      let due = try await subject.desk.store.due(at: Self.second(1))
      #expect(due == [webhook])
      #expect(try await subject.courier(receiver).deliver(webhook) == .delivered(252))
      #expect(receiver.taken == Self.ids(Array(4...5) + Array(8...257)))
      let after = try await subject.webhook()
      #expect(after.place == 257 && after.lastDelivered == Self.second(1) && after.attempts == 0)
      #expect(try await subject.courier(receiver).deliver(after) == .idle)
    }
  }

  @Test(
    "move past events of other kinds now and then, not at each", arguments: Backend.databases)
  func otherKinds(backend: Backend) async throws {
    try await test(backend) { subject async throws in
      let webhook = try await subject.add()
      let receiver = Receiver()
      try await subject.record(999, other: true)
      #expect(try await subject.courier(receiver).deliver(webhook) == .idle)
      #expect(try await subject.webhook().place == 0)
      // More than is looked at in one go.
      try await subject.record(5500, other: true)
      #expect(try await subject.courier(receiver).deliver(webhook) == .idle)
      #expect(try await subject.webhook().place == 6499)
      try await subject.record(1)
      #expect(
        try await subject.courier(receiver).deliver(try await subject.webhook()) == .delivered(1))
      #expect(receiver.taken == ["msg_1_6500"])
      #expect(try await subject.webhook().lastDelivered == Self.second(1))
    }
  }

  @Test(
    "wait with all that follows where an event is not taken, and lose none",
    arguments: Backend.databases)
  func retries(backend: Backend) async throws {
    try await test(backend) { subject async throws in
      let webhook = try await subject.add()
      try await subject.record(3)
      let receiver = Receiver(answers: [nil, .status(503), .timeout(seconds: 10)])
      var now: Int64 = 10
      for attempt in 1...2 {
        let courier = subject.courier(receiver, at: now)
        let outcome = try await courier.deliver(try await subject.webhook())
        guard case .failed(let failure, let next?) = outcome else {
          Issue.record("\(outcome)")
          return
        }
        let kept = try await subject.webhook()
        #expect(kept.place == 1 && kept.attempts == attempt && kept.failure == failure)
        #expect(kept.failingSince == Self.second(10) && kept.nextAttempt == next)
        #expect(next > Self.second(now + 1))
        // Not before its time, whoever asks.
        #expect(try await subject.desk.store.due(at: Self.second(now + 1)).isEmpty)
        #expect(try await subject.courier(receiver, at: now + 1).deliver(webhook) == .idle)
        now = next.milliseconds / 1000 + 1
      }
      #expect(
        try await subject.courier(receiver, at: now).deliver(try await subject.webhook())
          == .delivered(2))
      #expect(receiver.taken == Self.ids(1...3))
      let after = try await subject.webhook()
      #expect(after.attempts == 0 && after.failure == nil && after.failingSince == nil)
    }
  }

  @Test(
    "are disabled after three days in vain, or when the receiver is gone, and say so",
    arguments: Backend.databases)
  func disabled(backend: Backend) async throws {
    try await test(backend) { subject async throws in
      _ = try await subject.add()
      try await subject.record(2)
      let receiver = Receiver(answers: [.status(500), .status(500), .status(410)])
      let days = WebhookSchedule.giveUpSeconds
      _ = try await subject.courier(receiver, at: 10).deliver(try await subject.webhook())
      let late = subject.courier(receiver, at: 10 + days)
      #expect(
        try await late.deliver(try await subject.webhook()) == .failed(.status(500), next: nil))
      let disabled = try await subject.webhook()
      #expect(disabled.state == .disabled && disabled.place == 0 && disabled.attempts == 2)
      #expect(try await subject.desk.store.due(at: Self.second(99 + days)).isEmpty)
      let noted = try await subject.access.events(limit: 1)
      #expect(noted.map(\.kind) == [.webhookDisabled] && noted.first?.subject == "hub")
      // A person has it go on where it stopped.
      let store = subject.desk.store
      let resumed = try await store.step(.resume, of: 1, by: "admin", at: Self.second(11 + days))
      #expect(resumed.state == .active && resumed.attempts == 0 && resumed.failure == nil)
      let again = subject.courier(receiver, at: 12 + days)
      #expect(try await again.deliver(resumed) == .failed(.status(410), next: nil))
      #expect(try await subject.webhook().state == .disabled)
      _ = try await store.step(.resume, of: 1, by: "admin", at: Self.second(13 + days))
      let last = subject.courier(receiver, at: 14 + days)
      #expect(try await last.deliver(try await subject.webhook()) == .delivered(2))
      #expect(receiver.taken == Self.ids(1...2))
    }
  }

  @Test("send each event once, however many servers there are", arguments: Backend.databases)
  func race(backend: Backend) async throws {
    try await test(backend) { subject async throws in
      _ = try await subject.add()
      try await subject.record(60)
      let receiver = Receiver(delay: .milliseconds(1))
      try await withThrowingTaskGroup(of: Void.self) { group in
        for worker in 0..<6 {
          group.addTask {
            let courier = subject.courier(receiver, worker: "\(worker)")
            while true {
              let webhook = try await subject.webhook()
              if webhook.place == 60 { return }
              _ = try await courier.deliver(webhook)
            }
          }
        }
        try await group.waitForAll()
      }
      #expect(receiver.taken == Self.ids(1...60))
    }
  }

  @Test(
    "pass from a dead server to another when its lease is over, with no event left out",
    arguments: Backend.databases)
  func deadServer(backend: Backend) async throws {
    try await test(backend) { subject async throws in
      let webhook = try await subject.add()
      try await subject.record(3)
      let store = subject.desk.store
      let dead = try #require(
        try await store.claim(webhook.id, by: "dead", leaseSeconds: 10, at: Self.second(1)))
      let moved = try await store.advance(
        dead, to: 1, isDelivered: true, leaseSeconds: 10, at: Self.second(5))
      #expect(moved?.webhook.place == 1)
      let receiver = Receiver()
      let alive = { (now: Int64) in
        subject.courier(receiver, worker: "alive", at: now)
      }
      #expect(try await store.due(at: Self.second(12)).isEmpty, "renewed by what was sent")
      #expect(try await alive(12).deliver(webhook) == .idle)
      #expect(try await alive(16).deliver(webhook) == .delivered(2))
      #expect(receiver.taken == Self.ids(2...3))
      // It was not dead, only slow.
      var late = dead
      late.webhook.place = 1
      #expect(
        try await store.advance(
          late, to: 2, isDelivered: true, leaseSeconds: 10, at: Self.second(17)) == nil)
      #expect(try await !store.fail(late, with: .status(500), next: nil, at: Self.second(17)))
      try await store.release(late)
      #expect(try await subject.webhook().place == 3)
    }
  }

  @Test(
    "that are stopped while a server sends stop after that event",
    arguments: Backend.databases)
  func stopped(backend: Backend) async throws {
    try await test(backend) { subject async throws in
      let webhook = try await subject.add()
      try await subject.record(50)
      let store = subject.desk.store
      let receiver = Receiver(delay: .milliseconds(20))
      async let outcome = subject.courier(receiver).deliver(webhook)
      while receiver.taken.isEmpty { try await Task.sleep(for: .milliseconds(1)) }
      let paused = try await store.step(.pause, of: 1, by: "admin", at: Self.second(2))
      #expect(paused.state == .paused)
      _ = try await outcome
      let place = try await subject.webhook().place
      #expect(place < 50 && receiver.taken.count == Int(place.rawValue), "the last one counts")
      #expect(try await store.due(at: Self.second(99)).isEmpty)
      let replayed = try await store.step(
        .replay(after: 48), of: 1, by: "admin", at: Self.second(2))
      #expect(replayed.state == .active && replayed.place == 48)
      #expect(try await subject.courier(receiver, at: 3).deliver(replayed) == .delivered(2))
      #expect(receiver.taken.suffix(2) == Self.ids(49...50))
    }
  }

  @Test("refuse what cannot be, and what people did is in the record", arguments: Backend.databases)
  func refusals(backend: Backend) async throws {
    try await test(backend) { subject async throws in
      let webhook = try await subject.add()
      let store = subject.desk.store
      #expect(await subject.refusal(name: "hub") == .nameTaken("hub"))
      #expect(await subject.refusal(name: " ") == .badName)
      #expect(await subject.refusal(address: "ftp://x") == .badAddress("ftp://x"))
      let inward = "http://10.0.0.1"
      #expect(await subject.refusal(address: inward + "/") == .notAllowed(origin: inward))
      #expect(await subject.refusal(kinds: []) == .noKinds)
      #expect(await subject.refusal(kinds: ["everything"]) == .unknownKind("everything"))
      await #expect(throws: WebhookError.missing(9)) {
        try await store.step(.pause, of: 9, by: "admin", at: Self.second(1))
      }
      await #expect(throws: WebhookError.beyondLog(1, end: 0)) {
        try await store.step(.replay(after: 1), of: 1, by: "admin", at: Self.second(1))
      }
      _ = try await store.step(.pause, of: 1, by: "admin", at: Self.second(2))
      try await store.remove(1, by: "admin", at: Self.second(3))
      #expect(try await store.webhooks().isEmpty)
      let noted = try await subject.access.events(limit: 9)
      #expect(noted.map(\.kind) == [.webhookRemoved, .webhookPaused, .webhookAdded])
      #expect(noted.allSatisfy { $0.actor == "admin" && $0.subject == webhook.name })
    }
  }

  @Test(
    "are signed with both secrets after a rotation, also by whoever is sending, until its hours are over",
    arguments: Backend.databases)
  func rotation(backend: Backend) async throws {
    try await test(backend) { subject async throws in
      let webhook = try await subject.add()
      let store = subject.desk.store
      try await subject.record(3)
      let lease = try #require(
        try await store.claim(1, by: "a", leaseSeconds: 10, at: Self.second(1)))
      #expect(lease.secrets.signing(at: Self.second(1)).count == 1)
      let (rotated, secret) = try await subject.desk.rotate(
        webhook.id, overlapHours: 1, by: "admin", at: Self.second(2))
      #expect(rotated.formerSecretEnds == Self.second(3602) && rotated.place == 0)
      let moved = try #require(
        try await store.advance(
          lease, to: 1, isDelivered: true, leaseSeconds: 10, at: Self.second(3)))
      let both = moved.secrets.signing(at: Self.second(3))
      #expect(both == [secret] + lease.secrets.signing(at: Self.second(1)))
      try await store.release(moved)
      let receiver = Receiver()
      _ = try await subject.courier(receiver, at: 3601).deliver(try await subject.webhook())
      try await subject.record(1)
      _ = try await subject.courier(receiver, at: 3602).deliver(try await subject.webhook())
      #expect(receiver.signers == [2, 2, 1])
      // One that somebody has who should not ends at once.
      let (ended, _) = try await subject.desk.rotate(
        webhook.id, overlapHours: 0, by: "admin", at: Self.second(4000))
      #expect(ended.formerSecretEnds == nil)
      for hours in [-1, 169] {
        await #expect(throws: WebhookError.badOverlap) {
          try await subject.desk.rotate(1, overlapHours: hours, by: "admin", at: Self.second(5000))
        }
      }
      await #expect(throws: WebhookError.missing(9)) {
        try await subject.desk.rotate(9, overlapHours: 1, by: "admin", at: Self.second(5000))
      }
      let noted = try await subject.access.events(limit: 9)
      #expect(noted.map(\.kind) == [.webhookRotated, .webhookRotated, .webhookAdded])
      #expect(noted.map(\.detail).prefix(2) == ["0 h", "1 h"])
      #expect(!noted.contains { $0.detail.contains("whsec_") || $0.subject.contains("whsec_") })
    }
  }

  @Test(
    "are tested whatever their state, and nothing of their place or failures moves",
    arguments: Backend.databases)
  func tested(backend: Backend) async throws {
    try await test(backend) { subject async throws in
      let webhook = try await subject.add()
      try await subject.record(2)
      let paused = try await subject.desk.store.step(
        .pause, of: webhook.id, by: "admin", at: Self.second(1))
      let receiver = Receiver(answers: [.status(503)])
      func test() async throws -> WebhookFailure? {
        try await subject.desk.test(
          webhook.id, saying: Data("{}".utf8), by: receiver, for: "admin", at: Self.second(2))
      }
      #expect(try await test() == .status(503))
      #expect(try await test() == nil)
      #expect(
        receiver.taken.allSatisfy { $0.hasPrefix("msg_1_test_") } && receiver.taken.count == 1)
      #expect(try await subject.webhook() == paused)
      #expect(try await subject.access.events(limit: 1).map(\.kind) == [.webhookTested])
      let nowhere = WebhookDesk(store: subject.desk.store, targets: WebhookTargets())
      let refused = try await nowhere.test(
        webhook.id, saying: Data(), by: receiver, for: "admin", at: Self.second(3))
      #expect(refused == .notAllowed(origin: "http://127.0.0.1:9000"))
      #expect(receiver.taken.count == 1)
    }
  }

  @Test("say how many events of their kinds wait, and since when", arguments: Backend.databases)
  func waiting(backend: Backend) async throws {
    try await test(backend) { subject async throws in
      let store = subject.desk.store
      let (one, other) = (try await subject.add(), try await subject.add("b", kinds: ["stop"]))
      try await subject.record(4)
      let waiting = try await store.waiting(of: [other, one])
      #expect(waiting.map(\.count) == [0, 4])
      // Each reaches the log five milliseconds after it happened.
      #expect(waiting.map(\.since) == [nil, Instant(milliseconds: 5)])
      _ = try await subject.courier(Receiver(answers: [nil, nil, .status(500)])).deliver(one)
      let left = try await store.waiting(of: try await store.webhooks())
      #expect(left.map(\.count) == [2, 0] && left[0].since == Instant(milliseconds: 2005))
    }
  }

  @Test("to an address that the settings no longer name are not sent", arguments: Backend.databases)
  func withdrawnTarget(backend: Backend) async throws {
    try await test(backend) { subject async throws in
      let webhook = try await subject.add()
      try await subject.record(1)
      let receiver = Receiver()
      let outcome = try await subject.courier(receiver, targets: WebhookTargets()).deliver(webhook)
      guard case .failed(.notAllowed(origin: "http://127.0.0.1:9000"), .some) = outcome else {
        Issue.record("\(outcome)")
        return
      }
      #expect(receiver.taken.isEmpty)
    }
  }

  @Test(
    "that another server is taking in an open transaction are passed over, not waited for",
    .enabled(if: TestPostgres.address != nil, "NOT TESTED: CHENGXU_TEST_POSTGRES is not set."))
  func skipping() async throws {
    try await TestPostgres.withSchema { address async throws in
      let (here, there) = (
        try PostgresDriver(address: address), try PostgresDriver(address: address)
      )
      try await SchemaUpgrade().apply(to: here, at: Self.second(0))
      let store = SQLWebhookStore(here)
      _ = try await WebhookDesk(store: store, targets: Self.targets).add(
        WebhookDesk.Request(name: "hub", address: Self.address, kinds: ["vehicle"]), by: "admin",
        at: Self.second(0))
      let isHeld = Mutex(false)
      let isDone = Mutex(false)
      async let holding: Void = there.writeOutOfTurn { session in
        _ = try session.rows("SELECT id FROM webhook WHERE id = 1 FOR UPDATE")
        isHeld.withLock { $0 = true }
        while !isDone.withLock({ $0 }) { _ = try session.rows("SELECT pg_sleep(0.02)") }
      }
      while !isHeld.withLock({ $0 }) { try await Task.sleep(for: .milliseconds(5)) }
      #expect(try await store.claim(1, by: "a", leaseSeconds: 9, at: Self.second(1)) == nil)
      isDone.withLock { $0 = true }
      try await holding
      #expect(try await store.claim(1, by: "a", leaseSeconds: 9, at: Self.second(1)) != nil)
    }
  }
}

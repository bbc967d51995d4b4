// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Foundation
public import Operations

/// Carries one message to its receiver.
public protocol WebhookSender: Sendable {
  /// Follows no redirection, and tells nothing of what the receiver answered but its status.
  ///
  /// - Parameter secrets: Each signs it.
  /// - Returns: `nil` once the receiver has taken it.
  /// - Throws: `CancellationError` alone.
  func send(
    _ message: WebhookMessage, to address: WebhookAddress, signedWith secrets: [WebhookSecret]
  ) async throws -> WebhookFailure?
}

/// Sends what a webhook still has to get: from the log, in its order, each event once the one before was
/// taken.
///
/// The place in the log is moved on after each message. Whoever dies between an answer and that leaves an
/// event that is sent again, under the same identifier; none is left out.
public struct WebhookCourier: Sendable {
  /// What a message says of an event.
  public typealias Wording = @Sendable (DutyEvent) throws -> Data
  /// Is told how each message ended: `nil` for one that was taken.
  public typealias Counting = @Sendable (ID<Webhook>, WebhookFailure?) -> Void

  private let store: any WebhookStore
  private let targets: WebhookTargets
  private let sender: any WebhookSender
  private let worker: String
  private let leaseSeconds: Int64
  private let now: @Sendable () -> Instant
  private let wording: Wording
  private let counting: Counting

  /// So far a place may lag behind events of other kinds before it is moved past them.
  static let longestLag: Int64 = 1000

  /// - Parameters:
  ///   - worker: Of its own for each server that runs, so that a lease tells whose it is.
  ///   - leaseSeconds: How long after its last message a server counts as dead; more than the sender
  ///     waits for an answer.
  public init(
    _ desk: WebhookDesk, sender: any WebhookSender, worker: String, leaseSeconds: Int64,
    now: @escaping @Sendable () -> Instant, wording: @escaping Wording,
    counting: @escaping Counting = { _, _ in }
  ) {
    store = desk.store
    targets = desk.targets
    self.sender = sender
    self.worker = worker
    self.leaseSeconds = leaseSeconds
    self.now = now
    self.wording = wording
    self.counting = counting
  }

  /// What became of a turn.
  public enum Outcome: Hashable, Sendable {
    /// Nothing was left to send, or another server sends it.
    case idle
    case delivered(Int)
    case failed(WebhookFailure, next: Instant?)
  }

  /// Sends until nothing is left, something fails, or the webhook is stopped.
  ///
  /// - Throws: `WebhookError`, `CancellationError`, or what the wording throws; the webhook is then let
  ///   go.
  public func deliver(_ webhook: Webhook) async throws -> Outcome {
    // A look without writing: most of what is recorded may be of other kinds.
    let backlog = try await store.backlog(of: webhook)
    guard !backlog.events.isEmpty || lag(webhook, backlog) >= Self.longestLag else { return .idle }
    guard
      let lease = try await store.claim(
        webhook.id, by: worker, leaseSeconds: leaseSeconds, at: now())
    else { return .idle }
    let outcome: Outcome
    do {
      outcome = try await deliver(lease)
    } catch {
      // Also where this task is cancelled: the next server need not wait for the lease to end.
      let store = store
      await Task { try? await store.release(lease) }.value
      throw error
    }
    try await store.release(lease)
    return outcome
  }

  private func deliver(_ first: WebhookLease) async throws -> Outcome {
    var lease = first
    var delivered = 0
    while lease.webhook.state == .active {
      // Anew: since the first look another server may have moved the place on.
      let backlog = try await store.backlog(of: lease.webhook)
      for event in backlog.events {
        try Task.checkCancellation()
        let answer = try await send(event, lease)
        counting(lease.webhook.id, answer)
        if let failure = answer {
          var generator = SystemRandomNumberGenerator()
          let next = WebhookSchedule.nextAttempt(
            of: lease.webhook, after: failure, at: now(), using: &generator)
          try await store.fail(lease, with: failure, next: next, at: now())
          return .failed(failure, next: next)
        }
        guard try await advance(&lease, to: event.id, isDelivered: true) else {
          return .delivered(delivered)
        }
        delivered += 1
        guard lease.webhook.state == .active else { return .delivered(delivered) }
      }
      if lag(lease.webhook, backlog) >= Self.longestLag {
        guard try await advance(&lease, to: backlog.seen, isDelivered: false) else { break }
      }
      if backlog.isComplete { break }
    }
    return delivered == 0 ? .idle : .delivered(delivered)
  }

  private func send(_ event: DutyEvent, _ lease: WebhookLease) async throws -> WebhookFailure? {
    let webhook = lease.webhook
    // The settings may have changed since it was added.
    guard targets.allow(webhook.address) else {
      return .notAllowed(origin: webhook.address.origin.text)
    }
    let message = WebhookMessage(
      id: webhook.messageID(of: event.id), sent: now(), body: try wording(event))
    return try await sender.send(
      message, to: webhook.address, signedWith: lease.secrets.signing(at: message.sent))
  }

  private func advance(
    _ lease: inout WebhookLease, to place: ID<DutyEvent>, isDelivered: Bool
  ) async throws(WebhookError) -> Bool {
    let moved = try await store.advance(
      lease, to: place, isDelivered: isDelivered, leaseSeconds: leaseSeconds, at: now())
    guard let moved else { return false }
    lease = moved
    return true
  }

  private func lag(_ webhook: Webhook, _ backlog: WebhookBacklog) -> Int64 {
    backlog.seen.rawValue - webhook.place.rawValue
  }
}

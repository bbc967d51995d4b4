// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Foundation
import Operations

/// Everything that people do with webhooks. Reads no clock of its own.
public struct WebhookDesk: Sendable {
  public let store: any WebhookStore
  /// Where the server may send at all.
  public let targets: WebhookTargets

  public init(store: any WebhookStore, targets: WebhookTargets) {
    self.store = store
    self.targets = targets
  }

  /// What somebody asks for, as it was written.
  public struct Request: Hashable, Sendable {
    public var name: String
    public var address: String
    /// Names of kinds, such as `violationMoved`.
    public var kinds: [String]

    public init(name: String, address: String, kinds: [String]) {
      self.name = name
      self.address = address
      self.kinds = kinds
    }
  }

  /// Begins with what is recorded from now on.
  ///
  /// - Returns: also the secret, which nothing shows again.
  public func add(
    _ request: Request, by actor: String, at now: Instant
  ) async throws(WebhookError) -> (webhook: Webhook, secret: WebhookSecret) {
    let name = request.name
    guard (1...100).contains(name.count), name.contains(where: { !$0.isWhitespace }) else {
      throw .badName
    }
    guard let address = WebhookAddress(request.address) else { throw .badAddress(request.address) }
    guard targets.allow(address) else { throw .notAllowed(origin: address.origin.text) }
    guard !request.kinds.isEmpty else { throw .noKinds }
    var kinds: Set<DutyEvent.Kind> = []
    for text in request.kinds {
      guard let kind = DutyEvent.Kind(rawValue: text) else { throw .unknownKind(text) }
      kinds.insert(kind)
    }
    let secret = WebhookSecret.random()
    let webhook = try await store.add(
      NewWebhook(
        name: name, address: address, kinds: kinds, secret: secret, actor: actor, now: now))
    return (webhook, secret)
  }

  /// Another secret in place of the present one, which signs beside it for a while.
  ///
  /// - Parameter overlapHours: 0 for a secret that somebody has who should not.
  /// - Returns: also the secret, which nothing shows again.
  public func rotate(
    _ id: ID<Webhook>, overlapHours: Int, by actor: String, at now: Instant
  ) async throws(WebhookError) -> (webhook: Webhook, secret: WebhookSecret) {
    guard (0...WebhookSecrets.longestOverlapHours).contains(overlapHours) else { throw .badOverlap }
    let secret = WebhookSecret.random()
    let webhook = try await store.rotate(
      id, to: secret, formerEnds: now.adding(seconds: Int64(overlapHours) * 3600), by: actor,
      at: now)
    return (webhook, secret)
  }

  /// Sends a message that stands for no event, also for a webhook that is paused. It moves no place
  /// and counts as no attempt.
  ///
  /// - Returns: `nil` once the receiver has taken it.
  /// - Throws: `WebhookError` or `CancellationError`.
  public func test(
    _ id: ID<Webhook>, saying body: Data, by sender: any WebhookSender, for actor: String,
    at now: Instant
  ) async throws -> WebhookFailure? {
    let (webhook, secrets) = try await store.noteTest(of: id, by: actor, at: now)
    guard targets.allow(webhook.address) else {
      return .notAllowed(origin: webhook.address.origin.text)
    }
    let message = WebhookMessage(id: webhook.testMessageID(UUID()), sent: now, body: body)
    return try await sender.send(
      message, to: webhook.address, signedWith: secrets.signing(at: now))
  }
}

// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Operations

/// Keeps webhooks, and lets one server at a time send the messages of each.
///
/// Moments are those of the servers' own clocks, never of an exercise; the clocks must agree within a
/// small part of the lease.
public protocol WebhookStore: Sendable {
  /// Gives the webhook its number, and its place at the log's present end.
  ///
  /// - Throws: `.nameTaken`
  func add(_ request: NewWebhook) async throws(WebhookError) -> Webhook

  /// By number.
  func webhooks() async throws(WebhookError) -> [Webhook]

  /// The number of the log's last event, 0 in an empty log.
  func endOfLog() async throws(WebhookError) -> ID<DutyEvent>

  /// - Throws: `.missing`, `.beyondLog`
  func step(
    _ step: WebhookStep, of id: ID<Webhook>, by actor: String, at now: Instant
  ) async throws(WebhookError) -> Webhook

  /// Signs with another secret from now on, with the present one beside it until `ends`.
  ///
  /// - Throws: `.missing`
  func rotate(
    _ id: ID<Webhook>, to secret: WebhookSecret, formerEnds ends: Instant, by actor: String,
    at now: Instant
  ) async throws(WebhookError) -> Webhook

  /// Notes that somebody sends a test.
  ///
  /// - Returns: also what it is signed with.
  /// - Throws: `.missing`
  func noteTest(
    of id: ID<Webhook>, by actor: String, at now: Instant
  ) async throws(WebhookError) -> (webhook: Webhook, secrets: WebhookSecrets)

  /// What each webhook still has to send, for whoever watches; in the order of `webhooks`.
  ///
  /// Looks at no more than the next 100 000 events of the log: a webhook that was paused for a year
  /// makes no look slow.
  func waiting(of webhooks: [Webhook]) async throws(WebhookError) -> [WebhookWaiting]

  /// - Throws: `.missing`
  func remove(_ id: ID<Webhook>, by actor: String, at now: Instant) async throws(WebhookError)

  /// Webhooks that may be sent to now, that nobody is sending to, and behind whose place something
  /// was recorded, of whatever kind.
  func due(at now: Instant) async throws(WebhookError) -> [Webhook]

  /// What a webhook still has to get, oldest first.
  func backlog(of webhook: Webhook) async throws(WebhookError) -> WebhookBacklog

  /// Takes a webhook for one server. On PostgreSQL nobody waits for another one who is taking it.
  ///
  /// - Returns: `nil` where it is not due, or another's.
  func claim(
    _ id: ID<Webhook>, by worker: String, leaseSeconds: Int64, at now: Instant
  ) async throws(WebhookError) -> WebhookLease?

  /// Moves the webhook's place on, and the lease's end with it; durable on return.
  ///
  /// - Parameter isDelivered: `false` where the events up to there were of other kinds.
  /// - Returns: the webhook and its secrets as they are now, `nil` where it is no longer this worker's at
  ///   this place.
  func advance(
    _ lease: WebhookLease, to place: ID<DutyEvent>, isDelivered: Bool, leaseSeconds: Int64,
    at now: Instant
  ) async throws(WebhookError) -> WebhookLease?

  /// Writes a failure down and lets go of the webhook.
  ///
  /// - Parameter next: When to try again; `nil` disables it.
  /// - Returns: `false` where it was no longer this worker's at this place.
  @discardableResult
  func fail(
    _ lease: WebhookLease, with failure: WebhookFailure, next: Instant?, at now: Instant
  ) async throws(WebhookError) -> Bool

  /// Lets go of the webhook.
  func release(_ lease: WebhookLease) async throws(WebhookError)
}

/// What somebody asks for, and the key made for it.
public struct NewWebhook: Hashable, Sendable {
  public var name: String
  public var address: WebhookAddress
  public var kinds: Set<DutyEvent.Kind>
  public var secret: WebhookSecret
  public var actor: String
  public var now: Instant

  public init(
    name: String, address: WebhookAddress, kinds: Set<DutyEvent.Kind>, secret: WebhookSecret,
    actor: String, now: Instant
  ) {
    self.name = name
    self.address = address
    self.kinds = kinds
    self.secret = secret
    self.actor = actor
    self.now = now
  }
}

/// What a person does with a webhook.
public enum WebhookStep: Hashable, Sendable {
  case pause
  /// Goes on where it stopped.
  case resume
  /// Sends everything recorded after this event (again).
  case replay(after: ID<DutyEvent>)
}

/// Events of a webhook's kinds behind its place, at most some hundred, and how far was looked.
public struct WebhookBacklog: Sendable {
  public var events: [DutyEvent]
  /// Up to this event nothing else is for this webhook.
  public var seen: ID<DutyEvent>
  /// Whether the log ended there.
  public var isComplete: Bool

  public init(events: [DutyEvent], seen: ID<DutyEvent>, isComplete: Bool) {
    self.events = events
    self.seen = seen
    self.isComplete = isComplete
  }
}

/// What is recorded and not delivered yet.
public struct WebhookWaiting: Hashable, Sendable {
  /// Events of the webhook's kinds behind its place.
  public var count: Int
  /// When the oldest of them was recorded, by the clock of the duty; `nil` where none waits.
  public var since: Instant?

  public init(count: Int, since: Instant?) {
    self.count = count
    self.since = since
  }
}

/// A webhook in one server's hands.
public struct WebhookLease: Hashable, Sendable {
  public var webhook: Webhook
  public var secrets: WebhookSecrets
  public var worker: String

  public init(webhook: Webhook, secrets: WebhookSecrets, worker: String) {
    self.webhook = webhook
    self.secrets = secrets
    self.worker = worker
  }
}

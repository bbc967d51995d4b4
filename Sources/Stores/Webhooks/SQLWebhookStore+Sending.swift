// SPDX-License-Identifier: Apache-2.0

import AccessControl
public import DutyModel
public import Operations
import StorePort
public import Webhooks

/// What servers do that send. A webhook is claimed by one statement: on PostgreSQL it passes over a row that
/// another server is taking (`FOR UPDATE SKIP LOCKED`), on SQLite writers take turns anyway.
extension SQLWebhookStore {
  /// So many events are read at once, out of so many of the log.
  private static let batch = 100
  private static let window: Int64 = 5000
  /// So many are counted for whoever watches.
  private static let watched: Int64 = 100_000

  public func due(at now: Instant) async throws(WebhookError) -> [Webhook] {
    try await WebhookError.translated {
      try await database.read { session in
        try session.rows(
          """
          SELECT \(columns: Webhook.columns) FROM webhook
          WHERE state = 'active' AND next_attempt <= \(now.milliseconds)
            AND (leased_until IS NULL OR leased_until < \(now.milliseconds))
            AND place < (SELECT coalesce(max(id), 0) FROM duty_event)
          ORDER BY id
          """
        ).map(Webhook.init(row:))
      }
    }
  }

  public func backlog(of webhook: Webhook) async throws(WebhookError) -> WebhookBacklog {
    let (place, kinds) = (webhook.place.rawValue, webhook.kinds.map(\.rawValue).sorted())
    return try await WebhookError.translated {
      try await database.read { session in
        // Before the events: what is recorded meanwhile is looked at the next time.
        let end = try session.endOfLog().rawValue
        let last = min(end, place + Self.window)
        let events = try session.rows(
          """
          SELECT id, previous, digest, body FROM duty_event
          WHERE id > \(place) AND id <= \(last) AND kind IN \(anyOf: kinds)
          ORDER BY id LIMIT \(Self.batch)
          """
        ).map(DutyEvent.init(row:))
        if events.count == Self.batch, let newest = events.last {
          return WebhookBacklog(events: events, seen: newest.id, isComplete: false)
        }
        return WebhookBacklog(
          events: events, seen: ID(rawValue: max(last, place)), isComplete: last == end)
      }
    }
  }

  public func waiting(of webhooks: [Webhook]) async throws(WebhookError) -> [WebhookWaiting] {
    try await WebhookError.translated {
      try await database.read { session in
        try webhooks.map { webhook in
          let (place, kinds) = (webhook.place.rawValue, webhook.kinds.map(\.rawValue).sorted())
          let row = try session.rows(
            """
            SELECT count(*), min(recorded) FROM duty_event
            WHERE id > \(place) AND id <= \(place + Self.watched) AND kind IN \(anyOf: kinds)
            """)[0]
          return WebhookWaiting(
            count: Int(try row.integer(0)),
            since: try row.optionalInteger(1).map(Instant.init(milliseconds:)))
        }
      }
    }
  }

  public func claim(
    _ id: ID<Webhook>, by worker: String, leaseSeconds: Int64, at now: Instant
  ) async throws(WebhookError) -> WebhookLease? {
    let until = now.adding(seconds: leaseSeconds).milliseconds
    return try await WebhookError.translated {
      try await database.writeOutOfTurn { session in
        let skipping = session.passingOverLockedRows
        return try session.rows(
          """
          UPDATE webhook SET worker = \(worker), leased_until = \(until)
          WHERE id = (
            SELECT id FROM webhook
            WHERE id = \(id.rawValue) AND state = 'active' AND next_attempt <= \(now.milliseconds)
              AND (leased_until IS NULL OR leased_until < \(now.milliseconds))
            \(columns: skipping))
          RETURNING \(columns: Webhook.columns)
          """
        ).first.map { try WebhookLease(row: $0, worker: worker) }
      }
    }
  }

  public func advance(
    _ lease: WebhookLease, to place: ID<DutyEvent>, isDelivered: Bool, leaseSeconds: Int64,
    at now: Instant
  ) async throws(WebhookError) -> WebhookLease? {
    let until = now.adding(seconds: leaseSeconds).milliseconds
    let delivered: SQLValue = isDelivered ? .integer(now.milliseconds) : .null
    return try await WebhookError.translated {
      try await database.writeOutOfTurn { session in
        try session.rows(
          """
          UPDATE webhook SET place = \(place.rawValue), attempts = 0, failing_since = NULL,
            failure = NULL, last_delivered = coalesce(\(delivered), last_delivered),
            leased_until = \(until)
          WHERE id = \(lease.webhook.id.rawValue) AND worker = \(lease.worker)
            AND place = \(lease.webhook.place.rawValue)
          RETURNING \(columns: Webhook.columns)
          """
        ).first.map { try WebhookLease(row: $0, worker: lease.worker) }
      }
    }
  }

  @discardableResult
  public func fail(
    _ lease: WebhookLease, with failure: WebhookFailure, next: Instant?, at now: Instant
  ) async throws(WebhookError) -> Bool {
    let webhook = lease.webhook
    return try await WebhookError.translated {
      try await database.write { session in
        // Disabled, unless a person has paused it meanwhile.
        let state: Webhook.State = next == nil ? .disabled : .active
        let changed = try session.execute(
          """
          UPDATE webhook SET attempts = attempts + 1,
            failing_since = coalesce(failing_since, \(now.milliseconds)),
            failure = \(try StoredBody.text(failure)),
            next_attempt = \((next ?? now).milliseconds), worker = NULL, leased_until = NULL,
            state = CASE state WHEN 'active' THEN \(state.rawValue) ELSE state END
          WHERE id = \(webhook.id.rawValue) AND worker = \(lease.worker)
            AND place = \(webhook.place.rawValue)
          """)
        guard changed == 1 else { return false }
        if next == nil {
          try session.record(
            AccessEvent(
              at: now, kind: .webhookDisabled, actor: "system", subject: webhook.name,
              detail: failure.explanation.english))
        }
        return true
      }
    }
  }

  public func release(_ lease: WebhookLease) async throws(WebhookError) {
    try await WebhookError.translated {
      _ = try await database.writeOutOfTurn { session in
        try session.execute(
          """
          UPDATE webhook SET worker = NULL, leased_until = NULL
          WHERE id = \(lease.webhook.id.rawValue) AND worker = \(lease.worker)
          """)
      }
    }
  }
}

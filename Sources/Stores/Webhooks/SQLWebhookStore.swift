// SPDX-License-Identifier: Apache-2.0

import AccessControl
public import DutyModel
public import Operations
public import StorePort
public import Webhooks

/// Webhooks in any SQL database, beside the log that they are sent from. What people do with them is
/// recorded for the auditor in the same transaction.
public struct SQLWebhookStore: WebhookStore {
  let database: any SQLDatabase

  /// - Parameter database: Already brought up to date by `SchemaUpgrade`.
  public init(_ database: any SQLDatabase) { self.database = database }

  public func add(_ request: NewWebhook) async throws(WebhookError) -> Webhook {
    try await WebhookError.translated {
      try await database.write { session in
        let name = request.name
        guard try session.rows("SELECT id FROM webhook WHERE name = \(name)").isEmpty else {
          throw WebhookError.nameTaken(name)
        }
        let webhook = Webhook(
          id: ID(rawValue: try session.nextNumber(in: "webhook")), name: name,
          address: request.address, kinds: request.kinds, created: request.now,
          createdBy: request.actor, place: try session.endOfLog())
        let kinds = request.kinds.map(\.rawValue).sorted().joined(separator: ",")
        try session.execute(
          """
          INSERT INTO webhook (
            id, name, address, kinds, secret, created, created_by, state, place, attempts,
            next_attempt
          ) VALUES (
            \(webhook.id.rawValue), \(name), \(webhook.address.text), \(kinds),
            \(request.secret.text), \(request.now.milliseconds), \(request.actor),
            \(webhook.state.rawValue), \(webhook.place.rawValue), 0,
            \(webhook.nextAttempt.milliseconds)
          )
          """)
        try session.record(
          AccessEvent(
            at: request.now, kind: .webhookAdded, actor: request.actor, subject: name,
            detail: "\(webhook.address.text) \(kinds)"))
        return webhook
      }
    }
  }

  public func webhooks() async throws(WebhookError) -> [Webhook] {
    try await WebhookError.translated {
      try await database.read { session in
        try session.rows("SELECT \(columns: Webhook.columns) FROM webhook ORDER BY id")
          .map(Webhook.init(row:))
      }
    }
  }

  public func endOfLog() async throws(WebhookError) -> ID<DutyEvent> {
    try await WebhookError.translated {
      try await database.read { try $0.endOfLog() }
    }
  }

  public func step(
    _ step: WebhookStep, of id: ID<Webhook>, by actor: String, at now: Instant
  ) async throws(WebhookError) -> Webhook {
    try await WebhookError.translated {
      try await database.write { session in
        let webhook = try session.webhook(id)
        let kind: AccessEvent.Kind
        var detail = ""
        switch step {
        case .pause:
          kind = .webhookPaused
          try session.execute("UPDATE webhook SET state = 'paused' WHERE id = \(id.rawValue)")
        case .resume:
          kind = .webhookResumed
          try session.execute(
            """
            UPDATE webhook SET state = 'active', attempts = 0, next_attempt = \(now.milliseconds),
              failing_since = NULL, failure = NULL
            WHERE id = \(id.rawValue)
            """)
        case .replay(let place):
          kind = .webhookReplayed
          let end = try session.endOfLog()
          guard (0...end.rawValue).contains(place.rawValue) else {
            throw WebhookError.beyondLog(place, end: end)
          }
          detail = "\(place)"
          // Whoever is sending finds that it is no longer theirs.
          try session.execute(
            """
            UPDATE webhook SET state = 'active', attempts = 0, next_attempt = \(now.milliseconds),
              failing_since = NULL, failure = NULL, place = \(place.rawValue), worker = NULL,
              leased_until = NULL
            WHERE id = \(id.rawValue)
            """)
        }
        try session.record(
          AccessEvent(at: now, kind: kind, actor: actor, subject: webhook.name, detail: detail))
        return try session.webhook(id)
      }
    }
  }

  public func rotate(
    _ id: ID<Webhook>, to secret: WebhookSecret, formerEnds ends: Instant, by actor: String,
    at now: Instant
  ) async throws(WebhookError) -> Webhook {
    try await WebhookError.translated {
      try await database.write { session in
        let row = try session.webhookRow(id)
        let secrets = try WebhookSecrets(row: row).rotated(to: secret, ends: ends, at: now)
        try session.execute(
          "UPDATE webhook SET secret = \(secrets.text) WHERE id = \(id.rawValue)")
        let overlap = max(0, ends.seconds(since: now)) / 3600
        try session.record(
          AccessEvent(
            at: now, kind: .webhookRotated, actor: actor, subject: try Webhook(row: row).name,
            detail: "\(overlap) h"))
        return try session.webhook(id)
      }
    }
  }

  public func noteTest(
    of id: ID<Webhook>, by actor: String, at now: Instant
  ) async throws(WebhookError) -> (webhook: Webhook, secrets: WebhookSecrets) {
    try await WebhookError.translated {
      try await database.write { session in
        let row = try session.webhookRow(id)
        let webhook = try Webhook(row: row)
        try session.record(
          AccessEvent(
            at: now, kind: .webhookTested, actor: actor, subject: webhook.name,
            detail: webhook.address.text))
        return (webhook, try WebhookSecrets(row: row))
      }
    }
  }

  public func remove(
    _ id: ID<Webhook>, by actor: String, at now: Instant
  ) async throws(WebhookError) {
    try await WebhookError.translated {
      try await database.write { session in
        let webhook = try session.webhook(id)
        try session.execute("DELETE FROM webhook WHERE id = \(id.rawValue)")
        try session.record(
          AccessEvent(
            at: now, kind: .webhookRemoved, actor: actor, subject: webhook.name,
            detail: webhook.address.text))
      }
    }
  }
}

// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Operations
import StorePort
import Webhooks

extension Webhook {
  static let columns: SQLColumns =
    """
    id, name, address, kinds, created, created_by, state, place, attempts, next_attempt,
    failing_since, failure, last_delivered, secret
    """

  /// - Parameter row: the columns above.
  init(row: SQLRow) throws {
    guard let address = WebhookAddress(try row.text(2)),
      let state = State(rawValue: try row.text(6))
    else {
      throw StoreError(.corrupt, "Webhook \(try row.integer(0)) has an address that is none.")
    }
    let kinds = try row.text(3).split(separator: ",").map { name in
      guard let kind = DutyEvent.Kind(rawValue: String(name)) else {
        throw StoreError(.corrupt, "A webhook asks for the unknown kind \(name).")
      }
      return kind
    }
    self.init(
      id: ID(rawValue: try row.integer(0)), name: try row.text(1), address: address,
      kinds: Set(kinds), created: Instant(milliseconds: try row.integer(4)),
      createdBy: try row.text(5), place: DutyModel.ID(rawValue: try row.integer(7)))
    self.state = state
    attempts = Int(try row.integer(8))
    nextAttempt = Instant(milliseconds: try row.integer(9))
    failingSince = try row.optionalInteger(10).map(Instant.init(milliseconds:))
    failure = try row.isNull(11) ? nil : StoredBody.value(WebhookFailure.self, from: row.text(11))
    lastDelivered = try row.optionalInteger(12).map(Instant.init(milliseconds:))
    formerSecretEnds = try WebhookSecrets(row: row).former?.ends
  }
}

extension WebhookSecrets {
  /// - Parameter row: the columns of a webhook.
  init(row: SQLRow) throws {
    guard let secrets = WebhookSecrets(try row.text(13)) else {
      throw StoreError(.corrupt, "Webhook \(try row.integer(0)) has a secret that is none.")
    }
    self = secrets
  }
}

extension WebhookLease {
  /// - Parameter row: the columns of a webhook.
  init(row: SQLRow, worker: String) throws {
    self.init(
      webhook: try Webhook(row: row), secrets: try WebhookSecrets(row: row), worker: worker)
  }
}

extension SQLSession {
  func webhook(_ id: ID<Webhook>) throws -> Webhook { try Webhook(row: webhookRow(id)) }

  /// The columns of a webhook.
  func webhookRow(_ id: ID<Webhook>) throws -> SQLRow {
    guard
      let row = try rows(
        "SELECT \(columns: Webhook.columns) FROM webhook WHERE id = \(id.rawValue)"
      ).first
    else { throw WebhookError.missing(id) }
    return row
  }

  func endOfLog() throws(StoreError) -> ID<DutyEvent> {
    ID(rawValue: try rows("SELECT coalesce(max(id), 0) FROM duty_event")[0].integer(0))
  }
}

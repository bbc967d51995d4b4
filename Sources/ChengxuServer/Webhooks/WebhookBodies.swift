// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation
import Operations
import Webhooks

/// What another system is told: what the live feed tells, which is what changed and not how. Who it
/// concerns and what was written stay behind the doors of the interface.
///
/// Source of the form: Standard Webhooks, "Payload structure".
struct WebhookBody: Codable, Sendable {
  /// The event's kind.
  var type: String
  /// When it happened, ISO 8601 in UTC.
  var timestamp: String
  var data: LiveEventBody

  init(_ event: DutyEvent) {
    type = event.kind.rawValue
    timestamp = event.instant.iso8601
    data = LiveEventBody(event)
  }

  /// The same text for the same event, however often it is sent.
  @Sendable static func text(of event: DutyEvent) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(WebhookBody(event))
  }
}

extension Instant {
  fileprivate var iso8601: String {
    Date(timeIntervalSince1970: Double(milliseconds) / 1000)
      .formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
  }
}

/// A webhook as the administrator sees it.
struct WebhookView: Codable, Sendable {
  var id: Int64
  var name: String
  var url: String
  var kinds: [String]
  var state: Webhook.State
  var created: Instant
  var createdBy: String
  /// The last event that was dealt with.
  var place: Int64
  /// Events recorded since, of whatever kind.
  var behind: Int64
  var attempts: Int
  /// `nil` unless it waits for another attempt.
  var nextAttempt: Instant?
  var failingSince: Instant?
  var failure: LocalizedName?
  var lastDelivered: Instant?
  /// Shown once, in the answer to the request that added it.
  var secret: String?

  init(_ webhook: Webhook, end: DutyModel.ID<DutyEvent>, secret: WebhookSecret? = nil) {
    id = webhook.id.rawValue
    name = webhook.name
    url = webhook.address.text
    kinds = webhook.kinds.map(\.rawValue).sorted()
    state = webhook.state
    created = webhook.created
    createdBy = webhook.createdBy
    place = webhook.place.rawValue
    behind = max(0, end.rawValue - webhook.place.rawValue)
    attempts = webhook.attempts
    nextAttempt = webhook.state == .active && webhook.attempts > 0 ? webhook.nextAttempt : nil
    failingSince = webhook.failingSince
    failure = webhook.failure?.explanation
    lastDelivered = webhook.lastDelivered
    self.secret = secret?.text
  }
}

struct NewWebhookBody: Decodable, Sendable {
  var name: String
  var url: String
  var kinds: [String]

  var request: WebhookDesk.Request { .init(name: name, address: url, kinds: kinds) }
}

struct WebhookStepBody: Decodable, Sendable {
  enum Step: String, CaseIterable, Decodable, Sendable { case pause, resume, replay }

  var step: Step
  /// With `replay`: the event after which to send again, 0 for all.
  var after: Int64?

  var request: WebhookStep {
    get throws(Problem) {
      switch step {
      case .pause: return .pause
      case .resume: return .resume
      case .replay:
        guard let after else { throw .noNumber("after") }
        return .replay(after: DutyModel.ID(rawValue: after))
      }
    }
  }
}

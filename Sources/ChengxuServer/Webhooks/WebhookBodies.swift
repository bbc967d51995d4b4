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
    try encoder.encode(WebhookBody(event))
  }

  /// What a test says: the form of every message, of a kind that no event has, and without a subject.
  static func text(ofTestAt now: Instant) throws -> Data {
    struct Body: Encodable {
      var type = "test"
      var timestamp: String
      var data: [String: String] = [:]
    }
    return try encoder.encode(Body(timestamp: now.iso8601))
  }

  private static var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
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
  /// Those of its kinds among them.
  var waiting: Int
  /// When the oldest of these was recorded, by the clock of the duty.
  var waitingSince: Instant?
  var attempts: Int
  /// `nil` unless it waits for another attempt.
  var nextAttempt: Instant?
  var failingSince: Instant?
  var failure: LocalizedName?
  var lastDelivered: Instant?
  /// Until when the secret before the present one signs too; `nil` once it does not.
  var formerSecretEnds: Instant?
  /// Shown once, in the answer to the request that added or rotated it.
  var secret: String?

  init(
    _ webhook: Webhook, _ waiting: WebhookWaiting, end: DutyModel.ID<DutyEvent>,
    secret: WebhookSecret? = nil
  ) {
    id = webhook.id.rawValue
    name = webhook.name
    url = webhook.address.text
    kinds = webhook.kinds.map(\.rawValue).sorted()
    state = webhook.state
    created = webhook.created
    createdBy = webhook.createdBy
    place = webhook.place.rawValue
    behind = max(0, end.rawValue - webhook.place.rawValue)
    self.waiting = waiting.count
    waitingSince = waiting.since
    attempts = webhook.attempts
    nextAttempt = webhook.state == .active && webhook.attempts > 0 ? webhook.nextAttempt : nil
    failingSince = webhook.failingSince
    failure = webhook.failure?.explanation
    lastDelivered = webhook.lastDelivered
    formerSecretEnds = webhook.formerSecretEnds.flatMap { $0 > .now ? $0 : nil }
    self.secret = secret?.text
  }
}

/// What a webhook can be made of.
struct WebhookChoicesBody: Codable, Sendable {
  var kinds: [String]
  /// Where the server may send at all: origins that its settings name.
  var targets: [String]
  var overlapHours: Int
  var longestOverlapHours: Int

  init(_ targets: WebhookTargets) {
    kinds = DutyEvent.Kind.allCases.map(\.rawValue)
    self.targets = targets.origins.map(\.text).sorted()
    overlapHours = WebhookSecrets.overlapHours
    longestOverlapHours = WebhookSecrets.longestOverlapHours
  }
}

struct WebhookRotationBody: Decodable, Sendable {
  /// How long both secrets sign; 24 where it is not said.
  var overlapHours: Int?
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

// SPDX-License-Identifier: Apache-2.0

import ChengxuServer
import DutyModel
import Foundation
import Operations
import StringCatalogue
import Webhooks

/// The one time that a webhook's secret is shown.
struct NewWebhookSummary: Summary {
  var webhook: Int64
  var secret: String
  var url: String
  var kinds: [String]

  init(_ webhook: Webhook, _ secret: WebhookSecret) {
    self.webhook = webhook.id.rawValue
    self.secret = secret.text
    url = webhook.address.text
    kinds = webhook.kinds.map(\.rawValue).sorted()
  }

  var table: TextTable {
    TextTable(
      header: ["table.webhook", "table.secret", "table.address", "table.event-kinds"].map {
        Texts.text($0)
      },
      rows: [["\(webhook)", secret, url, kinds.joined(separator: ", ")]], numeric: [0])
  }
}

/// How far each webhook is, and what keeps it.
struct WebhooksSummary: Summary {
  struct Line: Encodable {
    var webhook: Int64
    var name: String
    var url: String
    var kinds: [String]
    var state: Webhook.State
    var place: Int64
    /// Events recorded since, of whatever kind.
    var behind: Int64
    /// Those of its kinds among them.
    var waiting: Int
    var waitingSince: String?
    var attempts: Int
    var failingSince: String?
    var failure: LocalizedName?
    /// Until when the secret before the present one signs too.
    var formerSecretEnds: String?
  }

  var webhooks: [Line]

  init(_ webhooks: [Webhook], _ waiting: [WebhookWaiting], end: ID<DutyEvent>) {
    func text(_ instant: Instant) -> String {
      Date(timeIntervalSince1970: Double(instant.milliseconds) / 1000).formatted(.iso8601)
    }
    self.webhooks = zip(webhooks, waiting).map { webhook, waiting in
      Line(
        webhook: webhook.id.rawValue, name: webhook.name, url: webhook.address.text,
        kinds: webhook.kinds.map(\.rawValue).sorted(), state: webhook.state,
        place: webhook.place.rawValue, behind: end.rawValue - webhook.place.rawValue,
        waiting: waiting.count, waitingSince: waiting.since.map(text),
        attempts: webhook.attempts, failingSince: webhook.failingSince.map(text),
        failure: webhook.failure?.explanation,
        formerSecretEnds: webhook.formerSecretEnds.flatMap { $0 > .now ? text($0) : nil })
    }
  }

  var table: TextTable {
    TextTable(
      header: [
        "table.webhook", "table.display-name", "table.address", "table.event-kinds", "table.state",
        "table.waiting", "table.attempts", "table.failure",
      ].map { Texts.text($0) },
      rows: webhooks.map { line in
        [
          "\(line.webhook)", line.name, line.url, line.kinds.joined(separator: ", "),
          Texts.text("webhook.\(line.state.rawValue)"), "\(line.waiting)", "\(line.attempts)",
          line.failure.map { Texts.language == .chinese ? $0.chinese : $0.english } ?? "",
        ]
      },
      numeric: [0, 5, 6])
  }
}

/// What a receiver answered to a test.
struct WebhookTestSummary: Summary {
  var result: WebhookTest.Result

  func encode(to encoder: any Encoder) throws { try result.encode(to: encoder) }

  var table: TextTable {
    TextTable(
      header: ["table.answer", "table.milliseconds", "table.failure"].map { Texts.text($0) },
      rows: [
        [
          Texts.text(result.isTaken ? "webhook.taken" : "webhook.not-taken"),
          "\(result.milliseconds)",
          result.failure.map { Texts.language == .chinese ? $0.chinese : $0.english } ?? "",
        ]
      ],
      numeric: [1])
  }
}

// SPDX-License-Identifier: Apache-2.0

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
    var attempts: Int
    var failingSince: String?
    var failure: LocalizedName?
  }

  var webhooks: [Line]

  init(_ webhooks: [Webhook], end: ID<DutyEvent>) {
    self.webhooks = webhooks.map { webhook in
      Line(
        webhook: webhook.id.rawValue, name: webhook.name, url: webhook.address.text,
        kinds: webhook.kinds.map(\.rawValue).sorted(), state: webhook.state,
        place: webhook.place.rawValue, behind: end.rawValue - webhook.place.rawValue,
        attempts: webhook.attempts,
        failingSince: webhook.failingSince.map {
          Date(timeIntervalSince1970: Double($0.milliseconds) / 1000).formatted(.iso8601)
        }, failure: webhook.failure?.explanation)
    }
  }

  var table: TextTable {
    TextTable(
      header: [
        "table.webhook", "table.display-name", "table.address", "table.event-kinds", "table.state",
        "table.behind", "table.attempts", "table.failure",
      ].map { Texts.text($0) },
      rows: webhooks.map { line in
        [
          "\(line.webhook)", line.name, line.url, line.kinds.joined(separator: ", "),
          Texts.text("webhook.\(line.state.rawValue)"), "\(line.behind)", "\(line.attempts)",
          line.failure.map { Texts.language == .chinese ? $0.chinese : $0.english } ?? "",
        ]
      },
      numeric: [0, 5, 6])
  }
}

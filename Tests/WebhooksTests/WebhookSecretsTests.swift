// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation
import Testing
import Webhooks

@Suite("Secrets of a webhook")
struct WebhookSecretsTests {
  private let first = WebhookSecret.random()
  private let second = WebhookSecret.random()
  private let third = WebhookSecret.random()

  private func at(_ number: Int64) -> Instant { Instant(milliseconds: number * 1000) }

  @Test("are two during the overlap, each with its signature in the header, the newest first")
  func overlap() throws {
    let secrets = WebhookSecrets(first).rotated(to: second, ends: at(100), at: at(0))
    #expect(secrets.signing(at: at(99)) == [second, first])
    #expect(secrets.signing(at: at(100)) == [second])
    let message = WebhookMessage(id: "a", sent: at(5), body: Data("x".utf8))
    let header = message.headers(signedWith: secrets.signing(at: at(5)))
      .first { $0.name == "webhook-signature" }?.value
    #expect(header == message.signature(with: second) + " " + message.signature(with: first))
  }

  @Test("are never more than two, and one where the former was given away")
  func oldest() {
    let twice = WebhookSecrets(first).rotated(to: second, ends: at(100), at: at(0))
      .rotated(to: third, ends: at(110), at: at(10))
    #expect(twice.signing(at: at(20)) == [third, second])
    let atOnce = twice.rotated(to: first, ends: at(20), at: at(20))
    #expect(atOnce.former == nil && atOnce.signing(at: at(20)) == [first])
  }

  @Test("come back from the text they are stored as; a secret of before reads as one")
  func text() {
    let secrets = WebhookSecrets(first).rotated(to: second, ends: at(100), at: at(0))
    #expect(WebhookSecrets(secrets.text) == secrets)
    #expect(WebhookSecrets(first.text) == WebhookSecrets(first))
    #expect(!"\(secrets)".contains(first.text.dropFirst(6)))
    for text in [
      "", "x", "\(first.text) ", "\(first.text) \(second.text)",
      "\(first.text) \(second.text) soon",
      "\(first.text)  \(second.text) 5", "\(secrets.text) 7",
    ] {
      #expect(WebhookSecrets(text) == nil, "\(text)")
    }
  }
}

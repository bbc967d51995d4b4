// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation
import Testing
import Webhooks

@Suite("The signature of a message")
struct WebhookSignatureTests {
  @Test("is that of the specification's example")
  func example() throws {
    // Standard Webhooks, the example that its reference libraries are tested with.
    let secret = try #require(WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
    let message = WebhookMessage(
      id: "msg_p5jXN8AQM9LWM0D4loKWxJek", sent: Instant(milliseconds: 1_614_265_330_999),
      body: Data(#"{"test": 2432232314}"#.utf8))
    #expect(
      message.signature(with: secret) == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
    let headers = Dictionary(
      uniqueKeysWithValues: message.headers(signedWith: [secret]).map { ($0.name, $0.value) })
    #expect(headers["webhook-id"] == message.id)
    #expect(headers["webhook-timestamp"] == "1614265330")
    #expect(headers["webhook-signature"] == message.signature(with: secret))
  }

  @Test("is another one for another body, time, identifier or key")
  func depends() throws {
    let (one, two) = (WebhookSecret.random(), WebhookSecret.random())
    let message = WebhookMessage(id: "a", sent: Instant(milliseconds: 5000), body: Data("x".utf8))
    var others = [message, message, message]
    others[0].id = "b"
    others[1].sent = Instant(milliseconds: 6000)
    others[2].body = Data("y".utf8)
    let signatures = [message.signature(with: two)] + others.map { $0.signature(with: one) }
    #expect(Set(signatures + [message.signature(with: one)]).count == 5)
  }

  @Test("needs a key of 24 to 64 bytes in Base64, which no text of the program gives away")
  func secrets() throws {
    let secret = WebhookSecret.random()
    #expect(secret.text.hasPrefix("whsec_") && WebhookSecret(secret.text) == secret)
    #expect(!"\(secret)".contains(secret.text.dropFirst(6)))
    let short = Data(repeating: 7, count: 23).base64EncodedString()
    for text in ["", "whsec_", "whsec_!", short, "whsec_" + short] {
      #expect(WebhookSecret(text) == nil, "\(text)")
    }
  }
}

// SPDX-License-Identifier: Apache-2.0

import Crypto
public import DutyModel
public import Foundation

/// The key that a webhook's messages are signed with, known to the server and the receiver.
///
/// Source of the form: Standard Webhooks, "Signature scheme": `whsec_` and 24 to 64 bytes in Base64.
public struct WebhookSecret: Hashable, Sendable {
  /// Shown once, to whoever adds the webhook.
  public let text: String
  fileprivate let key: SymmetricKey

  private static let prefix = "whsec_"

  /// 256 random bits of the system.
  public static func random() -> WebhookSecret {
    let key = SymmetricKey(size: .bits256)
    let text = prefix + key.withUnsafeBytes { Data($0) }.base64EncodedString()
    return WebhookSecret(text: text, key: key)
  }

  private init(text: String, key: SymmetricKey) {
    self.text = text
    self.key = key
  }

  /// - Returns: `nil` where the text is no such key.
  public init?(_ text: String) {
    guard text.hasPrefix(Self.prefix),
      let bytes = Data(base64Encoded: String(text.dropFirst(Self.prefix.count))),
      (24...64).contains(bytes.count)
    else { return nil }
    self.init(text: text, key: SymmetricKey(data: bytes))
  }

  public static func == (first: Self, second: Self) -> Bool { first.text == second.text }
  public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

extension WebhookSecret: CustomStringConvertible, CustomDebugStringConvertible {
  /// A secret never reaches a log by mistake.
  public var description: String { "WebhookSecret(…)" }
  public var debugDescription: String { description }
}

/// One message as it goes out.
///
/// Source: Standard Webhooks, "Webhook Headers (Signature Metadata)" and "Signature scheme": the
/// signature is HMAC-SHA256 over identifier, time and body with full stops between them.
public struct WebhookMessage: Hashable, Sendable {
  /// The same however often the message is sent, so that the receiver takes it once.
  public var id: String
  /// Of this attempt; receivers refuse old ones, so that nobody sends a message that was overheard.
  public var sent: Instant
  public var body: Data

  public init(id: String, sent: Instant, body: Data) {
    self.id = id
    self.sent = sent
    self.body = body
  }

  /// Seconds since 1970 UTC.
  public var timestamp: String { String(sent.milliseconds / 1000) }

  public func signature(with secret: WebhookSecret) -> String {
    var hmac = HMAC<SHA256>(key: secret.key)
    hmac.update(data: Data("\(id).\(timestamp).".utf8))
    hmac.update(data: body)
    return "v1," + Data(hmac.finalize()).base64EncodedString()
  }

  /// Everything that goes with the body.
  ///
  /// - Parameter secrets: Each signs the message; a receiver takes it that knows one of them.
  public func headers(signedWith secrets: [WebhookSecret]) -> [(name: String, value: String)] {
    [
      ("content-type", "application/json"), ("webhook-id", id), ("webhook-timestamp", timestamp),
      ("webhook-signature", secrets.map { signature(with: $0) }.joined(separator: " ")),
    ]
  }
}

// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// What a webhook's messages are signed with: its secret and, for a while after a rotation, the one before.
///
/// A receiver that knows either of the two takes every message, so it changes over when it likes. Two at
/// most: rotating again during the overlap ends the oldest at once.
///
/// Source: Standard Webhooks, "Signature scheme": a header may hold several signatures, so that secrets
/// are rotated without a gap.
public struct WebhookSecrets: Hashable, Sendable {
  public let current: WebhookSecret
  public let former: Former?

  /// A secret that was replaced.
  public struct Former: Hashable, Sendable {
    public let secret: WebhookSecret
    /// Nothing is signed with it from this moment on.
    public let ends: Instant
  }

  /// How long both sign unless somebody says otherwise.
  public static let overlapHours = 24
  public static let longestOverlapHours = 7 * 24

  public init(_ current: WebhookSecret) {
    self.init(current: current, former: nil)
  }

  private init(current: WebhookSecret, former: Former?) {
    self.current = current
    self.former = former
  }

  /// - Parameter ends: When the present secret signs no more; one that was given away ends at once.
  public func rotated(to next: WebhookSecret, ends: Instant, at now: Instant) -> WebhookSecrets {
    WebhookSecrets(
      current: next, former: ends > now ? Former(secret: current, ends: ends) : nil)
  }

  /// What a message that goes out now is signed with, the newest first.
  public func signing(at now: Instant) -> [WebhookSecret] {
    guard let former, former.ends > now else { return [current] }
    return [current, former.secret]
  }
}

extension WebhookSecrets {
  /// As it is stored: the secret; after a rotation the one before and its end in milliseconds too.
  public var text: String {
    guard let former else { return current.text }
    return "\(current.text) \(former.secret.text) \(former.ends.milliseconds)"
  }

  /// - Returns: `nil` where the text is nothing that `text` gives.
  public init?(_ text: String) {
    let words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    guard words.count == 1 || words.count == 3, let current = WebhookSecret(words[0]) else {
      return nil
    }
    guard words.count == 3 else {
      self.init(current)
      return
    }
    guard let secret = WebhookSecret(words[1]), let ends = Int64(words[2]) else { return nil }
    self.init(
      current: current, former: Former(secret: secret, ends: Instant(milliseconds: ends)))
  }
}

// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// When a message that was not taken is sent again, and when no more.
///
/// The pause doubles from 5 s to an hour, and each time a part of it, up to half, is left out by
/// chance: many webhooks that fail together, as when a receiver restarts, do not come back together.
public enum WebhookSchedule {
  public static let firstPauseSeconds: Int64 = 5
  public static let longestPauseSeconds: Int64 = 3600
  /// After so long without success the webhook is disabled and waits for a person.
  public static let giveUpSeconds: Int64 = 3 * 86_400

  /// - Parameter attempts: how often it was sent in vain, at least once.
  /// - Returns: milliseconds until the next attempt.
  public static func pause(
    after attempts: Int, using generator: inout some RandomNumberGenerator
  ) -> Int64 {
    // Ten doublings of 5 s exceed an hour.
    let doublings = min(max(attempts, 1) - 1, 10)
    let whole = min(firstPauseSeconds << Int64(doublings), longestPauseSeconds) * 1000
    return Int64.random(in: whole / 2...whole, using: &generator)
  }

  /// - Returns: `nil` where nobody should try again by themselves.
  public static func nextAttempt(
    of webhook: Webhook, after failure: WebhookFailure, at now: Instant,
    using generator: inout some RandomNumberGenerator
  ) -> Instant? {
    guard !failure.isFinal else { return nil }
    if let since = webhook.failingSince, now.seconds(since: since) >= giveUpSeconds {
      return nil
    }
    let pause = pause(after: webhook.attempts + 1, using: &generator)
    return Instant(milliseconds: now.milliseconds + pause)
  }
}

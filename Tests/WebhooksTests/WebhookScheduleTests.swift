// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Operations
import Testing
import Webhooks

@Suite("When a message is sent again")
struct WebhookScheduleTests {
  private func webhook(attempts: Int, failingSince: Int64?) throws -> Webhook {
    var webhook = Webhook(
      id: 1, name: "hub", address: try #require(WebhookAddress("https://hub.example/")),
      kinds: [.special], created: Instant(milliseconds: 0), createdBy: "admin", place: 0)
    webhook.attempts = attempts
    webhook.failingSince = failingSince.map { Instant(milliseconds: $0 * 1000) }
    return webhook
  }

  @Test("the pause doubles from 5 s to an hour, half of it by chance")
  func pauses() {
    var generator = SeededGenerator(seed: 7)
    for (attempt, whole) in [(1, 5), (2, 10), (3, 20), (10, 2560), (11, 3600), (1000, 3600)] {
      let pauses = (0..<200).map { _ in
        Double(WebhookSchedule.pause(after: attempt, using: &generator)) / 1000
      }
      let (least, most) = (pauses.min() ?? 0, pauses.max() ?? 0)
      #expect(least >= Double(whole) / 2 && most <= Double(whole))
      #expect(most - least > Double(whole) * 0.4, "no two receivers at once")
    }
  }

  @Test("for three days, and never after the receiver said that it is gone")
  func end() throws {
    var generator = SeededGenerator(seed: 7)
    let days = WebhookSchedule.giveUpSeconds
    func next(_ webhook: Webhook, _ failure: WebhookFailure, at second: Int64) -> Instant? {
      WebhookSchedule.nextAttempt(
        of: webhook, after: failure, at: Instant(milliseconds: second * 1000), using: &generator)
    }
    let first = try webhook(attempts: 0, failingSince: nil)
    let soon = try #require(next(first, .status(500), at: 100))
    #expect((102_500...105_000).contains(soon.milliseconds))
    let failing = try webhook(attempts: 80, failingSince: 100)
    #expect(next(failing, .timeout(seconds: 10), at: 99 + days) != nil)
    #expect(next(failing, .timeout(seconds: 10), at: 100 + days) == nil)
    #expect(next(first, .status(410), at: 100) == nil)
  }
}

// SPDX-License-Identifier: Apache-2.0

import AsyncHTTPClient
public import DutyModel
import Foundation
public import Webhooks

/// Sends a receiver a message that stands for no event, for whoever wants to see that it takes them.
public struct WebhookTest: Sendable {
  private let desk: WebhookDesk

  public init(_ desk: WebhookDesk) { self.desk = desk }

  /// What became of it.
  public struct Result: Codable, Hashable, Sendable {
    public var isTaken: Bool
    /// From sending to the end of the answer.
    public var milliseconds: Int64
    /// Why it was not taken.
    public var failure: LocalizedName?
  }

  /// - Returns: after ten seconds at the latest.
  /// - Throws: `WebhookError` or `CancellationError`.
  public func send(to id: DutyModel.ID<Webhook>, for actor: String) async throws -> Result {
    let now = Instant.now
    let body = try WebhookBody.text(ofTestAt: now)
    let begin = ContinuousClock.now
    let failure = try await HTTPClient.withHTTPClient(
      configuration: HTTPWebhookSender.configuration
    ) { [desk] client in
      try await desk.test(
        id, saying: body, by: HTTPWebhookSender(client: client), for: actor, at: now)
    }
    let took = (ContinuousClock.now - begin) / .milliseconds(1)
    return Result(
      isTaken: failure == nil, milliseconds: Int64(took.rounded()), failure: failure?.explanation)
  }
}

// SPDX-License-Identifier: Apache-2.0

import AsyncHTTPClient
import DutyModel
import Foundation
import Logging
import Operations
import ServiceLifecycle
import Synchronization
import Webhooks

/// Tells other systems what was recorded, here or by another server.
struct WebhookService: Service {
  let desk: WebhookDesk
  let duty: any DeskStore
  let logger: Logger
  let counting: WebhookCourier.Counting
  /// How long after its last message a server counts as dead.
  var leaseSeconds: Int64 = 20

  /// A sign may be lost, and a pause ends without one.
  private static let interval = Duration.seconds(1)
  /// Under load it is looked so often, not after every commit.
  private static let rest = Duration.milliseconds(100)

  func run() async throws {
    try await HTTPClient.withHTTPClient(configuration: HTTPWebhookSender.configuration) { client in
      let courier = WebhookCourier(
        desk, sender: HTTPWebhookSender(client: client),
        worker: "\(ProcessInfo.processInfo.hostName):\(UUID().uuidString)",
        leaseSeconds: leaseSeconds, now: { .now }, wording: WebhookBody.text(of:),
        counting: counting)
      await cancelWhenGracefulShutdown { await follow(courier) }
    }
  }

  private func follow(_ courier: WebhookCourier) async {
    let (wakes, wake) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    wake.yield()
    let busy = BusyWebhooks()
    await withDiscardingTaskGroup { group in
      group.addTask { for await _ in duty.signs() { wake.yield() } }
      group.addTask {
        while (try? await Task.sleep(for: Self.interval)) != nil { wake.yield() }
      }
      for await _ in wakes {
        // Each by itself: a receiver that is slow keeps no other waiting.
        for webhook in await due() where busy.begin(webhook.id) {
          group.addTask {
            await deliver(webhook, courier)
            busy.end(webhook.id)
          }
        }
        try? await Task.sleep(for: Self.rest)
      }
    }
  }

  private func due() async -> [Webhook] {
    do {
      return try await desk.store.due(at: .now)
    } catch {
      if !Task.isCancelled {
        logger.error("webhooks could not be looked up", metadata: ["error": "\(error)"])
      }
      return []
    }
  }

  private func deliver(_ webhook: Webhook, _ courier: WebhookCourier) async {
    let metadata: Logger.Metadata = ["webhook": "\(webhook.id)", "name": "\(webhook.name)"]
    do {
      guard case .failed(let failure, let next) = try await courier.deliver(webhook) else { return }
      if next == nil {
        logger.error(
          "webhook disabled",
          metadata: metadata.merging(["failure": "\(failure.explanation.english)"]) { $1 })
      } else if webhook.attempts == 0 {
        logger.warning(
          "webhook not taken",
          metadata: metadata.merging(["failure": "\(failure.explanation.english)"]) { $1 })
      }
    } catch {
      guard !Task.isCancelled else { return }
      logger.error(
        "webhook could not be sent", metadata: metadata.merging(["error": "\(error)"]) { $1 })
    }
  }
}

/// Webhooks that this server is sending to.
private final class BusyWebhooks: Sendable {
  private let ids = Mutex<Set<DutyModel.ID<Webhook>>>([])

  /// - Returns: `false` where it was begun already.
  func begin(_ id: DutyModel.ID<Webhook>) -> Bool { ids.withLock { $0.insert(id).inserted } }
  func end(_ id: DutyModel.ID<Webhook>) { ids.withLock { _ = $0.remove(id) } }
}

// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Logging
import Synchronization
import Webhooks

/// How far other systems are told, read when somebody asks. Webhooks go by their numbers: whose they are
/// is nobody's business here.
struct WebhookMeasurements: Sendable {
  let desk: WebhookDesk
  let clock: DutyClock

  func record(in registry: PrometheusRegistry) async {
    let found = await states()
    registry.state.withLock { state in
      // One that was removed has no series: an old value would look like a new one.
      state.gauges = state.gauges.filter { !Self.gauges.contains($0.key.name) }
      state.gauges[.init("webhook_readable", [])] = found == nil ? 0 : 1
      for (webhook, waiting) in found ?? [] {
        let labels = [("webhook", "\(webhook.id)")]
        state.gauges[.init("webhook_waiting", labels)] = Double(waiting.count)
        state.gauges[.init("webhook_oldest_waiting_seconds", labels)] =
          waiting.since.map { Double(max(0, clock.now.milliseconds - $0.milliseconds)) / 1000 } ?? 0
        for each in Webhook.State.allCases {
          state.gauges[.init("webhook_state", labels + [("state", each.rawValue)])] =
            each == webhook.state ? 1 : 0
        }
      }
    }
  }

  private static let gauges: Set = [
    "webhook_readable", "webhook_waiting", "webhook_oldest_waiting_seconds", "webhook_state",
  ]

  /// - Returns: `nil` where they cannot be read.
  private func states() async -> [(Webhook, WebhookWaiting)]? {
    do {
      let webhooks = try await desk.store.webhooks()
      return Array(zip(webhooks, try await desk.store.waiting(of: webhooks)))
    } catch {
      Logger(label: "metrics").warning("Webhooks cannot be read: \(error)")
      return nil
    }
  }

  /// Counts what this server sent, by webhook and by how it ended.
  static func counting(in registry: PrometheusRegistry) -> WebhookCourier.Counting {
    { webhook, failure in
      let labels = [("webhook", "\(webhook)"), ("result", failure?.kind.rawValue ?? "taken")]
      registry.state.withLock {
        $0.counters[.init("webhook_deliveries_total", labels), default: 0] += 1
      }
    }
  }
}

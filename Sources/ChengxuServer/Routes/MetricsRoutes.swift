// SPDX-License-Identifier: Apache-2.0

import Hummingbird
import Synchronization

/// `/metrics` for a Prometheus server.
struct MetricsRoutes<Context: RequestContext>: Sendable {
  let registry: PrometheusRegistry
  let process: ProcessMeasurements
  var tracking: TrackingMeasurements?
  var supervision: SupervisionMeasurements?
  var calendar: CalendarMeasurements?
  var webhooks: WebhookMeasurements?

  func add(to router: Router<Context>) {
    router.get("/metrics") { request, _ in
      process.record(in: registry)
      tracking?.record(in: registry)
      await supervision?.record(in: registry)
      calendar?.record(in: registry)
      await webhooks?.record(in: registry)
      let text = PrometheusText(registry.state.withLock { $0 }).text
      return try PreparedBody([UInt8](text.utf8), mediaType: PrometheusText.mediaType)
        .response(to: request, cacheControl: "no-store")
    }
  }
}

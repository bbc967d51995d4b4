// SPDX-License-Identifier: Apache-2.0

import Operations
import Synchronization

/// What tracking has taken in, read when somebody asks.
struct TrackingMeasurements: Sendable {
  let desk: TrackingDesk
  let links: LinkCount

  func record(in registry: PrometheusRegistry) {
    let counts = desk.counts
    let open = Double(links.value)
    registry.state.withLock { state in
      for verdict in FixVerdict.allCases {
        let series = PrometheusRegistry.Series(
          "tracking_fixes_total", [("verdict", verdict.rawValue)])
        state.counters[series] = Int64(counts.verdicts[verdict] ?? 0)
      }
      state.counters[.init("tracking_quarantined_total", [])] = Int64(counts.quarantined)
      state.counters[.init("tracking_refused_total", [])] = Int64(counts.refused)
      state.counters[.init("tracking_followed_total", [])] = Int64(counts.followed)
      state.gauges[.init("tracking_links", [])] = open
    }
  }
}

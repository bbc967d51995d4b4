// SPDX-License-Identifier: Apache-2.0

import Foundation
import Metrics

/// What the process itself uses, read when somebody asks.
struct ProcessMeasurements: Sendable {
  private let start = ContinuousClock.now

  func record(in metrics: any MetricsFactory) {
    if let bytes = residentBytes() {
      gauge("process_resident_memory_bytes", in: metrics).record(bytes)
    }
    let uptime = ContinuousClock.now - start
    gauge("process_uptime_seconds", in: metrics).record(uptime.components.seconds)
  }

  private func gauge(_ label: String, in metrics: any MetricsFactory) -> Recorder {
    Recorder(label: label, dimensions: [], aggregate: false, factory: metrics)
  }

  /// `VmRSS` of Linux's process table; `nil` on a system that has none.
  private func residentBytes() -> Int64? {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8) else {
      return nil
    }
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
    return line?.split(separator: " ").dropFirst().first.flatMap { Int64($0) }.map { $0 * 1024 }
  }
}

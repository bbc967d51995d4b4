// SPDX-License-Identifier: Apache-2.0

import CoreMetrics
import Synchronization

/// Keeps counters and histograms for a Prometheus server to fetch.
///
/// Our own, since no exporter for swift-metrics is among the packages at hand. Each server has one
/// of its own instead of the process-wide factory, so that two servers in one test do not mix.
final class PrometheusRegistry: MetricsFactory {
  /// A measurement's name and labels, such as `requests{route="/health"}`.
  struct Series: Hashable, Comparable {
    var name: String
    var labels: [Label]

    struct Label: Hashable {
      var name: String
      var value: String
    }

    static func < (left: Self, right: Self) -> Bool {
      (left.name, left.key) < (right.name, right.key)
    }

    private var key: String { labels.map { $0.name + "=" + $0.value }.joined(separator: ",") }
  }

  /// Upper limits of the histogram's buckets, in seconds.
  static let bucketLimits = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5]

  struct Histogram {
    var buckets = [Int](repeating: 0, count: PrometheusRegistry.bucketLimits.count)
    var count = 0
    var sum = 0.0

    mutating func record(_ value: Double) {
      count += 1
      sum += value
      for (position, limit) in PrometheusRegistry.bucketLimits.enumerated() where value <= limit {
        buckets[position] += 1
      }
    }
  }

  struct State {
    var counters: [Series: Int64] = [:]
    var gauges: [Series: Double] = [:]
    var histograms: [Series: Histogram] = [:]
  }

  let state = Mutex(State())

  func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
    SeriesHandler(Series(label, dimensions), of: self)
  }

  func makeRecorder(
    label: String, dimensions: [(String, String)], aggregate: Bool
  ) -> any RecorderHandler {
    SeriesHandler(Series(label, dimensions), of: self)
  }

  func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
    SeriesHandler(Series(label, dimensions), of: self)
  }

  // What was counted stays: Prometheus expects counters to go on.
  func destroyCounter(_ handler: any CounterHandler) {}
  func destroyRecorder(_ handler: any RecorderHandler) {}
  func destroyTimer(_ handler: any TimerHandler) {}
}

extension PrometheusRegistry.Series {
  init(_ name: String, _ dimensions: [(String, String)]) {
    self.init(name: name, labels: dimensions.map { Label(name: $0.0, value: $0.1) })
  }
}

/// Adds to one series of a registry.
private final class SeriesHandler: CounterHandler, RecorderHandler, TimerHandler {
  private let series: PrometheusRegistry.Series
  private let registry: PrometheusRegistry

  init(_ series: PrometheusRegistry.Series, of registry: PrometheusRegistry) {
    self.series = series
    self.registry = registry
  }

  func increment(by amount: Int64) {
    registry.state.withLock { $0.counters[series, default: 0] += amount }
  }

  func reset() {
    registry.state.withLock { $0.counters[series] = 0 }
  }

  func record(_ value: Int64) { record(Double(value)) }

  func record(_ value: Double) {
    registry.state.withLock { $0.gauges[series] = value }
  }

  func recordNanoseconds(_ duration: Int64) {
    registry.state.withLock {
      $0.histograms[series, default: .init()].record(Double(duration) / 1_000_000_000)
    }
  }
}

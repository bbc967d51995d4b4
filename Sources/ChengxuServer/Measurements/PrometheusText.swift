// SPDX-License-Identifier: Apache-2.0

/// Writes measurements as Prometheus reads them.
///
/// Source: Prometheus text-based exposition format 0.0.4.
struct PrometheusText {
  static let mediaType = "text/plain; version=0.0.4; charset=utf-8"
  private(set) var text = ""

  init(_ state: PrometheusRegistry.State) {
    add(state.counters, type: "counter") { series, value in
      "\(series.name)\(Self.labels(series.labels)) \(value)\n"
    }
    add(state.gauges, type: "gauge") { series, value in
      "\(series.name)\(Self.labels(series.labels)) \(value)\n"
    }
    add(state.histograms, type: "histogram", line: Self.lines)
  }

  private mutating func add<Value>(
    _ values: [PrometheusRegistry.Series: Value], type: String,
    line: (PrometheusRegistry.Series, Value) -> String
  ) {
    var named: String?
    for (series, value) in values.sorted(by: { $0.key < $1.key }) {
      if series.name != named { text += "# TYPE \(series.name) \(type)\n" }
      named = series.name
      text += line(series, value)
    }
  }

  private static func lines(
    of series: PrometheusRegistry.Series, _ histogram: PrometheusRegistry.Histogram
  ) -> String {
    var lines = ""
    for (limit, count) in zip(PrometheusRegistry.bucketLimits, histogram.buckets) {
      let bucket = labels(series.labels + [.init(name: "le", value: "\(limit)")])
      lines += "\(series.name)_bucket\(bucket) \(count)\n"
    }
    let infinite = labels(series.labels + [.init(name: "le", value: "+Inf")])
    lines += "\(series.name)_bucket\(infinite) \(histogram.count)\n"
    lines += "\(series.name)_sum\(labels(series.labels)) \(histogram.sum)\n"
    lines += "\(series.name)_count\(labels(series.labels)) \(histogram.count)\n"
    return lines
  }

  private static func labels(_ labels: [PrometheusRegistry.Series.Label]) -> String {
    guard !labels.isEmpty else { return "" }
    return "{" + labels.map { "\($0.name)=\"\(escaped($0.value))\"" }.joined(separator: ",") + "}"
  }

  private static func escaped(_ value: String) -> String {
    value.reduce(into: "") { text, character in
      switch character {
      case "\\": text += "\\\\"
      case "\"": text += "\\\""
      case "\n": text += "\\n"
      default: text.append(character)
      }
    }
  }
}

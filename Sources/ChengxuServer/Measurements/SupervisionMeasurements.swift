// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Logging
import Operations
import Supervision
import Synchronization

/// The detachment's figures, of the published period and of the running day, read when somebody
/// asks. No part of the detachment and no person has a series.
struct SupervisionMeasurements: Sendable {
  let published: Scorecard?
  let source: DutyDesksSource?
  let days: DayFigures

  func record(in registry: PrometheusRegistry) async {
    let today = await today()
    registry.state.withLock { state in
      // A figure that is gone has no series: an old value would look like a new one.
      state.gauges = state.gauges.filter { !$0.key.name.hasPrefix("supervision_") }
      state.gauges[.init("supervision_day_readable", [])] = today.isReadable ? 1 : 0
      if let published { Self.record(published, period: "published", in: &state) }
      if let card = today.card { Self.record(card, period: "day", in: &state) }
    }
  }

  /// A day without an event has no card; one whose events cannot be counted is not readable.
  private func today() async -> (card: Scorecard?, isReadable: Bool) {
    guard let desks = source?.current else { return (nil, true) }
    let day = desks.book.clock.civilTime(of: desks.now).date
    do {
      return (try await days.card(of: day, desks), true)
    } catch SupervisionError.noEvents {
      return (nil, true)
    } catch {
      Logger(label: "metrics").warning("The running day's figures cannot be read: \(error)")
      return (nil, false)
    }
  }

  private static func record(
    _ card: Scorecard, period: String, in state: inout PrometheusRegistry.State
  ) {
    for result in card.results where result.scope == .detachment {
      let one = result.definition
      let labels = [
        ("kpi", one.id), ("version", "\(one.version)"), ("authority", one.authority ?? ""),
        ("period", period), ("demo", card.isDemoData ? "1" : "0"),
      ]
      state.gauges[.init("supervision_numerator", labels)] = result.numerator
      state.gauges[.init("supervision_denominator", labels)] = result.denominator
      state.gauges[.init("supervision_cases", labels)] = Double(result.cases)
      state.gauges[.init("supervision_excluded", labels)] = Double(result.excluded)
      if let value = result.value { state.gauges[.init("supervision_value", labels)] = value }
    }
  }
}

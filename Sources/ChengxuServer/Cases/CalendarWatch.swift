// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel
import Logging
import ServiceLifecycle
import Synchronization

/// Says in the log, at the start and then once a day, that the working calendar ends soon.
struct CalendarWatch: Service {
  let order: Open311Service
  let logger: Logger

  func run() async throws {
    while !Task.isShuttingDownGracefully, !Task.isCancelled {
      look()
      try? await cancelWhenGracefulShutdown { try await Task.sleep(for: .seconds(86_400)) }
    }
  }

  func look() {
    guard let warning = order.calendarReach?.warning else { return }
    logger.warning("\(warning.english)")
  }
}

extension Open311Service {
  /// How far the working calendar reaches from now on; `nil` where no deadline asks for it.
  var calendarReach: CalendarReach? { deadlines?.calendarReach(at: now()) }
}

/// How far the calendar reaches, for whoever watches over the server.
struct CalendarMeasurements: Sendable {
  let order: Open311Service

  func record(in registry: PrometheusRegistry) {
    guard let reach = order.calendarReach else { return }
    registry.state.withLock { state in
      state.gauges[.init("city_order_calendar_days_left", [])] = Double(reach.daysLeft)
    }
  }
}

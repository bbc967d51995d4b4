// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel
import Logging
import ServiceLifecycle

/// Erases, once an hour, the contacts of those whose reports are older than the retention allows.
struct ContactRetention: Service {
  let reporters: any ReporterStore
  let logger: Logger
  var now: @Sendable () -> Instant = { .now }

  func run() async throws {
    while !Task.isShuttingDownGracefully, !Task.isCancelled {
      do {
        let gone = try await reporters.eraseExpired(at: now())
        if gone > 0 { logger.notice("contacts erased", metadata: ["contacts": "\(gone)"]) }
      } catch {
        logger.error("contacts could not be erased", metadata: ["error": "\(error)"])
      }
      try? await cancelWhenGracefulShutdown { try await Task.sleep(for: .seconds(3600)) }
    }
  }
}

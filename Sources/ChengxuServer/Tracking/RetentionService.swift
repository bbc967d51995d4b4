// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Logging
import Operations
import ServiceLifecycle

/// Forgets, once an hour, the positions of days that are no longer kept and whose presence was counted.
struct RetentionService: Service {
  let store: any PositionStore
  let clock: CityClock
  let days: Int
  /// Whether somebody counts presence; where nobody does, no day waits for it.
  let countsPresence: Bool
  let logger: Logger

  func run() async throws {
    while !Task.isShuttingDownGracefully, !Task.isCancelled {
      // One day more than is written to, so that no server writes to a day that another forgets.
      let oldest = clock.civilTime(of: .now).date.adding(days: -days - 1)
      do {
        let forgotten = try await store.forget(before: oldest, onlyCounted: countsPresence)
        if !forgotten.gone.isEmpty {
          logger.notice("positions forgotten", metadata: ["days": "\(forgotten.gone.count)"])
        }
        if !forgotten.waiting.isEmpty {
          logger.error(
            "positions are kept for longer than allowed: their presence was not counted",
            metadata: ["days": "\(forgotten.waiting)"])
        }
      } catch {
        logger.error("positions could not be forgotten", metadata: ["error": "\(error)"])
      }
      try? await cancelWhenGracefulShutdown { try await Task.sleep(for: .seconds(3600)) }
    }
  }
}

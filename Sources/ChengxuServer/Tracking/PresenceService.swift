// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Logging
import Operations
import ServiceLifecycle

/// Brings presence up to the last finished quarter of an hour as the stream goes, and counts slots anew of which
/// something came late.
///
/// Any number of servers may run it before one database: what one has counted is no longer due for the others.
struct PresenceService: Service {
  let keeper: PresenceKeeper
  let logger: Logger

  static let interval = Duration.seconds(30)

  func run() async throws {
    while !Task.isShuttingDownGracefully, !Task.isCancelled {
      do {
        let started = ContinuousClock.now
        let run = try await keeper.bringUp(to: .now)
        if run.slots > 0 {
          logger.debug(
            "presence counted",
            metadata: [
              "slots": "\(run.slots)", "fixes": "\(run.fixes)", "took": "\(.now - started)",
            ])
        }
      } catch {
        logger.error("presence could not be counted", metadata: ["error": "\(error)"])
      }
      try? await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.interval) }
    }
  }
}

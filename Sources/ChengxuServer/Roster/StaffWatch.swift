// SPDX-License-Identifier: Apache-2.0

import Logging
import Rostering
import ServiceLifecycle

/// Brings people whom planners imported, here or through another server, to all pages.
struct StaffWatch: Service {
  let desk: RosterDesk
  let people: PeopleIndex
  let logger: Logger

  /// An import here is known at once; one through another server this much later.
  static let interval = Duration.seconds(5)

  func run() async throws {
    var known = 0
    while !Task.isShuttingDownGracefully, !Task.isCancelled {
      do {
        let count = try await desk.current().intakes.count
        if count != known {
          people.become(try await desk.currentStaff())
          known = count
        }
      } catch {
        logger.error("the staff could not be read", metadata: ["error": "\(error)"])
      }
      try? await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.interval) }
    }
  }
}

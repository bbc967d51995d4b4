// SPDX-License-Identifier: Apache-2.0

import Logging
import Operations
import ServiceLifecycle

/// Wakes the live feeds whenever this server or another one has recorded something.
struct LogSignService: Service {
  let source: DutyDesksSource
  let logger: Logger

  /// Under load the log is looked into so often, not after every commit; no eye sees the difference.
  private static let rest = Duration.milliseconds(50)

  func run() async throws {
    var isDeaf = false
    for await sign in source.current.live.store.signs().cancelOnGracefulShutdown() {
      switch sign {
      case .recorded:
        if isDeaf { logger.notice("the log is heard again") }
        isDeaf = false
        await source.tail.wake()
        try? await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.rest) }
      case .deaf(let detail):
        if !isDeaf {
          logger.warning(
            "what is recorded is not heard; the log is looked into instead",
            metadata: ["error": "\(detail)", "interval": "\(source.tail.interval)"])
        }
        isDeaf = true
      }
    }
  }
}

// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Logging
import Operations
import ServiceLifecycle

/// Checks of the chained log that were asked for here, until the service takes them.
final class ChainChecks: Sendable {
  let store: any ChainCheckStore
  let log: any DutyEventLog
  let orders: AsyncStream<Order>
  private let order: AsyncStream<Order>.Continuation

  struct Order: Sendable {
    var check: ChainCheck
    /// What the last intact check has sealed.
    var sealed: ChainSeal?
  }

  init(_ source: DutyDesksSource) {
    store = source.current.live.checks
    log = source.current.live.log
    (orders, order) = AsyncStream.makeStream(of: Order.self)
  }

  /// Begins a check, unless one is under way on any server.
  func begin(by account: String, at now: Instant) async throws(EventLogError) -> ChainCheckStart {
    let start = try await store.begin(by: account, at: now)
    if case .begun(let check, let sealed) = start {
      order.yield(Order(check: check, sealed: sealed))
    }
    return start
  }
}

/// Walks the log for those who asked. A check that the server's end cuts short has no end, and another may begin a
/// minute later.
struct ChainCheckService: Service {
  let checks: ChainChecks
  let logger: Logger

  func run() async throws {
    for await order in checks.orders.cancelOnGracefulShutdown() {
      do {
        try await cancelWhenGracefulShutdown { try await walk(order) }
      } catch {
        logger.error(
          "a check of the chain has no end",
          metadata: ["check": "\(order.check.id)", "error": "\(error)"])
      }
    }
  }

  private func walk(_ order: ChainChecks.Order) async throws(EventLogError) {
    let (store, id) = (checks.store, order.check.id)
    let (finding, walked) = try await ChainWalk(checks.log, sealed: order.sealed).run {
      (walked) async throws(EventLogError) in
      try await store.advance(id, walked: walked, at: .now)
    }
    // What could not be read because the server ends was not found to be so.
    if Task.isCancelled { return }
    try await store.end(id, finding, walked: walked, at: .now)
    if case .broken(let event, let reason) = finding {
      logger.critical(
        "the chained log is broken",
        metadata: ["event": "\(event)", "reason": "\(reason.rawValue)"])
    }
  }
}

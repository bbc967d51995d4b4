// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Logging
import Operations
import ServiceLifecycle

/// Tells the other servers which terminals of this one have moved, and shows here where theirs are.
struct PositionExchangeService: Service {
  let exchange: any PositionExchange
  let desk: TrackingDesk
  let store: any PositionStore
  let clock: CityClock
  let logger: Logger

  /// All that moved meanwhile is told at once, the newest place of each, however many fixes came.
  private static let rest = Duration.milliseconds(500)
  /// A server that ended between a commit and its word has told nobody: the store knows.
  private static let lookInterval = Duration.seconds(60)

  func run() async throws {
    await withDiscardingTaskGroup { tasks in
      tasks.addTask { await tell() }
      tasks.addTask { await listen() }
      tasks.addTask { await lookNowAndThen() }
    }
  }

  private func tell() async {
    var (told, isMute) = (Int64(0), false)
    while await isGoingOn(after: Self.rest) {
      let movement = desk.movement(after: told, onlyOwn: true)
      do throws(TrackingError) {
        try await exchange.tell(movement.fixes.map { FixKey($0) })
        told = movement.change
        if isMute { logger.notice("other servers are told again where units are") }
        isMute = false
      } catch {
        // Told with what moves until the next time.
        if !isMute {
          logger.warning(
            "other servers are not told where units are", metadata: ["error": "\(error)"])
        }
        isMute = true
      }
    }
  }

  private func listen() async {
    var (isDeaf, isPuzzled) = (false, false)
    for await news in exchange.news().cancelOnGracefulShutdown() {
      switch news {
      case .stored(let keys):
        await follow { () throws(TrackingError) in try await store.accepted(keys) }
      case .listening:
        if isDeaf { logger.notice("other servers' units are heard again") }
        isDeaf = false
        await look()
      case .unreadable:
        if !isPuzzled {
          logger.warning(
            "a server of another version tells of its units; they are looked up instead",
            metadata: ["interval": "\(Self.lookInterval)"])
        }
        isPuzzled = true
      case .deaf(let detail):
        if !isDeaf {
          logger.warning(
            "other servers' units are not heard; they are looked up instead",
            metadata: ["error": "\(detail)", "interval": "\(Self.lookInterval)"])
        }
        isDeaf = true
      }
    }
  }

  private func lookNowAndThen() async {
    while await isGoingOn(after: Self.lookInterval) { await look() }
  }

  private func look() async {
    await follow { () throws(TrackingError) in
      try await store.newest(on: clock.civilTime(of: .now).date)
    }
  }

  private func follow(_ read: () async throws(TrackingError) -> [Fix]) async {
    do throws(TrackingError) {
      desk.follow(try await read())
    } catch {
      logger.error("other servers' units could not be read", metadata: ["error": "\(error)"])
    }
  }

  private func isGoingOn(after pause: Duration) async -> Bool {
    try? await cancelWhenGracefulShutdown { try await Task.sleep(for: pause) }
    return !Task.isShuttingDownGracefully && !Task.isCancelled
  }
}

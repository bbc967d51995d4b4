// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation
import Hummingbird
import NIOCore
import Operations
import ServiceLifecycle

/// Where units are: all of them first, then once a second those that have moved.
///
/// A reader who is slow skips seconds, never places: each piece holds the newest place of all that moved
/// since the piece before.
///
/// Source: HTML Living Standard, §9.2 server-sent events.
struct UnitStream: AsyncSequence, Sendable {
  typealias Element = ByteBuffer

  let desk: TrackingDesk
  let roster: UnitRoster
  /// Asked where a terminal moves that was imported since.
  let reload: @Sendable () async throws -> UnitRoster
  let endsAtOnce: Bool

  private static let interval = Duration.seconds(1)
  /// A sign of life, and our time, so that a page can say how old what it shows is.
  private static let heartbeat = Duration.seconds(5)
  /// Then the browser comes back through the door: a session that is over ends here.
  private static let longest = Duration.seconds(300)

  func makeAsyncIterator() -> Iterator { Iterator(stream: self, roster: roster) }

  struct Iterator: AsyncIteratorProtocol {
    let stream: UnitStream
    var roster: UnitRoster
    var change: Int64 = 0
    var opened: ContinuousClock.Instant?
    var spoken = ContinuousClock.now

    mutating func next() async throws -> ByteBuffer? {
      guard let opened else {
        self.opened = .now
        return try await piece()
      }
      while !stream.endsAtOnce, ContinuousClock.now - opened < UnitStream.longest {
        await cancelWhenGracefulShutdown { try? await Task.sleep(for: UnitStream.interval) }
        if Task.isCancelled || Task.isShuttingDownGracefully { return nil }
        if let piece = try await piece() { return piece }
      }
      return nil
    }

    /// - Returns: `nil` where nothing has moved and a sign of life is not due.
    private mutating func piece() async throws -> ByteBuffer? {
      let isFirst = change == 0
      let movement = stream.desk.movement(after: change)
      change = movement.change
      if movement.fixes.contains(where: { !roster.known.contains($0.terminal) }) {
        roster = try await stream.reload()
      }
      let places = movement.fixes.filter { roster.visible.contains($0.terminal) }
      let isQuiet = ContinuousClock.now - spoken < UnitStream.heartbeat
      if places.isEmpty, !isFirst, isQuiet { return nil }
      spoken = .now
      let body = UnitPlacesBody(now: .now, places: places.map(UnitPlace.init))
      let data = String(decoding: try JSONEncoder().encode(body), as: UTF8.self)
      return ByteBuffer(string: "event: \(isFirst ? "all" : "moved")\ndata: \(data)\n\n")
    }
  }
}

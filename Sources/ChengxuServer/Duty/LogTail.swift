// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Operations

/// The end of the log as all live feeds of a server see it: however many read, the database is asked
/// once when something was recorded, and not at all while nobody reads.
///
/// `wake` tells that something was recorded, by this server or another one. A sign may be lost with
/// the line that brings it, so the log is looked into at an interval as well.
///
/// The latest events stay in memory. A reader that comes back from further behind reads the database
/// by itself until it has caught up.
actor LogTail {
  typealias Read = @Sendable (DutyModel.ID<DutyEvent>, Int) async throws -> [DutyEvent]

  private let read: Read
  let interval: Duration
  /// Without a gap, since the log has none.
  private var events: [DutyEvent] = []
  /// Everything up to this event was seen; `nil` before the first reader.
  private var end: DutyModel.ID<DutyEvent>?
  private var lastLook: ContinuousClock.Instant?
  private var look: Task<Void, any Error>?
  /// Whether a sign has come that no look has followed.
  private var isSigned = false
  /// Readers that have seen all there is.
  private var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
  private var waits = 0

  /// Of the events in memory at most so many are kept, and half of them when they are more.
  private static let mostEvents = 4096
  private static let batch = 500

  /// - Parameter read: the events after a number, oldest first, at most so many.
  init(interval: Duration = .seconds(1), read: @escaping Read) {
    self.interval = interval
    self.read = read
  }

  /// - Returns: empty where nothing was recorded since, as far as was looked within the interval.
  func events(
    after id: DutyModel.ID<DutyEvent>, limit: Int
  ) async throws -> [DutyEvent] {
    if end == nil { end = id }
    guard id >= start else { return try await read(id, limit) }
    try await lookOnce()
    // While we waited, others' events may have pushed out those that this reader still wants.
    guard id >= start else { return try await read(id, limit) }
    let known = Int(id.rawValue - start.rawValue)
    return known < events.count ? Array(events[known...].prefix(limit)) : []
  }

  /// Something was recorded: who waits looks at once.
  func wake() {
    isSigned = true
    wakeAll()
  }

  /// Returns when there may be something after this event, and after the interval in any case.
  func wait(after id: DutyModel.ID<DutyEvent>) async {
    if isSigned { return }
    if let end, end > id { return }
    waits += 1
    let number = waits
    let timer = Task {
      try? await Task.sleep(for: interval)
      end(wait: number)
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { waiting[number] = $0 }
    } onCancel: {
      timer.cancel()
    }
    timer.cancel()
  }

  private func end(wait number: Int) { waiting.removeValue(forKey: number)?.resume() }

  private func wakeAll() {
    for reader in waiting.values { reader.resume() }
    waiting = [:]
  }

  /// The event before the first one in memory.
  private var start: DutyModel.ID<DutyEvent> {
    events.first.map { DutyModel.ID(rawValue: $0.id.rawValue - 1) } ?? end ?? 0
  }

  private func lookOnce() async throws {
    if let look { return try await look.value }
    if !isSigned, let lastLook, lastLook.duration(to: .now) < interval { return }
    let look = Task { try await readOn() }
    self.look = look
    defer { self.look = nil }
    try await look.value
  }

  private func readOn() async throws {
    // Before reading: a sign that comes meanwhile asks for another look.
    isSigned = false
    let before = end
    while let last = end {
      let new = try await read(last, Self.batch)
      events += new
      if let newest = new.last { end = newest.id }
      if events.count > Self.mostEvents { events.removeFirst(events.count - Self.mostEvents / 2) }
      if new.count < Self.batch { break }
    }
    lastLook = .now
    if end != before { wakeAll() }
  }
}

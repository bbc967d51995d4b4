// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Foundation
import Hummingbird
import NIOCore
import Operations
import ServiceLifecycle

/// The text of one live feed, piece by piece, for as long as the reader stays.
struct LiveStream: AsyncSequence, Sendable {
  typealias Element = ByteBuffer

  let desks: DutyDesks
  let tail: LogTail
  /// `nil` for the whole detachment.
  let reach: Set<DutyModel.ID<DutyModel.Unit>>?
  let start: DutyModel.ID<DutyEvent>
  let endsAtOnce: Bool

  /// A sign of life, and our time, so that a page can say how old what it shows is.
  private static let heartbeatSeconds: Int64 = 10
  /// Then the browser comes back through the door: a session that is over ends here.
  private static let longestSeconds: Int64 = 300
  private static let batch = 500

  func makeAsyncIterator() -> Iterator { Iterator(stream: self, last: start) }

  struct Iterator: AsyncIteratorProtocol {
    let stream: LiveStream
    var last: DutyModel.ID<DutyEvent>
    var opened: Instant?
    var spoken = Instant(milliseconds: 0)

    mutating func next() async throws -> ByteBuffer? {
      guard let opened else {
        (opened, spoken) = (.now, .now)
        return LiveStream.clock(stream.desks.now, last)
      }
      while true {
        let events = try await stream.events(after: last)
        let told = try await stream.visible(events)
        if let newest = events.last { last = newest.id }
        if !told.isEmpty {
          spoken = .now
          return ByteBuffer(string: try told.map(LiveStream.line).joined())
        }
        if events.count == LiveStream.batch { continue }
        let now = Instant.now
        if stream.endsAtOnce || now.seconds(since: opened) >= LiveStream.longestSeconds {
          return nil
        }
        if now.seconds(since: spoken) >= LiveStream.heartbeatSeconds {
          spoken = now
          return LiveStream.clock(stream.desks.now, last)
        }
        let last = last
        await cancelWhenGracefulShutdown { [tail = stream.tail] in await tail.wait(after: last) }
        if Task.isCancelled || Task.isShuttingDownGracefully { return nil }
      }
    }
  }

  /// Who asks once is told what is there now; who stays shares the looks into the log.
  private func events(after id: DutyModel.ID<DutyEvent>) async throws -> [DutyEvent] {
    endsAtOnce
      ? try await desks.live.store.events(after: id, limit: Self.batch)
      : try await tail.events(after: id, limit: Self.batch)
  }

  /// What lies within the reader's territory.
  private func visible(
    _ events: [DutyEvent]
  ) async throws -> [LiveEventBody] {
    let bodies = events.map { LiveEventBody($0) }
    guard let reach else { return bodies }
    let book = desks.book
    return try await desks.live.store.read { session in
      try bodies.filter { body in
        try !reach.isDisjoint(with: Self.units(of: body, book, session))
      }
    }
  }

  private static func units(
    of body: LiveEventBody, _ book: DutyBook, _ session: any DeskSession
  ) throws -> Set<DutyModel.ID<DutyModel.Unit>> {
    guard let number = body.number else { return [] }
    let key = DeskKey(number: number, part: body.part ?? 0)
    switch body.subject {
    case .attendance?:
      let id = AssignmentID(duty: ID(rawValue: number), task: Int(key.part))
      return book.stay(id).map { [$0.officer.unit, $0.brigade] } ?? []
    case .incident?: return try session.file(IncidentFile.self, key)?.units ?? []
    case .violation?: return try session.file(ViolationFile.self, key)?.units ?? []
    case .special?: return try session.file(SpecialDutyFile.self, key)?.units ?? []
    case .shiftHandOver?: return try session.file(ShiftHandOverFile.self, key)?.units ?? []
    case .finding?: return try session.file(FindingFile.self, key)?.units ?? []
    // Where a team goes is told to nobody who might be visited.
    case .cityCase?: return body.units
    case .inspection?, nil: return []
    }
  }

  private static func line(_ body: LiveEventBody) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let data = String(decoding: try encoder.encode(body), as: UTF8.self)
    return "id: \(body.id)\nevent: duty\ndata: \(data)\n\n"
  }

  private static func clock(_ now: Instant, _ last: DutyModel.ID<DutyEvent>) -> ByteBuffer {
    ByteBuffer(string: "event: clock\ndata: {\"last\":\(last),\"now\":\(now.milliseconds)}\n\n")
  }
}

// SPDX-License-Identifier: Apache-2.0

package import DutyModel
import Geography
package import Operations
import Terminals

/// One link of a JT/T 808 terminal: what it may do depends on who it has proved to be.
///
/// Everything that came in one piece is answered together, after one common commit. Until then the
/// link reads nothing more: a database that is slow slows the terminals down, and none of their
/// fixes is dropped.
package struct TerminalLink {
  private enum Identity {
    case nobody
    case unknown(JT808.TerminalNumber)
    case imported(JT808.TerminalNumber, TrackedTerminal, isAuthenticated: Bool)

    var number: JT808.TerminalNumber? {
      switch self {
      case .nobody: nil
      case .unknown(let number), .imported(let number, _, _): number
      }
    }
  }

  /// An answer, and whether it still waits for the commit.
  private struct Reply {
    var header: JT808.Header
    var message: JT808.PlatformMessage
    var needsCommit = false
  }

  private let desk: TrackingDesk
  private let directory: TerminalDirectory
  private var codec = JT808.LinkCodec()
  private var identity = Identity.nobody
  private var failedProofs = 0
  private var strayFrames = 0
  private var fixes: [Fix] = []
  private var replies: [Reply] = []

  /// After so many wrong codes, or frames that are none, the link is closed.
  private static let mostFailedProofs = 5
  private static let mostStrayFrames = 1000

  package init(desk: TrackingDesk, directory: TerminalDirectory) {
    self.desk = desk
    self.directory = directory
  }

  /// - Returns: the bytes to answer with, and whether the link ends after them.
  package mutating func answer(to bytes: [UInt8], at now: Instant) async -> (
    bytes: [UInt8], ends: Bool
  ) {
    replies.removeAll(keepingCapacity: true)
    fixes.removeAll(keepingCapacity: true)
    for reception in codec.receive(bytes, at: now) { await take(reception, at: now) }
    let isStored = await commit()
    var wire: [UInt8] = []
    for reply in replies {
      var message = reply.message
      if reply.needsCommit, !isStored, case .answer(let serial, let id, _) = message {
        message = .answer(to: serial, id, .failed)
      }
      wire += codec.wire(message, to: reply.header)
    }
    if let header = replies.last?.header {
      for question in codec.overdueParts(at: now) { wire += codec.wire(question, to: header) }
    }
    let ends = failedProofs >= Self.mostFailedProofs || strayFrames >= Self.mostStrayFrames
    return (wire, ends)
  }

  private func commit() async -> Bool {
    do {
      try await desk.record(fixes)
      return true
    } catch {
      return false
    }
  }

  private mutating func take(_ reception: JT808.LinkCodec.Reception, at now: Instant) async {
    strayFrames = reception.header == nil ? strayFrames + 1 : 0
    switch reception {
    case .message(let header, let message):
      await identify(header)
      await take(message, header, at: now)
    case .part(let header):
      reply(header, header.id == .batch ? .done : .notSupported)
    case .wrongBody(let header, _): reply(header, .messageWrong)
    case .tooManyParts(let header): reply(header, .failed)
    case .wrongFrame(let error):
      guard let header = error.header else { return }
      if case .encrypted = error {
        reply(header, .notSupported)
      } else {
        reply(header, .messageWrong)
      }
    }
  }

  private mutating func take(
    _ message: JT808.TerminalMessage, _ header: JT808.Header, at now: Instant
  ) async {
    switch message {
    case .answer: return
    case .heartbeat: reply(header, .done)
    case .logout:
      if case .imported(let number, let terminal, _) = identity {
        identity = .imported(number, terminal, isAuthenticated: false)
      }
      reply(header, .done)
    case .serverTimeQuery: replies.append(Reply(header: header, message: .serverTime(now)))
    // The platform sends nothing in parts, so there is nothing to send again.
    case .asksAgain: reply(header, .failed)
    case .registration(let registration): await register(registration, header, at: now)
    case .authentication(let proof): await authenticate(proof, header)
    case .location(let location), .locationAnswer(_, let location):
      await keep([location], header, at: now)
    case .batch(let batch): await keep(batch.locations, header, at: now)
    case .other: reply(header, .notSupported)
    }
  }

  private mutating func reply(_ header: JT808.Header, _ result: JT808.Result) {
    replies.append(Reply(header: header, message: .answer(to: header.serial, header.id, result)))
  }

  /// A link that speaks for another number begins anew.
  private mutating func identify(_ header: JT808.Header) async {
    guard identity.number != header.number else { return }
    do {
      let found = try await directory.terminal(.jt808, named: [header.number.identifier])
      identity =
        if let found {
          .imported(header.number, found, isAuthenticated: false)
        } else {
          .unknown(header.number)
        }
    } catch {
      // Without the registry nobody can be told from a stranger; asked again with the next frame.
      identity = .nobody
    }
  }

  private mutating func register(
    _ registration: JT808.Registration, _ header: JT808.Header, at now: Instant
  ) async {
    func answer(_ result: JT808.RegistrationResult) {
      replies.append(Reply(header: header, message: .registered(to: header.serial, result)))
    }
    guard case .imported(let number, let terminal, _) = identity else {
      let content = "\(registration.plate) \(registration.manufacturer) \(registration.device)"
      _ = await putAside(content, .unknownTerminal, header, at: now)
      return answer(.unknownTerminal)
    }
    identity = .imported(number, terminal, isAuthenticated: false)
    let device = "\(registration.manufacturer) \(registration.device)"
    do {
      guard let code = try await directory.register(terminal, device: device) else {
        return answer(.terminalTaken)
      }
      answer(.code(code))
    } catch {
      // There is no result for "try again"; without an answer the terminal does.
    }
  }

  private mutating func authenticate(_ proof: JT808.Authentication, _ header: JT808.Header) async {
    guard case .imported(let number, let terminal, _) = identity,
      (try? await directory.accepts(proof.code, of: terminal)) == true
    else {
      failedProofs += 1
      return reply(header, .failed)
    }
    failedProofs = 0
    identity = .imported(number, terminal, isAuthenticated: true)
    reply(header, .done)
  }

  private mutating func keep(
    _ locations: [JT808.Location], _ header: JT808.Header, at now: Instant
  ) async {
    guard case .imported(_, let terminal, isAuthenticated: true) = identity else {
      let isImported = if case .imported = identity { true } else { false }
      let isKept = await putAside(
        locations.map(\.hexadecimal).joined(separator: " "),
        isImported ? .notAuthenticated : .unknownTerminal, header, at: now)
      // A terminal of ours keeps its fixes until it has proved who it is.
      return reply(header, isKept && !isImported ? .done : .failed)
    }
    var isKept = true
    for location in locations {
      if let fix = Fix(location, of: terminal.id, received: now) {
        fixes.append(fix)
      } else {
        isKept = await putAside(location.hexadecimal, .impossible, header, at: now) && isKept
      }
    }
    guard isKept else { return reply(header, .failed) }
    replies.append(
      Reply(
        header: header, message: .answer(to: header.serial, header.id, .done), needsCommit: true))
  }

  private func putAside(
    _ content: String, _ reason: QuarantinedReport.Reason, _ header: JT808.Header, at now: Instant
  ) async -> Bool {
    let report = QuarantinedReport(
      kind: .jt808, name: header.number.identifier, received: now, reason: reason,
      content: content)
    return (try? await desk.putAside([report])) ?? false
  }
}

extension Fix {
  /// - Returns: `nil` for a place or a moment that cannot be.
  init?(
    _ location: JT808.Location, of terminal: DutyModel.ID<TrackedTerminal>, received: Instant
  ) {
    guard let place = location.place, let time = location.time else { return nil }
    self.init(
      terminal: terminal, instant: time, received: received, place: place,
      altitude: Int(location.altitude),
      // A tenth of a kilometre an hour is 100/36 centimetres a second.
      speed: (Int(location.speed) * 100 + 18) / 36,
      course: location.direction <= 360 ? Int(location.direction) : nil,
      isPositioned: location.status.contains(.positioned),
      alarms: Int64(location.alarms.rawValue), status: Int64(location.status.rawValue),
      details: location.itemsHexadecimal)
  }
}

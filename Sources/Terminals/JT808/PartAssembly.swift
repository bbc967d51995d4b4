// SPDX-License-Identifier: Apache-2.0

import DutyModel

extension JT808 {
  /// What a link keeps of messages that have not come whole yet.
  public struct PartLimits: Hashable, Sendable {
    /// Messages at once.
    public var messages = 4
    /// Parts of one message.
    public var parts = 128
    /// Seconds after the last part until all is dropped.
    public var patience: Int64 = 300
    /// Seconds of silence before missing parts are asked for, and how often.
    public var askAfter: Int64 = 10
    public var asks = 3

    public init() {}
  }

  /// Joins parts of long messages, in whatever order they come.
  struct PartAssembler: Sendable {
    private struct Assembly: Sendable {
      var total: UInt16
      /// The serial that part 1 has or would have.
      var firstSerial: UInt16
      var bodies: [UInt16: [UInt8]] = [:]
      var lastHeard: Instant
      var asked = 0

      var missing: [UInt16] { (1...total).filter { bodies[$0] == nil } }
    }

    enum Outcome: Hashable {
      case kept
      case whole(Frame)
      /// More than the limits allow; the part is dropped.
      case refused
    }

    private let limits: PartLimits
    private var assemblies: [MessageID: Assembly] = [:]

    init(limits: PartLimits) { self.limits = limits }

    var isEmpty: Bool { assemblies.isEmpty }

    /// - Precondition: `frame.header.part` is `part`.
    mutating func add(_ frame: Frame, part: Header.Part, at now: Instant) -> Outcome {
      assemblies = assemblies.filter { now.seconds(since: $1.lastHeard) < limits.patience }
      let id = frame.header.id
      let firstSerial = frame.header.serial &- (part.index - 1)
      var assembly = assemblies[id]
      // Another total, or a first part that differs, begins the message anew.
      if let known = assembly,
        known.total != part.total
          || (part.index == 1 && known.bodies[1].map { $0 != frame.body } == true)
      {
        assembly = nil
      }
      guard part.total <= limits.parts, assembly != nil || assemblies.count < limits.messages else {
        return .refused
      }
      var next = assembly ?? Assembly(total: part.total, firstSerial: firstSerial, lastHeard: now)
      next.bodies[part.index] = frame.body
      next.lastHeard = now
      guard next.bodies.count == Int(next.total) else {
        assemblies[id] = next
        return .kept
      }
      assemblies[id] = nil
      var header = frame.header
      header.part = nil
      let body = (1...next.total).flatMap { next.bodies[$0] ?? [] }
      return .whole(Frame(header: header, body: body))
    }

    /// Questions for what is missing, each message after a silence and not too often.
    mutating func questions(at now: Instant) -> [PlatformMessage] {
      var questions: [PlatformMessage] = []
      for (id, assembly) in assemblies.sorted(by: { $0.key.rawValue < $1.key.rawValue })
      where assembly.asked < limits.asks
        && now.seconds(since: assembly.lastHeard) >= limits.askAfter * Int64(assembly.asked + 1)
      {
        assemblies[id]?.asked += 1
        questions.append(
          .askAgain(firstSerial: assembly.firstSerial, indices: assembly.missing))
      }
      return questions
    }
  }
}

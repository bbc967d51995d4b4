// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// The desk's file about one hand-over of a shift, with its story.
public struct ShiftHandOverFile: DeskFile {
  public internal(set) var handOver: ShiftHandOver
  /// The unit, and the own units of both people.
  public let units: Set<ID<Unit>>
  public internal(set) var lines: [DeskLine] = []
  public var version = 1

  init(_ handOver: ShiftHandOver, units: Set<ID<Unit>>) {
    self.handOver = handOver
    self.units = units
  }

  public var id: ID<ShiftHandOver> { handOver.id }
  public static var subject: DeskSubject { .shiftHandOver }
  public var key: DeskKey { DeskKey(number: id.rawValue) }
  public var stateKey: String { handOver.state.rawValue }
  public var isOpen: Bool { handOver.state == .waiting }
  public var started: Instant { handOver.writtenAt }
  public var people: Set<ID<Officer>> {
    [handOver.record.outgoing.officer, handOver.record.incoming.officer]
  }

  /// When the next is told that nobody has taken over.
  public var nextClock: Instant? {
    guard isOpen else { return nil }
    return ShiftHandOverPolicy.standard.escalation(
      after: handOver.stage, due: handOver.record.due)
  }

  /// Waiting past its due instant.
  public func isOverdue(at now: Instant) -> Bool { isOpen && now >= handOver.record.due }
}

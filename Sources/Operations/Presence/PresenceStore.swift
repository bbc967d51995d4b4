// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// A terminal's slot whose stored fixes have not been counted, or not all of them.
public struct PresenceDue: Hashable, Sendable {
  public var terminal: DutyModel.ID<TrackedTerminal>
  public var slot: PresenceSlot
  /// Another whenever fixes of the slot were stored: what was counted before is then not all.
  public var stamp: Int64

  public init(terminal: DutyModel.ID<TrackedTerminal>, slot: PresenceSlot, stamp: Int64) {
    self.terminal = terminal
    self.slot = slot
    self.stamp = stamp
  }
}

/// How far presence has come.
public struct PresenceProgress: Hashable, Sendable {
  /// All slots before this one were counted; `nil` where none ever was.
  public var until: PresenceSlot?
  /// Another whenever presence of the days asked for has changed.
  public var revision: Int64

  public init(until: PresenceSlot?, revision: Int64) {
    self.until = until
    self.revision = revision
  }
}

/// Where presence is kept: it outlives the positions that it was counted from.
///
/// `PositionStore.append` says what is due, in the transaction of the fixes: no fix is durable without it. Any
/// number of servers may count the same at once, and each may be killed at any moment.
public protocol PresenceStore: Sendable {
  /// What is due of slots before `slot`, by terminal and slot.
  ///
  /// - Parameter last: Goes on after this one; `nil` begins.
  func due(
    before slot: PresenceSlot, after last: PresenceDue?, limit: Int
  ) async throws(TrackingError) -> [PresenceDue]

  /// Puts presence in the place of what was there of the slots that were due; a slot without presence is
  /// emptied. A slot of which fixes were stored since it was read stays due and as it was.
  ///
  /// - Returns: the number of slots that were settled.
  @discardableResult
  func settle(
    _ due: [PresenceDue], with presence: [SlotPresence]
  ) async throws(TrackingError) -> Int

  /// All slots before `slot` were counted; never goes back.
  func finish(until slot: PresenceSlot) async throws(TrackingError)

  func progress(of days: ClosedRange<CivilDate>) async throws(TrackingError) -> PresenceProgress

  /// By slot and terminal.
  func presence(in slots: Range<PresenceSlot>) async throws(TrackingError) -> [SlotPresence]
}

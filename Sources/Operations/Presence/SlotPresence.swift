// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import DutyPlanning
public import Geography

/// A place at which somebody's presence is counted.
public enum PresencePlace: Hashable, Sendable {
  /// A place of the plan: a post, a checkpoint or a beat of one mode.
  case duty(DutyPlace, DutyMode)
  /// 道路单元: one street segment.
  case road(DutyModel.ID<RoadSegment>)
}

/// What a terminal's fixes of one slot come to.
public struct SlotStay: Hashable, Sendable {
  /// Milliseconds for which it is known where it was.
  public var heard: Int64 = 0
  /// Milliseconds at each place; a terminal is at several that lie near one another at once.
  public var places: [PresencePlace: Int64] = [:]

  public init() {}
}

/// How long one terminal was at which places in one slot. It names no person and no plate: the terminal's
/// number leads to one for as long as the raw positions are kept, afterwards to nobody.
public struct SlotPresence: Hashable, Sendable {
  public enum Carrier: String, CaseIterable, Codable, Sendable { case vehicle, officer, unknown }

  public var slot: PresenceSlot
  public var terminal: DutyModel.ID<TrackedTerminal>
  /// Whose vehicle or officer carried it when it was counted; `nil` where no list names the holder.
  public var unit: DutyModel.ID<DutyModel.Unit>?
  public var carrier: Carrier
  /// Whole seconds for which it is known where the terminal was.
  public var heardSeconds: Int
  /// Whole seconds at each place; places of less than a second are not named.
  public var seconds: [PresencePlace: Int]

  public init(
    slot: PresenceSlot, terminal: DutyModel.ID<TrackedTerminal>,
    unit: DutyModel.ID<DutyModel.Unit>?, carrier: Carrier, heardSeconds: Int,
    seconds: [PresencePlace: Int]
  ) {
    self.slot = slot
    self.terminal = terminal
    self.unit = unit
    self.carrier = carrier
    self.heardSeconds = heardSeconds
    self.seconds = seconds
  }

  /// Seconds are rounded down: who is asked to be there for three minutes was there for three.
  public init(
    _ stay: SlotStay, in slot: PresenceSlot, of terminal: DutyModel.ID<TrackedTerminal>,
    unit: DutyModel.ID<DutyModel.Unit>?, carrier: Carrier, policy: PresencePolicy
  ) {
    var seconds: [PresencePlace: Int] = [:]
    for (place, milliseconds) in stay.places {
      let whole = Int(milliseconds / 1000)
      let least = if case .road = place { policy.leastStreetSeconds } else { 1 }
      if whole >= least { seconds[place] = whole }
    }
    self.init(
      slot: slot, terminal: terminal, unit: unit, carrier: carrier,
      heardSeconds: Int(stay.heard / 1000), seconds: seconds)
  }
}

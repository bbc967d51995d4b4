// SPDX-License-Identifier: Apache-2.0

public import DutyModel
import Geography

/// Counts how long one terminal was where, from its stored fixes: a function of them alone, without clock or
/// storage.
///
/// Each moment belongs to the fix nearest to it in time, so a fix stands for half of the time to the one
/// before it and half of the time to the one after it. Between two fixes more than `longestGapSeconds` apart
/// nothing is counted. Only fixes that a track may be drawn through count, and none that the device itself
/// calls made up; of several at one moment the first that was received.
public struct PresenceCount {
  private let policy: PresencePolicy
  private let clock: CityClock
  private let places: (Coordinate) -> [PresencePlace]

  /// - Parameter places: what lies near a place in WGS-84; each at most once.
  public init(
    policy: PresencePolicy = PresencePolicy(), clock: CityClock,
    places: @escaping (Coordinate) -> [PresencePlace]
  ) {
    self.policy = policy
    self.clock = clock
    self.places = places
  }

  /// - Parameters:
  ///   - fixes: of one terminal, in any order; those `longestGapSeconds` around a slot belong to what it
  ///     comes to.
  ///   - slots: The slots that are wanted; time in others is left out.
  /// - Returns: every wanted slot in which the terminal has a fix that counts, also where it comes to nothing.
  public func stays(
    of fixes: [JudgedFix], in slots: Set<PresenceSlot>
  ) -> [PresenceSlot: SlotStay] {
    let way = Self.way(fixes)
    let gap = policy.longestGapSeconds * 1000
    var stays: [PresenceSlot: SlotStay] = [:]
    for (position, fix) in way.enumerated() {
      let at = fix.instant.milliseconds
      let own = PresenceSlot(of: fix.instant, by: clock)
      if slots.contains(own) { stays[own, default: SlotStay()].heard += 0 }
      // Both neighbours cut at the same moment, so that none is lost or counted twice.
      var (start, end) = (at, at)
      if position > 0, at - way[position - 1].instant.milliseconds <= gap {
        start = Self.middle(way[position - 1].instant.milliseconds, at)
      }
      if position + 1 < way.count, way[position + 1].instant.milliseconds - at <= gap {
        end = Self.middle(at, way[position + 1].instant.milliseconds)
      }
      let shares = shares(of: start..<end, in: slots)
      guard !shares.isEmpty else { continue }
      let near = places(fix.place.wgs84)
      for (slot, milliseconds) in shares {
        stays[slot, default: SlotStay()].heard += milliseconds
        for place in near { stays[slot]?.places[place, default: 0] += milliseconds }
      }
    }
    return stays
  }

  private static func middle(_ first: Int64, _ second: Int64) -> Int64 {
    first + (second - first) / 2
  }

  /// What counts, by moment, one fix for each.
  private static func way(_ fixes: [JudgedFix]) -> [Fix] {
    let good = fixes.filter { $0.verdict.isGood && !$0.fix.isMock }.map(\.fix).sorted {
      ($0.instant, $0.received, $0.place.latitude, $0.place.longitude)
        < ($1.instant, $1.received, $1.place.latitude, $1.place.longitude)
    }
    return good.indices.filter { $0 == 0 || good[$0].instant != good[$0 - 1].instant }
      .map { good[$0] }
  }

  /// How many milliseconds of a span lie in which of the wanted slots.
  private func shares(
    of span: Range<Int64>, in slots: Set<PresenceSlot>
  ) -> [(slot: PresenceSlot, milliseconds: Int64)] {
    guard !span.isEmpty else { return [] }
    var shares: [(slot: PresenceSlot, milliseconds: Int64)] = []
    var slot = PresenceSlot(of: Instant(milliseconds: span.lowerBound), by: clock)
    var start = span.lowerBound
    while start < span.upperBound {
      let end = min(span.upperBound, slot.span(by: clock).upperBound.milliseconds)
      if slots.contains(slot) { shares.append((slot, end - start)) }
      (start, slot) = (end, slot.advanced(by: 1))
    }
    return shares
  }
}

extension PresencePolicy {
  /// The slots that a fix says something of: its own, and the neighbour whose edge is a gap away.
  public func slots(touchedBy instant: Instant, clock: CityClock) -> ClosedRange<PresenceSlot> {
    PresenceSlot(
      of: instant.adding(seconds: -longestGapSeconds), by: clock)...PresenceSlot(
        of: instant.adding(seconds: longestGapSeconds), by: clock)
  }

  /// The first slot that is not to be counted yet.
  public func end(at now: Instant, clock: CityClock) -> PresenceSlot {
    PresenceSlot(of: now.adding(seconds: -settleSeconds), by: clock)
  }
}

// SPDX-License-Identifier: Apache-2.0

public import CityData
import DutyModel
public import DutyPlanning
import Geography
public import Operations

/// What terminals said of streets, by quarter of an hour: in which of them which streets had somebody near for
/// long enough, and whose terminals were heard at all.
public struct StreetReports: Hashable, Sendable {
  /// What terminals say of one street in one slot.
  enum Finding: Hashable {
    /// Not counted yet, or still to come.
    case open
    /// No terminal of those who answer for the street was heard: nothing is known.
    case unheard
    case unseen
    case seen
  }

  /// Streets by slot.
  private var seen: [PresenceSlot: Set<ID<RoadSegment>>] = [:]
  /// Brigades by slot that had a terminal which was heard for as long as being seen takes.
  private var heard: [PresenceSlot: Set<ID<Unit>>] = [:]
  /// Slots in which any terminal was heard so.
  private var heardAtAll: Set<PresenceSlot> = []
  private let until: PresenceSlot?

  /// - Parameters:
  ///   - until: Slots from this one on are not counted yet; `nil` where none ever was.
  ///   - policy: 见警率's own distance went into the presence, its seconds are asked for here.
  public init(
    _ presence: [SlotPresence], until: PresenceSlot?, plan: DutyPlanSet, snapshot: CitySnapshot,
    policy: SupervisionPolicy = SupervisionPolicy()
  ) {
    self.until = until
    let territory = TerritoryIndex(plan: plan, snapshot: snapshot)
    for row in presence {
      for (place, seconds) in row.seconds where seconds >= policy.visibilitySeconds {
        if case .road(let segment) = place { seen[row.slot, default: []].insert(segment) }
      }
      guard row.heardSeconds >= policy.visibilitySeconds else { continue }
      heardAtAll.insert(row.slot)
      if let brigade = row.unit.flatMap({ territory.brigade(of: $0) }) {
        heard[row.slot, default: []].insert(brigade)
      }
    }
  }

  /// - Parameter brigade: On whose ground the street lies; `nil` for nobody's.
  func finding(
    of segment: ID<RoadSegment>, brigade: ID<Unit>?, in slot: PresenceSlot
  ) -> Finding {
    guard let until, slot < until else { return .open }
    if seen[slot]?.contains(segment) ?? false { return .seen }
    let isHeard =
      brigade.map { heard[slot]?.contains($0) ?? false } ?? heardAtAll.contains(slot)
    return isHeard ? .unseen : .unheard
  }
}

// SPDX-License-Identifier: Apache-2.0

public import DutyModel
import DutyPlanning

/// The people that a shift needs outdoors at one moment.
public struct StreetNeed: Hashable, Sendable {
  public var moment: CivilTime
  public var sworn: Int
  /// Sworn officers and auxiliaries together; a sworn officer may stand in for an auxiliary.
  public var people: Int
  public var skills: [Skill: Int]
  public var vehicles: [Vehicle.Kind: Int]
}

extension ShiftSlot {
  /// The needs at each moment at which a window begins: between two of them nothing is added.
  public var needs: [StreetNeed] {
    Set(occurrences.map(\.interval.start)).sorted().map { moment in
      let active = occurrences.filter { $0.interval.contains(moment) }
      return StreetNeed(
        moment: moment, sworn: active.reduce(0) { $0 + $1.demand.sworn },
        people: active.reduce(0) { $0 + $1.people },
        skills: active.reduce(into: [:]) { $0.merge($1.skills, uniquingKeysWith: +) },
        vehicles: active.reduce(into: [:]) { sum, occurrence in
          if let kind = occurrence.demand.vehicle {
            sum[kind, default: 0] += occurrence.vehicles
          }
        })
    }
  }

  public var stationTotal: Int { station.values.reduce(0, +) }

  /// Sworn officers of whom the shift cannot do with fewer, those at the stations among them.
  public var swornNeeded: Int { (needs.map(\.sworn).max() ?? 0) + stationTotal }

  public var peopleNeeded: Int { (needs.map(\.people).max() ?? 0) + stationTotal }

  /// Whether only as many people are put on it as it needs: nobody is on a night, on a special
  /// order or out of his office to stand by.
  func isExact(for crew: RosterCrew) -> Bool {
    crew == .offices || isSpecial || squadron != nil || NightHours().isNight(interval)
  }
}

// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import DutyPlanning
import Geography

/// Which brigade, area and mode a street, unit or moment belongs to.
struct TerritoryIndex: Sendable {
  private let brigadeOfSegment: [ID<Unit>]
  private let brigadeOfUnit: [ID<Unit>: ID<Unit>]
  private let squadrons: Set<ID<Unit>>
  private let plan: DutyPlanSet

  init(plan: DutyPlanSet, snapshot: CitySnapshot) {
    brigadeOfSegment = snapshot.brigadeOfSegment
    let units = snapshot.organization.units
    let byID = Dictionary(units.map { ($0.id, $0) }) { first, _ in first }
    brigadeOfUnit = byID.compactMapValues { unit in
      var current: Unit? = unit
      for _ in 0..<8 {
        guard let here = current else { return nil }
        if here.kind == .brigade { return here.id }
        current = here.parent.flatMap { byID[$0] }
      }
      return nil
    }
    squadrons = Set(
      units.filter { $0.kind == .squadron || $0.kind == .specialServiceSquadron }.map(\.id))
    self.plan = plan
  }

  func brigade(of segment: ID<RoadSegment>) -> ID<Unit>? {
    let position = Int(segment.rawValue)
    return brigadeOfSegment.indices.contains(position) ? brigadeOfSegment[position] : nil
  }

  func brigade(of unit: ID<Unit>) -> ID<Unit>? { brigadeOfUnit[unit] }

  func squadron(of unit: ID<Unit>) -> ID<Unit>? { squadrons.contains(unit) ? unit : nil }

  func mode(at time: CivilTime) -> DutyMode? { plan.regularMode(at: time) }
}

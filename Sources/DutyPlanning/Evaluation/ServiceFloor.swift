// SPDX-License-Identifier: Apache-2.0

import CityData
public import DutyModel
import Geography

/// The least that every grid may count on in a mode: somebody on duty who could be in its middle
/// within a time, so that no grid is given up for busier ones.
public struct ServiceFloor: Hashable, Codable, Sendable {
  public var limitMinutes: Int
  /// In order of beat; the worst of the mode's hours counts.
  public var grids: [Grid]

  public struct Grid: Hashable, Codable, Sendable {
    public var beat: DutyModel.ID<Beat>
    public var name: LocalizedName
    /// From the nearest place on duty; `nil` if nobody could be there within an hour.
    public var minutes: Double?
  }

  /// Grids that the plan leaves below the floor.
  public var below: [Grid] {
    grids.filter { $0.minutes.map { $0 > Double(limitMinutes) } ?? true }
  }
}

extension ResponseEvaluator {
  /// - Parameter beats: the grids, each with the street in its middle.
  mutating func floor(
    of plan: DutyPlan, beats: [Beat], limitMinutes: Int
  ) -> ServiceFloor? {
    let occasions = DutyOccasion.all(of: plan, in: context)
    guard !occasions.isEmpty, !beats.isEmpty else { return nil }
    let worst = beats.map { beat -> Float in
      guard let street = middleStreet(of: beat) else { return StreetTimes.farAway }
      return occasions.map { occasion in
        occasion.junctions.map { times.minutes(from: $0)[street] }.min() ?? StreetTimes.farAway
      }.max() ?? StreetTimes.farAway
    }
    return ServiceFloor(
      limitMinutes: limitMinutes,
      grids: zip(beats, worst).map { beat, minutes in
        ServiceFloor.Grid(
          beat: beat.id, name: beat.name,
          minutes: minutes < StreetTimes.farAway ? Double((minutes * 100).rounded()) / 100 : nil)
      })
  }

  private func middleStreet(of beat: Beat) -> Int? {
    let middle = UnitPlaces.middle(of: beat, context.roads)
    return beat.segments.first { context.roads[$0].from == middle }.map { Int($0.rawValue) }
  }
}

// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Geography

/// 巡逻: a unit on the move, stopping at places in an order that outsiders cannot foresee.
public struct Patrol: Identifiable, Hashable, Codable, Sendable {
  public struct Stop: Hashable, Codable, Sendable {
    public var junction: DutyModel.ID<Junction>
    public var location: Coordinate
    /// Minutes after the window's start.
    public var arrivalMinute: Int
    public var dwellMinutes: Int
    /// Rest after the stop, at the place; `nil` where the patrol rides on.
    public var breakMinutes: Int?

    public init(
      junction: DutyModel.ID<Junction>, location: Coordinate, arrivalMinute: Int,
      dwellMinutes: Int, breakMinutes: Int? = nil
    ) {
      self.junction = junction
      self.location = location
      self.arrivalMinute = arrivalMinute
      self.dwellMinutes = dwellMinutes
      self.breakMinutes = breakMinutes
    }
  }

  public let id: DutyModel.ID<Patrol>
  public var name: LocalizedName
  public var area: DutyModel.ID<Area>
  /// A special service squadron (铁骑) or a brigade.
  public var unit: DutyModel.ID<Unit>
  public var vehicle: Vehicle.Kind
  public var stops: [Stop]
  public var reason: PlaceReason
  /// The longest time that any of its places is alone in the window.
  public var longestGapMinutes: Int?
  /// How often somebody who knows places and weights, but not the seed, guesses the next stop.
  public var guessableShare: Double?

  public init(
    id: DutyModel.ID<Patrol>, name: LocalizedName, area: DutyModel.ID<Area>,
    unit: DutyModel.ID<Unit>, vehicle: Vehicle.Kind,
    stops: [Stop], reason: PlaceReason, longestGapMinutes: Int? = nil,
    guessableShare: Double? = nil
  ) {
    self.id = id
    self.name = name
    self.area = area
    self.unit = unit
    self.vehicle = vehicle
    self.stops = stops
    self.reason = reason
    self.longestGapMinutes = longestGapMinutes
    self.guessableShare = guessableShare
  }
}

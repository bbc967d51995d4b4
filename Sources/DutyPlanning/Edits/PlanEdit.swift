// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Geography

/// What a planner decides by hand about one place, with who, when and why.
///
/// Written as one flat JSON object: `mode`, `change` (`pin`, `forbid`, `move` or `resize`),
/// `junction`, then `to` of a move or `strength` of a resize, `person`, `time`, `reason`.
public struct PlanEdit: Hashable, Sendable {
  public enum Change: Hashable, Sendable {
    /// Somebody stands here in any case.
    case pin(DutyModel.ID<Junction>)
    /// Nobody stands here.
    case forbid(DutyModel.ID<Junction>)
    /// Nobody at the first, somebody at the second.
    case move(from: DutyModel.ID<Junction>, to: DutyModel.ID<Junction>)
    /// A post stands here, with just these people.
    case resize(DutyModel.ID<Junction>, Strength)
  }

  public var mode: DutyMode
  public var change: Change
  /// Who decided: a name or a badge number.
  public var person: String
  public var time: CivilTime
  public var reason: String

  public init(mode: DutyMode, change: Change, person: String, time: CivilTime, reason: String) {
    self.mode = mode
    self.change = change
    self.person = person
    self.time = time
    self.reason = reason
  }

  /// As files write it.
  public enum Kind: String, CaseIterable, Codable, Sendable { case pin, forbid, move, resize }

  public var kind: Kind {
    switch change {
    case .pin: .pin
    case .forbid: .forbid
    case .move: .move
    case .resize: .resize
    }
  }

  /// The junction that the decision names first.
  public var junction: DutyModel.ID<Junction> {
    switch change {
    case .pin(let place), .forbid(let place), .move(let place, _), .resize(let place, _): place
    }
  }

  /// Junctions where somebody must stand, and where nobody may.
  var pinned: DutyModel.ID<Junction>? {
    switch change {
    case .pin(let junction), .move(_, let junction), .resize(let junction, _): junction
    case .forbid: nil
    }
  }

  var forbidden: DutyModel.ID<Junction>? {
    switch change {
    case .forbid(let junction), .move(let junction, _): junction
    case .pin, .resize: nil
    }
  }
}

extension PlanEdit: Codable {
  private enum CodingKeys: String, CodingKey {
    case mode, change, junction, to, strength, person, time, reason
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let junction = try values.decode(DutyModel.ID<Junction>.self, forKey: .junction)
    change =
      switch try values.decode(Kind.self, forKey: .change) {
      case .pin: .pin(junction)
      case .forbid: .forbid(junction)
      case .move:
        .move(from: junction, to: try values.decode(DutyModel.ID<Junction>.self, forKey: .to))
      case .resize: .resize(junction, try values.decode(Strength.self, forKey: .strength))
      }
    mode = try values.decode(DutyMode.self, forKey: .mode)
    person = try values.decode(String.self, forKey: .person)
    time = try values.decode(CivilTime.self, forKey: .time)
    reason = try values.decode(String.self, forKey: .reason)
  }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    switch change {
    case .move(_, let to): try values.encode(to, forKey: .to)
    case .resize(_, let strength): try values.encode(strength, forKey: .strength)
    case .pin, .forbid: break
    }
    try values.encode(mode, forKey: .mode)
    try values.encode(kind, forKey: .change)
    try values.encode(junction, forKey: .junction)
    try values.encode(person, forKey: .person)
    try values.encode(time, forKey: .time)
    try values.encode(reason, forKey: .reason)
  }
}

/// A decision by hand, and what it costs.
public struct EditOutcome: Hashable, Codable, Sendable {
  public var edit: PlanEdit
  /// Of the place that the edit names first.
  public var place: LocalizedName
  /// What the plan covers with all decisions, and without this one: expected incidents a year, or of
  /// checkpoints intercepted risk.
  public var objectiveWith: Double
  public var objectiveWithout: Double
  /// No plan without this decision covers more.
  public var boundWithout: Double

  /// What the decision costs; 0 or more, up to the gap of the two solves.
  public var cost: Double { objectiveWithout - objectiveWith }
  /// Whether both solves were proven, so that the cost is the true one.
  public var isProven: Bool

  private enum CodingKeys: String, CodingKey {
    case edit, place, objectiveWith, objectiveWithout, boundWithout, cost, isProven
  }

  init(
    edit: PlanEdit, place: LocalizedName, objectiveWith: Double, objectiveWithout: Double,
    boundWithout: Double, isProven: Bool
  ) {
    self.edit = edit
    self.place = place
    self.objectiveWith = objectiveWith
    self.objectiveWithout = objectiveWithout
    self.boundWithout = boundWithout
    self.isProven = isProven
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    edit = try values.decode(PlanEdit.self, forKey: .edit)
    place = try values.decode(LocalizedName.self, forKey: .place)
    objectiveWith = try values.decode(Double.self, forKey: .objectiveWith)
    objectiveWithout = try values.decode(Double.self, forKey: .objectiveWithout)
    boundWithout = try values.decode(Double.self, forKey: .boundWithout)
    isProven = try values.decode(Bool.self, forKey: .isProven)
  }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(edit, forKey: .edit)
    try values.encode(place, forKey: .place)
    try values.encode(objectiveWith, forKey: .objectiveWith)
    try values.encode(objectiveWithout, forKey: .objectiveWithout)
    try values.encode(boundWithout, forKey: .boundWithout)
    try values.encode(cost, forKey: .cost)
    try values.encode(isProven, forKey: .isProven)
  }
}

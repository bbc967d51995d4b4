// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Rostering

/// What one shift leaves to the next, frozen when it was written.
public struct ShiftHandOverRecord: Hashable, Codable, Sendable {
  /// The shift that ends; `nil` for the command centre, whose watches no roster holds.
  public struct Shift: Hashable, Codable, Sendable {
    public var duty: DutyModel.ID<RosteredDuty>
    /// The place of its last stay.
    public var place: LocalizedName
    public var start: Instant
    public var end: Instant
  }

  public struct Equipment: Hashable, Codable, Sendable {
    public var name: String
    public var count: Int
    public var words: String

    public init(name: String, count: Int, words: String) {
      self.name = name
      self.count = count
      self.words = words
    }
  }

  /// Whose shift it is: a brigade, a special service squadron or an office; for the command centre
  /// the unit of its people.
  public var unit: DutyModel.ID<Unit>
  public var shift: Shift?
  /// 交班人
  public var outgoing: Handler
  /// 接班人
  public var incoming: Handler
  /// When the incoming person's own shift starts; `nil` where none is rostered.
  public var incomingStart: Instant?
  /// Matters that the outgoing person wrote down.
  public var note: String
  public var equipment: [Equipment]
  /// What was open in the unit at that moment.
  public var matters: [OpenMatter]
  /// Until when the incoming person must have acknowledged it.
  public var due: Instant
}

/// One matter that was open when a shift was handed over, as it stood then.
public enum OpenMatter: Hashable, Codable, Sendable {
  /// An incident on the unit's ground, or with its people.
  case incident(DutyModel.ID<Incident>, state: IncidentResponse.State, called: Instant)
  /// A case whose turn it is with the unit, with the earliest of its clocks.
  case violation(DutyModel.ID<ViolationCase>, state: String, due: Instant?)
  /// Somebody of whom nothing is heard.
  case lostContact(AssignmentID, officer: DutyModel.ID<Officer>, since: Instant)
  /// Somebody whose stay has ended and who has not checked out.
  case notCheckedOut(AssignmentID, officer: DutyModel.ID<Officer>, end: Instant)
  case vehicleOut(
    DutyModel.ID<Vehicle>, stay: AssignmentID, officer: DutyModel.ID<Officer>, since: Instant)
  /// A special duty in force that concerns the unit.
  case special(DutyModel.ID<SpecialDuty>, name: LocalizedName)

  public var key: String {
    switch self {
    case .incident: "incident"
    case .violation: "violation"
    case .lostContact: "lostContact"
    case .notCheckedOut: "notCheckedOut"
    case .vehicleOut: "vehicleOut"
    case .special: "special"
    }
  }
}

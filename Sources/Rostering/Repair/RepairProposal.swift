// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// What a repair would change, for whom and why; nothing is changed until someone takes it.
public struct RepairProposal: Hashable, Codable, Sendable {
  /// One person's row that comes, goes or changes.
  public struct Cell: Hashable, Codable, Sendable {
    public enum Kind: String, Codable, Sendable {
      /// Taken off, because of the change itself.
      case vacated
      /// Taken off a person who covers another duty.
      case released
      /// Takes over on the same shift.
      case fromStandby
      /// Called in.
      case calledIn
    }

    public var kind: Kind
    public var officer: ID<Officer>
    public var name: LocalizedName
    public var duty: RosteredDuty
    public var reasons: [LocalizedName]
  }

  /// A duty for which nobody was found.
  public struct OpenDuty: Hashable, Codable, Sendable {
    public var duty: RosteredDuty
    /// Which rules keep how many people from it, the most frequent first.
    public var obstacles: [Obstacle]
    /// Who could take it if a named person set rules aside, the fewest first.
    public var relaxations: [DutyCandidate]
  }

  public struct Obstacle: Hashable, Codable, Sendable {
    public var rule: String
    public var sentence: LocalizedName
    public var people: Int
  }

  public var change: RosterChange
  public var cells: [Cell]
  public var open: [OpenDuty]
  /// The roster with the proposal taken; its version is a new one.
  public var roster: Roster
  /// Soft-rule points before and after.
  public var penaltyBefore: Int
  public var penaltyAfter: Int
  public var solve: SolveRecord

  /// People whose rows change, those apart who cannot come anyway.
  public var peopleAffected: Int {
    Set(cells.filter { $0.kind != .vacated }.map(\.officer)).count
  }
}

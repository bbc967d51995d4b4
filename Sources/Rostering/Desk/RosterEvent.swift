// SPDX-License-Identifier: Apache-2.0

public import DutyModel
import IncidentAnalysis

/// One step in the life of a roster: what was done, by whom, when. Only ever added to.
public struct RosterEvent: Hashable, Codable, Sendable {
  public var action: RosterAction
  public var by: RosterPerson
  /// By the city's clock.
  public var at: CivilTime

  public init(_ action: RosterAction, by: RosterPerson, at: CivilTime) {
    self.action = action
    self.by = by
    self.at = at
  }
}

/// Who works on a roster, as the record keeps it.
public struct RosterPerson: Hashable, Codable, Sendable {
  /// Name and account, such as `李伟（li.wei）`.
  public var name: String
  /// The officer of the staff list whom the account belongs to.
  public var officer: ID<Officer>?
  /// The request in which they asked for the step, if it had a key.
  public var request: RosterRequestKey?

  public init(name: String, officer: ID<Officer>? = nil, request: RosterRequestKey? = nil) {
    self.name = name
    self.officer = officer
    self.request = request
  }
}

/// The key of a request, so that one that is sent again is carried out once. It is kept with the step
/// that it led to, and therefore as long and as surely as the step itself.
public struct RosterRequestKey: Hashable, Codable, Sendable {
  /// Whose key, and the key: those of different people never meet.
  public var key: String
  /// Digest of what is asked for: the same key for something else is a mistake.
  public var fingerprint: String

  public init(key: String, fingerprint: String) {
    self.key = key
    self.fingerprint = fingerprint
  }
}

/// What may happen to a roster after it was solved.
public enum RosterAction: Hashable, Codable, Sendable {
  /// A solved roster becomes the draft.
  case open(version: Version, firstDate: CivilDate, days: Int)
  /// A planner fixes a row: no repair, no swap moves it.
  case pin(ID<RosteredDuty>)
  case unpin(ID<RosteredDuty>)
  /// A planner gives one row to somebody else, with whoever answers for each rule set aside.
  case assign(duty: ID<RosteredDuty>, moves: [RosterMove], overrides: [RuleOverride])
  /// A planner decides what a soft rule weighs from now on.
  case weigh(RuleWeight)
  /// Staff and leave from a file, as a whole.
  case take(StaffIntake)
  /// The weather by day, by which the heat rules judge from now on; other days stay as they were.
  case forecast([HeatDay], file: String)
  /// Weeks that were solved anew become the draft.
  case redraft(RosterRedraft)
  /// The draft gets its next weeks.
  case extend(RosterWeeks)
  case propose(RepairRecord)
  case accept(ID<RepairRecord>)
  case drop(ID<RepairRecord>, reason: String)
  case file(ID<DutyRequest>, applicant: ID<Officer>, DutyRequest.Kind)
  /// A request moves on. `violations` is what the rules said of it then, `moves` what an approval
  /// changes.
  case decide(
    ID<DutyRequest>, DutyRequest.Action, by: ID<Officer>, violations: [HardRuleViolation],
    moves: [RosterMove])
  /// The draft becomes what everybody works by.
  case publish(note: String)
}

/// One row that goes from one person to another, or off the roster. In a comparison of two rosters also
/// a row that is new, and one whose person stays while places or vehicle change.
public struct RosterMove: Hashable, Codable, Sendable {
  public var duty: ID<RosteredDuty>
  /// `nil` for a new row.
  public var from: ID<Officer>?
  /// `nil` for a row that nobody works any more.
  public var to: ID<Officer>?

  public init(duty: ID<RosteredDuty>, from: ID<Officer>?, to: ID<Officer>?) {
    self.duty = duty
    self.from = from
    self.to = to
  }
}

/// A repair that was proposed: what would change for whom and why, kept whether it is taken or not.
public struct RepairRecord: Identifiable, Hashable, Codable, Sendable {
  public enum State: String, Codable, Sendable { case open, accepted, dropped }

  public let id: DutyModel.ID<RepairRecord>
  public var change: RosterChange
  public var cells: [RepairProposal.Cell]
  public var unfilled: [RepairProposal.OpenDuty]
  public var moves: [RosterMove]
  public var penaltyBefore: Int
  public var penaltyAfter: Int
  public var solve: SolveRecord
  /// From when to when the people of the change are not to be had.
  public var absence: CivilInterval
  public internal(set) var state = State.open

  init(
    id: DutyModel.ID<RepairRecord>, _ proposal: RepairProposal, from draft: Roster,
    rules: RosterRules
  ) {
    self.id = id
    change = proposal.change
    cells = proposal.cells
    unfilled = proposal.open
    moves = draft.moves(to: proposal.roster)
    penaltyBefore = proposal.penaltyBefore
    penaltyAfter = proposal.penaltyAfter
    solve = proposal.solve
    absence = proposal.change.absence(rules)
  }
}

extension Roster {
  /// What leads from this roster to `next`, by the number of the row.
  func moves(to next: Roster) -> [RosterMove] {
    let after = Dictionary(
      next.duties.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let known = Set(duties.map(\.id))
    let changed = duties.compactMap { row in
      after[row.id] == row
        ? nil : RosterMove(duty: row.id, from: row.officer, to: after[row.id]?.officer)
    }
    return changed
      + next.duties.filter { !known.contains($0.id) }
      .map { RosterMove(duty: $0.id, from: nil, to: $0.officer) }
  }

  /// - Throws: `.outdated` where a row is not with whom the move takes it from.
  mutating func apply(_ moves: [RosterMove]) throws(RosterRefused) {
    var byDuty = Dictionary(moves.map { ($0.duty, $0) }, uniquingKeysWith: { first, _ in first })
    var rows: [RosteredDuty] = []
    for var row in duties {
      if let move = byDuty.removeValue(forKey: row.id) {
        guard move.from == row.officer else { throw .outdated(row.id) }
        guard let taker = move.to else { continue }
        row.officer = taker
      }
      rows.append(row)
    }
    if let missing = byDuty.keys.min() { throw .outdated(missing) }
    duties = rows.sorted { ($0.interval.start, $0.officer) < ($1.interval.start, $1.officer) }
    version = Version(
      stage: version.stage, madeFrom: [version.digest] + duties.map { "\($0.id) \($0.officer)" })
  }
}

// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Rostering

/// Which people of a roster somebody reads about.
struct RosterBookPart: Sendable {
  /// `nil` for everybody.
  private let officers: Set<ID<Officer>>?

  static let everybody = RosterBookPart(officers: nil)

  private init(officers: Set<ID<Officer>>?) { self.officers = officers }

  init(_ reach: TerritoryReach?, staff: Organization) {
    officers = reach.map { reach in
      Set(staff.officers.filter { reach.units.contains($0.unit) }.map(\.id))
    }
  }

  func holds(_ officer: ID<Officer>) -> Bool { officers?.contains(officer) ?? true }

  /// What names nobody is the whole roster's.
  func holds(_ officer: ID<Officer>?) -> Bool {
    guard let officers else { return true }
    return officer.map(officers.contains) ?? false
  }

  func holds(_ move: RosterMove) -> Bool {
    officers == nil || holds(move.from) || holds(move.to)
  }

  /// A request concerns whoever asks and whoever is to swap.
  func holds(_ request: DutyRequest) -> Bool {
    if holds(request.applicant) { return true }
    guard case .swap(_, let with, _) = request.kind else { return false }
    return holds(with)
  }

  func holds(_ record: RepairRecord) -> Bool {
    officers == nil || record.cells.contains { holds($0.officer) }
  }

  /// The roster's rows of these people.
  func limited(_ roster: Roster) -> Roster {
    var part = roster
    part.duties.removeAll { !holds($0.officer) }
    return part
  }
}

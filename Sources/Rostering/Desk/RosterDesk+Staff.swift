// SPDX-License-Identifier: Apache-2.0

public import DutyModel

extension RosterDesk {
  /// The staff with what was imported at this desk.
  public func currentStaff() async throws(RosterDeskError) -> Organization {
    staff.taking(try await current().intakes.map(\.intake))
  }

  /// Hard rules that the draft would break with the import and does not break without it.
  public func violations(
    with intake: StaffIntake
  ) async throws(RosterDeskError) -> [HardRuleViolation] {
    let book = try await current()
    let known = Set(try await judgement().violations)
    var problem = try problem(of: book)
    problem.take(intake)
    return RosterChecker(problem: problem).violations(of: book.draft)
      .filter { !known.contains($0) }
  }

  /// Takes staff and leave from a file, all of it or nothing: duties, repairs and candidates go by it
  /// from now on, and so does the next roster.
  public func take(
    _ intake: StaffIntake, seen revision: Int, by person: RosterPerson, at now: Instant
  ) async throws(RosterDeskError) -> RosterBook {
    try await record(.take(intake), seen: revision, by: person, at: now)
  }

  /// All imports that rosters took, in the order of taking, the oldest roster's first.
  public static func intakes(
    in store: any RosterStore, before id: ID<RosterBook>? = nil
  ) async throws(RosterStoreError) -> [StaffIntake] {
    var intakes: [StaffIntake] = []
    for entry in try await store.index().reversed() {
      if let id, entry.id >= id { break }
      // One event opens a roster; a longer record may hold imports.
      guard entry.revision > 1 else { continue }
      intakes += try await store.book(entry.id).intakes.map(\.intake)
    }
    return intakes
  }
}

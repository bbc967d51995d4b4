// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import DutyPlanning

extension RosterDesk {
  /// The desk of a solved roster: of the one that is kept already, or of a new one. Duties of the
  /// last published rosters before it go into its problem, so that rest, runs and fairness go on
  /// from them.
  ///
  /// - Parameter booked: rest that special duties booked; the draft is judged by what is still owed.
  public static func open(
    _ roster: Roster, plans: DutyPlanSet, organization: Organization, rules: RosterRules,
    calendar: WorkingCalendar?, booked: [RestDebt] = [], store: any RosterStore,
    by person: RosterPerson, at now: Instant,
    solvers: @escaping @Sendable () throws(RepairError) -> RosterSolvers
  ) async throws -> RosterDesk {
    let index = try await store.index()
    let known = index.first { $0.digest == roster.version.digest }?.id
    let id: ID<RosterBook>
    if let known {
      id = known
    } else {
      id = try await store.open(roster, by: person, at: now, clock: organization.clock)
    }
    let staff = organization.taking(try await intakes(in: store, before: id))
    // The roster may have got weeks since it was solved.
    let days = try await store.book(id).draft.days
    let history = try await history(before: roster.firstDate, index, store)
    let circumstances = RosterCircumstances(
      coveredUntil: try await coverage(
        after: roster.firstDate.adding(days: days - 1), index, store))
    let spanning: @Sendable (Int) throws(RosterError) -> RosterProblem = {
      days throws(RosterError) in
      var problem = try RosterProblem(
        plans: plans, organization: staff, firstDate: roster.firstDate, days: days,
        history: history, rules: rules, calendar: calendar)
      problem.repay(booked)
      problem.rules = problem.rules.judging(by: circumstances)
      return problem
    }
    let first = CivilTime(date: roster.firstDate)
    let end = first.adding(minutes: days * 1440)
    let isOver = organization.clock.civilTime(of: now) >= end
    return RosterDesk(
      id, problem: try spanning(roster.days), staff: staff, store: store,
      // A demonstration's days are long past; its desk stands before the first of them.
      standingTime: roster.isDemoData && isOver ? first : nil, spanning: spanning,
      solvers: solvers)
  }

  /// Published duties of the twelve weeks before a day, of each day by the newest roster.
  public static func history(
    before first: CivilDate, in store: any RosterStore
  ) async throws(RosterStoreError) -> [RosteredDuty] {
    try await history(before: first, try await store.index(), store)
  }

  private static func history(
    before first: CivilDate, _ index: [RosterIndexEntry], _ store: any RosterStore
  ) async throws(RosterStoreError) -> [RosteredDuty] {
    let weeks = FairnessLedger.weeks * 7
    let span = first.adding(days: -weeks)..<first
    var duties: [RosteredDuty] = []
    var taken: Set<CivilDate> = []
    for entry in index where entry.mayTouch(span) {
      guard let published = try await store.book(entry.id).published else { continue }
      let dates = (0..<published.days).map { published.firstDate.adding(days: $0) }
        .filter { span.contains($0) && !taken.contains($0) }
      taken.formUnion(dates)
      duties += published.duties.filter { dates.contains($0.interval.start.date) }
    }
    return duties.sorted { ($0.interval.start, $0.officer) < ($1.interval.start, $1.officer) }
  }
}

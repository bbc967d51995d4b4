// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Where one roster is worked on: each use case reads the newest draft, asks the rules, and stores
/// one event, or refuses and stores nothing.
///
/// Whoever changes something says which revision they saw; if somebody else was first, nothing is
/// overwritten and the second hears of it.
public actor RosterDesk {
  /// What may be done about a rule that stands in the way, and by whom.
  public struct Waiver: Hashable, Codable, Sendable {
    public var rule: String
    public var officer: ID<Officer>
    public var date: CivilDate
    public var reason: String

    public init(rule: String, officer: ID<Officer>, date: CivilDate, reason: String) {
      self.rule = rule
      self.officer = officer
      self.date = date
      self.reason = reason
    }
  }

  public nonisolated let id: ID<RosterBook>
  /// The people and units, as they were when the desk was opened.
  public nonisolated let staff: Organization
  public nonisolated var clock: CityClock { staff.clock }
  /// What the roster was solved from, with the duties of the weeks before.
  public nonisolated let problem: RosterProblem
  private let store: any RosterStore
  /// Of a demonstration: the moment at which its days begin. Real rosters run by the real clock.
  private let standingTime: CivilTime?
  /// The same problem over more days; `nil` for a desk whose roster gets no more weeks.
  private let spanning: (@Sendable (Int) throws(RosterError) -> RosterProblem)?
  let solvers: @Sendable () throws(RepairError) -> RosterSolvers
  private var book: RosterBook?
  private var judged: (revision: Int, judgement: RosterJudgement)?
  /// What `spanning` gave last, by days.
  private var longer: [Int: RosterProblem] = [:]

  /// - Parameters:
  ///   - spanning: the problem over a number of days from the roster's first, for new weeks.
  ///   - solvers: Opens them when a repair or a new draft is first asked for.
  public init(
    _ id: ID<RosterBook>, problem: RosterProblem, staff: Organization, store: any RosterStore,
    standingTime: CivilTime? = nil,
    spanning: (@Sendable (Int) throws(RosterError) -> RosterProblem)? = nil,
    solvers: @escaping @Sendable () throws(RepairError) -> RosterSolvers
  ) {
    self.id = id
    self.problem = problem
    self.staff = staff
    self.store = store
    self.standingTime = standingTime
    self.spanning = spanning
    self.solvers = solvers
  }

  /// The newest state.
  public func current() async throws(RosterDeskError) -> RosterBook {
    do {
      if let book, try await store.revision(of: id) == book.revision { return book }
      let newest = try await store.book(id)
      book = newest
      return newest
    } catch {
      throw .store(error)
    }
  }

  /// The problem of a book with what was imported, accepted, approved and weighed since.
  ///
  /// - Parameter days: from the roster's first; without it those of the draft.
  public func problem(
    of book: RosterBook, days: Int? = nil
  ) throws(RosterDeskError) -> RosterProblem {
    book.problem(try span(days ?? book.draft.days))
  }

  /// What the roster was solved from, over as many days.
  func span(_ days: Int) throws(RosterDeskError) -> RosterProblem {
    if days == problem.days { return problem }
    if let known = longer[days] { return known }
    guard let spanning else { throw .weeks(.fixed) }
    do {
      let new = try spanning(days)
      // The draft's days and those that were published are asked for in turn.
      if longer.count > 1 { longer.removeAll() }
      longer[days] = new
      return new
    } catch {
      throw .solving(error)
    }
  }

  /// What the rules say about the draft.
  public func judgement() async throws(RosterDeskError) -> RosterJudgement {
    let book = try await current()
    if let judged, judged.revision == book.revision { return judged.judgement }
    let judgement = RosterJudgement(of: book.draft, by: try problem(of: book))
    judged = (book.revision, judgement)
    return judgement
  }

  /// Whether the request was carried out: whoever sends it again gets what it led to.
  public func wasTaken(_ request: RosterRequestKey?) async throws(RosterDeskError) -> Bool {
    guard let request else { return false }
    let book = try await current()
    do {
      return try book.wasTaken(request)
    } catch {
      throw .refused(error)
    }
  }

  /// Rows that began before it stay as they are.
  public nonisolated func planningTime(_ now: Instant) -> CivilTime {
    standingTime ?? clock.civilTime(of: now)
  }

  public func setPin(
    _ isPinned: Bool, on duty: ID<RosteredDuty>, seen revision: Int, by person: RosterPerson,
    at now: Instant
  ) async throws(RosterDeskError) -> RosterBook {
    try await record(isPinned ? .pin(duty) : .unpin(duty), seen: revision, by: person, at: now)
  }

  /// Everyone who might take the row, the best first, each with reasons.
  public func candidates(
    for duty: ID<RosteredDuty>
  ) async throws(RosterDeskError) -> [DutyCandidate] {
    let book = try await current()
    let problem = try problem(of: book)
    do {
      return try CandidateSearch.candidates(
        for: duty, in: book.draft, of: problem, pinned: Set(book.pins.keys))
    } catch {
      throw .repair(error)
    }
  }

  /// Gives one row to somebody of its pool. Each hard rule that this breaks needs a waiver with a
  /// reason, and the rule must allow one.
  public func assign(
    _ duty: ID<RosteredDuty>, to officer: ID<Officer>, waivers: [Waiver], seen revision: Int,
    by person: RosterPerson, at now: Instant
  ) async throws(RosterDeskError) -> RosterBook {
    let book = try await current(seen: revision)
    guard let row = book.draft.duties.first(where: { $0.id == duty }) else {
      throw .refused(.unknownDuty(duty))
    }
    guard row.interval.start > planningTime(now) else { throw .repair(.alreadyBegun(name(row))) }
    guard let taker = try await candidates(for: duty).first(where: { $0.officer == officer }) else {
      throw .repair(.unknownOfficer("\(officer)"))
    }
    let overrides = try overrides(waivers, by: person, at: now)
    let open = taker.violations.filter { violation in
      !overrides.contains { $0.covers(violation) }
    }
    guard open.isEmpty else { throw .refused(.request(.breaksRules(open))) }
    var moves = [RosterMove(duty: duty, from: row.officer, to: officer)]
    // Whoever stood by on the same shift stands by no longer.
    if let standby = taker.standby {
      moves.append(RosterMove(duty: standby.id, from: officer, to: nil))
    }
    return try await record(
      .assign(duty: duty, moves: moves, overrides: overrides), seen: revision, by: person, at: now)
  }

  /// Exchanges two rows between those who have them. Each hard rule that this breaks needs a waiver.
  public func swap(
    _ duty: ID<RosteredDuty>, against other: ID<RosteredDuty>, waivers: [Waiver],
    seen revision: Int, by person: RosterPerson, at now: Instant
  ) async throws(RosterDeskError) -> RosterBook {
    let book = try await current(seen: revision)
    let rows = book.draft.duties
    guard let first = rows.first(where: { $0.id == duty }) else {
      throw .refused(.unknownDuty(duty))
    }
    guard let second = rows.first(where: { $0.id == other }) else {
      throw .refused(.unknownDuty(other))
    }
    let wish = DutyRequest(
      id: book.nextRequest, by: first.officer,
      .swap(duty: duty, with: second.officer, against: other), at: clock.civilTime(of: now))
    let overrides = try overrides(waivers, by: person, at: now)
    let review = try swapReview(wish, of: book, at: now)
    let open = review.violations.filter { violation in
      !overrides.contains { $0.covers(violation) }
    }
    guard open.isEmpty else { throw .refused(.request(.breaksRules(open))) }
    return try await record(
      .assign(duty: duty, moves: review.moves, overrides: overrides), seen: revision, by: person,
      at: now)
  }

  /// Lets a soft rule weigh something else from now on: the draft is judged by it, repairs and
  /// requests are priced by it, and the next roster is solved with it.
  public func weigh(
    _ key: String, as weight: Int, reason: String, seen revision: Int, by person: RosterPerson,
    at now: Instant
  ) async throws(RosterDeskError) -> RosterBook {
    let book = try await current(seen: revision)
    let rules = try problem(of: book).rules.soft
    guard let rule = rules.first(where: { $0.key == key }) else { throw .unknownRule(key) }
    let decision = RuleWeight(
      rule: key, weight: weight, before: rule.weight, person: person.name, reason: reason,
      decidedAt: clock.civilTime(of: now))
    return try await record(.weigh(decision), seen: revision, by: person, at: now)
  }

  /// Works out the least change after a sick call or a draw and keeps it as a proposal; the draft
  /// stays as it is.
  public func propose(
    _ change: RosterChange, seen revision: Int, by person: RosterPerson, at now: Instant
  ) async throws(RosterDeskError) -> RosterBook {
    let book = try await current(seen: revision)
    let record = RepairRecord(
      id: book.nextRepair, try await repair(change, of: book, at: now), from: book.draft,
      rules: problem.rules)
    return try await self.record(.propose(record), seen: revision, by: person, at: now)
  }

  public func accept(
    _ repair: ID<RepairRecord>, seen revision: Int, by person: RosterPerson, at now: Instant
  ) async throws(RosterDeskError) -> RosterBook {
    try await record(.accept(repair), seen: revision, by: person, at: now)
  }

  public func drop(
    _ repair: ID<RepairRecord>, reason: String, seen revision: Int, by person: RosterPerson,
    at now: Instant
  ) async throws(RosterDeskError) -> RosterBook {
    try await record(.drop(repair, reason: reason), seen: revision, by: person, at: now)
  }

  /// Makes the draft what everybody works by.
  ///
  /// - Throws: `.rulesBroken` if a hard rule is broken that nobody set aside.
  public func publish(
    note: String, seen revision: Int, by person: RosterPerson, at now: Instant
  ) async throws(RosterDeskError) -> RosterBook {
    _ = try await current(seen: revision)
    let broken = try await judgement().violations
    guard broken.isEmpty else { throw .rulesBroken(broken) }
    return try await record(.publish(note: note), seen: revision, by: person, at: now)
  }

  // MARK: What the use cases share

  func current(seen revision: Int) async throws(RosterDeskError) -> RosterBook {
    let book = try await current()
    guard book.revision == revision else { throw .store(.conflict(id)) }
    return book
  }

  func repair(
    _ change: RosterChange, of book: RosterBook, at now: Instant
  ) async throws(RosterDeskError) -> RepairProposal {
    let problem = try problem(of: book)
    do {
      return try await RosterRepair.propose(
        change, to: book.draft, of: problem, now: planningTime(now),
        pinned: Set(book.pins.keys), cpsat: try solvers().cpsat)
    } catch {
      throw .repair(error)
    }
  }

  /// Refusals come before anything is stored.
  func record(
    _ action: RosterAction, seen revision: Int, by person: RosterPerson, at now: Instant
  ) async throws(RosterDeskError) -> RosterBook {
    var next = try await current(seen: revision)
    let event = RosterEvent(action, by: person, at: clock.civilTime(of: now))
    do {
      try next.apply(event)
    } catch {
      throw .refused(error)
    }
    do {
      try await store.append(event, to: id, revision: revision, at: now)
    } catch {
      throw .store(error)
    }
    book = next
    return next
  }

  func overrides(
    _ waivers: [Waiver], by person: RosterPerson, at now: Instant
  ) throws(RosterDeskError) -> [RuleOverride] {
    var overrides: [RuleOverride] = []
    for waiver in waivers {
      guard let rule = problem.rules.hard.first(where: { $0.key == waiver.rule }) else {
        throw .unknownRule(waiver.rule)
      }
      do {
        overrides.append(
          try RuleOverride(
            of: rule, officer: waiver.officer, date: waiver.date, person: person.name,
            reason: waiver.reason, decidedAt: clock.civilTime(of: now)))
      } catch {
        throw .override(error)
      }
    }
    return overrides
  }

  private func name(_ row: RosteredDuty) -> LocalizedName {
    problem.members.first { $0.id == row.officer }?.name
      ?? LocalizedName(chinese: "\(row.officer)", english: "\(row.officer)")
  }
}

/// What the rules of a problem say about a roster.
public struct RosterJudgement: Hashable, Sendable {
  /// Hard rules broken that nobody set aside; a roster with any is not published.
  public var violations: [HardRuleViolation]
  /// The dearest first.
  public var brokenRules: [BrokenRule]
  public var penalty: Int { brokenRules.reduce(0) { $0 + $1.penalty } }

  init(of roster: Roster, by problem: RosterProblem) {
    let checker = RosterChecker(problem: problem)
    violations = checker.violations(of: roster)
    brokenRules = checker.brokenRules(of: roster)
  }
}

// SPDX-License-Identifier: Apache-2.0

public import CPSAT
public import DutyModel
import IncidentAnalysis

/// Mends a published roster with the least change.
///
/// Each row that falls vacant is dropped if no rule asks for it, given to someone on standby in the
/// same shift, or to someone who is called in; only where nobody can take one directly may a person
/// change from another row, which is then filled in turn. CP-SAT chooses; the checker judges the
/// whole pool, and what it refuses is cut off and chosen anew (combinatorial cuts: Hooker and
/// Ottosson 2003, doi:10.1007/s10107-003-0375-9). All other rows, begun and pinned ones among them,
/// stay.
public struct RosterRepair {
  let change: RosterChange
  let pinned: Set<ID<RosteredDuty>>
  let trial: RosterTrial
  let roster: Roster
  let problem: RosterProblem
  let vacant: [RosteredDuty]
  let solver: CPSolver
  let options: RosterOptions

  /// - Parameters:
  ///   - problem: what the roster was made from.
  ///   - now: rows that began before it stay as they are.
  ///   - pinned: rows that a planner fixed.
  /// - Throws: `RepairError` if there is nothing to mend or nobody of that number.
  public static func propose(
    _ change: RosterChange, to roster: Roster, of problem: RosterProblem, now: CivilTime,
    pinned: Set<ID<RosteredDuty>> = [], cpsat: CPSATLibrary,
    options: RosterOptions = RosterOptions()
  ) async throws(RepairError) -> RepairProposal {
    var mended = roster
    var proposals: [RepairProposal] = []
    // People of one draw may come from several pools, which know nothing of each other.
    for pool in problem.pools {
      let own = change.officers.filter { id in pool.members.contains { $0.id == id } }
      guard !own.isEmpty else { continue }
      let repair = try RosterRepair(
        change, officers: own, pool: pool.key, mended, problem, now, pinned,
        CPSolver(library: cpsat), options)
      guard let repair else { continue }
      let proposal = try await repair.proposal()
      mended = proposal.roster
      proposals.append(proposal)
    }
    for officer in change.officers where !problem.members.contains(where: { $0.id == officer }) {
      throw .unknownOfficer("\(officer)")
    }
    guard var whole = proposals.first else {
      let first = problem.members.first { $0.id == change.officers.first }
      throw .nothingToDo(
        officer: first?.name ?? LocalizedName(chinese: "", english: ""),
        interval: change.absence(problem.rules))
    }
    for proposal in proposals.dropFirst() {
      whole.cells += proposal.cells
      whole.open += proposal.open
      whole.roster = proposal.roster
      whole.penaltyAfter += proposal.penaltyAfter - proposal.penaltyBefore
    }
    return whole
  }

  /// - Returns: `nil` if none of the officers has a row in the time.
  private init?(
    _ change: RosterChange, officers: [ID<Officer>], pool key: RosterPool.Key, _ roster: Roster,
    _ problem: RosterProblem, _ now: CivilTime, _ fixed: Set<ID<RosteredDuty>>,
    _ solver: CPSolver, _ options: RosterOptions
  ) throws(RepairError) {
    let absence = change.absence(problem.rules)
    var absent = problem
    for pool in absent.pools.indices {
      for member in absent.pools[pool].members.indices
      where officers.contains(absent.pools[pool].members[member].id) {
        absent.pools[pool].members[member].leave.append(absence)
      }
    }
    guard let trial = RosterTrial(absent, roster, pool: key) else { return nil }
    let begun = roster.duties.filter { $0.interval.start < now }.map(\.id)
    let vacant = trial.roster.duties.filter {
      officers.contains($0.officer) && $0.interval.overlaps(absence) && $0.interval.end > now
    }
    guard !vacant.isEmpty else { return nil }
    self.change = change
    pinned = fixed.union(begun)
    self.trial = trial
    self.roster = roster
    self.problem = absent
    self.vacant = vacant
    self.solver = solver
    self.options = options
  }

  private func proposal() async throws(RepairError) -> RepairProposal {
    var model = RepairModel(search: CandidateSearch(trial: trial, pinned: pinned), vacant: vacant)
    var seconds = 0.0
    // Each round cuts off one choice that the checker refused; few are needed.
    for _ in 0..<60 {
      let solution: CPSolution
      do {
        solution = try await solver.solve(
          model.model,
          parameters: CPParameters(
            workers: 1, timeLimit: options.timeLimit, deterministicTime: options.effort,
            seed: Int32(truncatingIfNeeded: options.seed & 0x7fff_ffff)))
      } catch {
        throw .solver(error.description)
      }
      seconds += solution.wallTime
      guard let assignment = solution.assignment else {
        throw .solver("status \(solution.status.rawValue)")
      }
      let chosen = model.options.filter { assignment.isTrue($0.literal) }
      let duties = chosen.reduce(trial.roster.duties) { $1.apply(to: $0) }
      let refused = newViolations(in: duties, leftOpen: chosen)
      if refused.isEmpty { return proposal(chosen, model, solution, seconds) }
      model.forbid(chosen, refused)
    }
    throw .solver("no choice passed the checker in 60 rounds")
  }

  /// Not counted: what the published roster broke already, and what a row left open leaves undone.
  private func newViolations(
    in duties: [RosteredDuty], leftOpen chosen: [RepairOption]
  ) -> [HardRuleViolation] {
    let known = Set(trial.violations(with: trial.roster.duties))
    let open = Set(
      chosen.compactMap { option -> CivilDate? in
        guard case .leaveOpen = option.kind else { return nil }
        return option.row.interval.start.date
      })
    return trial.violations(with: duties).filter { violation in
      !known.contains(violation)
        && !(violation.officer == nil && violation.date.map(open.contains) ?? true)
    }
  }

  private func proposal(
    _ chosen: [RepairOption], _ model: RepairModel, _ solution: CPSolution, _ seconds: Double
  ) -> RepairProposal {
    var mended = roster
    mended.duties = chosen.reduce(roster.duties) { $1.apply(to: $0) }
      .sorted { ($0.interval.start, $0.officer) < ($1.interval.start, $1.officer) }
    mended.brokenRules = RosterChecker(problem: problem).brokenRules(of: mended)
    mended.version = Version(
      stage: "roster",
      madeFrom: [roster.version.digest] + mended.duties.map { "\($0.id) \($0.officer)" })
    let before = RosterChecker(problem: problem).brokenRules(of: roster)
    return RepairProposal(
      change: change, cells: chosen.flatMap(cells), open: chosen.compactMap { open($0, model) },
      roster: mended, penaltyBefore: before.reduce(0) { $0 + $1.penalty },
      penaltyAfter: mended.penalty,
      solve: SolveRecord(
        problem: "roster-repair/\(trial.pool.key.label)",
        solver: "CP-SAT \(solver.library.version)",
        status: solution.status == .optimal ? .optimal : .feasible,
        objective: Double(solution.objective ?? 0), bound: Double(solution.bound ?? 0),
        seconds: seconds, seed: options.seed))
  }

  private func cells(_ option: RepairOption) -> [RepairProposal.Cell] {
    let isVacant = vacant.contains { $0.id == option.row.id }
    var cells: [RepairProposal.Cell] = []
    func name(_ officer: ID<Officer>) -> LocalizedName {
      trial.pool.members.first { $0.id == officer }?.name
        ?? LocalizedName(chinese: "\(officer)", english: "\(officer)")
    }
    let taking = LocalizedName(
      chinese: "顶替他人勤务", english: "takes over another duty")
    cells.append(
      .init(
        kind: isVacant ? .vacated : .released, officer: option.row.officer,
        name: name(option.row.officer), duty: option.row,
        reasons: [isVacant ? change.words : taking]))
    if let taker = option.taker {
      var duty = option.row
      duty.officer = taker.officer
      cells.append(
        .init(
          kind: taker.standby == nil ? .calledIn : .fromStandby, officer: taker.officer,
          name: taker.name, duty: duty, reasons: taker.reasons))
    }
    return cells
  }

  private func open(_ option: RepairOption, _ model: RepairModel) -> RepairProposal.OpenDuty? {
    guard case .leaveOpen = option.kind else { return nil }
    let candidates = model.candidates[option.row.id] ?? []
    let sentences = Dictionary(
      trial.problem.rules.hard.map { ($0.key, $0.sentence) },
      uniquingKeysWith: { first, _ in first })
    let counts = candidates.flatMap { Set($0.violations.map(\.rule)) }
      .reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
    return RepairProposal.OpenDuty(
      duty: option.row,
      obstacles: counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { rule, people in
        RepairProposal.Obstacle(
          rule: rule, sentence: sentences[rule] ?? LocalizedName(chinese: rule, english: rule),
          people: people)
      },
      relaxations: Array(candidates.filter { $0.readiness == .needsOverride }.prefix(5)))
  }
}

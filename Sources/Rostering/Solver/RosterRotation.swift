// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning

/// Makes a roster of many weeks: each kind of week is solved once, and the weeks are joined by
/// rotating its lines among people who may work them.
///
/// A *line* is what one person does in a solved week. A week goes to people by an exact assignment at
/// the least price of the soft rules; a line is only given to whom every hard rule allows it after
/// what he worked before, nights in turn and station duty only to the squadron whose they are. So
/// shares of nights even out over the weeks. Where the lines known fit nobody, as after a holiday,
/// the week is solved anew with the last three days before it pinned: solving every week with all
/// that was worked before makes everybody a case of his own, which a long roster cannot afford. The
/// whole is looked at by the independent checker.
public struct RosterRotation: Sendable {
  let problem: RosterProblem
  let solvers: RosterSolvers
  let options: RosterOptions
  let progress: @Sendable (RosterProgress) -> Void

  /// - Throws: `RosterError` where a kind of week has no roster, or a week's lines cannot be given to
  ///   people by the rules.
  public static func solve(
    _ problem: RosterProblem, solvers: RosterSolvers, options: RosterOptions = RosterOptions(),
    progress: @escaping @Sendable (RosterProgress) -> Void = { _ in }
  ) async throws(RosterError) -> Roster {
    var problem = problem
    problem.endsRested = true
    let rotation = RosterRotation(
      problem: problem, solvers: solvers, options: options, progress: progress)
    return try await rotation.roster()
  }

  private func roster() async throws(RosterError) -> Roster {
    var solved: [WeekShape: [PoolLines]] = [:]
    var duties: [RosteredDuty] = []
    var solves: [SolveRecord] = []
    let weeks = (problem.days + 6) / 7
    let clock = RosterClock(options.timeLimit)
    for week in 0..<weeks {
      let monday = problem.firstDate.adding(days: 7 * week)
      let days = min(7, problem.days - 7 * week)
      let joined = problem.part(from: monday, days: days, pinned: duties)
      for index in joined.pools.indices {
        let shape = WeekShape(joined.pools[index], monday: monday)
        let frame = PoolFrame(problem: joined, pool: joined.pools[index])
        if let given = solved[shape]?.lazy.compactMap({ $0.given(to: frame) }).first {
          duties += given
        } else {
          let left = (weeks - week) * joined.pools.count - index
          let new = try await solve(
            frame, monday: monday, days: days, after: duties, clock.part(of: left, sideBySide: 1))
          solved[shape, default: []].append(new.lines)
          solves += new.solves
          duties += new.duties
        }
        let totals = SolveTotals(solves)
        progress(
          RosterProgress(
            pool: joined.pools[index].name, finished: week * joined.pools.count + index + 1,
            total: weeks * joined.pools.count,
            objective: totals.objective, bound: totals.bound))
      }
    }
    return try RosterSolver(
      problem: problem, solvers: solvers, options: options, progress: progress
    ).publish(duties, solves)
  }

  private struct SolvedWeek {
    var lines: PoolLines
    var duties: [RosteredDuty]
    var solves: [SolveRecord]
  }

  /// Days before a week that it is told of, the fewest first: the less it knows, the more people are
  /// alike and the easier it is solved; the more it knows, the surer its lines fit.
  private static let daysKnown = [0, 1, 3]

  private func solve(
    _ frame: PoolFrame, monday: CivilDate, days: Int, after duties: [RosteredDuty],
    _ clock: RosterClock
  ) async throws(RosterError) -> SolvedWeek {
    var failure = RosterError.noRotation(pool: frame.pool.name, week: monday)
    for known in Self.daysKnown {
      let week = problem.part(
        from: monday, days: days, pinned: duties.since(monday, days: known))
      let solver = PoolSolver(
        problem: week, pool: frame.pool, solvers: solvers, options: options, clock: clock)
      do throws(RosterError) {
        let answer = try await solver.solve()
        let lines = PoolLines(answer.duties, pool: frame.pool)
        guard let given = lines.given(to: frame) else { continue }
        return SolvedWeek(lines: lines, duties: given, solves: answer.solves)
      } catch { failure = error }
    }
    throw failure
  }
}

extension [RosteredDuty] {
  /// Those that end on one of the last days before `date`, or after it.
  fileprivate func since(_ date: CivilDate, days: Int) -> [RosteredDuty] {
    let first = CivilTime(date: date.adding(days: -days))
    return filter { $0.interval.end > first }
  }
}

/// A pool's week without its dates and without the names of its squadrons: weeks of one shape have
/// the same lines.
struct WeekShape: Hashable {
  struct Slot: Hashable {
    var shift: String
    var start: Int64
    var minutes: Int
    /// Position in `turns`.
    var turn: Int?
    var occurrences: [Occurrence]
  }

  struct Occurrence: Hashable {
    var demand: ID<DutyDemand>
    var start: Int64
    var minutes: Int
  }

  let pool: RosterPool.Key
  let slots: [Slot]

  init(_ pool: RosterPool, monday: CivilDate) {
    self.pool = pool.key
    let turns = pool.turns
    let midnight = CivilTime(date: monday).minutes
    // A night's check differs from weekday to weekday by place, not by what it asks of people, so the
    // demand itself need not be the same one; by day it is.
    slots = pool.slots.map { slot in
      Slot(
        shift: slot.shift, start: slot.interval.start.minutes - midnight,
        minutes: slot.interval.minutes,
        turn: slot.squadron.flatMap { turns.firstIndex(of: $0) },
        occurrences: slot.occurrences.map {
          Occurrence(
            demand: $0.demand.id, start: $0.interval.start.minutes - midnight,
            minutes: $0.interval.minutes)
        })
    }
  }
}

extension RosterPool {
  /// The teams in the order of their first night of the week, the others after them.
  var turns: [ID<Unit>] {
    var order: [ID<Unit>] = []
    for squadron in slots.compactMap(\.squadron) + teams.map(\.id) where !order.contains(squadron) {
      order.append(squadron)
    }
    return order
  }
}

/// What each person of a solved week does, to be given to others.
struct PoolLines {
  struct Line {
    var officer: Officer
    /// Positions of the pool's slots, in order of start, with the duty of each.
    var duties: [(slot: Int, duty: RosteredDuty)]
    /// What whoever takes the line must be able to do.
    var skills: Set<Skill> = []
    /// Whether only the squadron whose line it is may take it.
    var isBound = false
  }

  private let lines: [Line]
  private let turns: [ID<Unit>]
  private let slots: [ShiftSlot]

  init(_ duties: [RosteredDuty], pool: RosterPool) {
    turns = pool.turns
    slots = pool.slots
    let byOfficer = Dictionary(grouping: duties, by: \.officer)
    var lines = pool.members.map { officer in
      let own = (byOfficer[officer.id] ?? []).compactMap { duty in
        pool.slots.firstIndex { $0.shift == duty.shift && $0.interval == duty.interval }
          .map { ($0, duty) }
      }
      return Line(officer: officer, duties: own.sorted { $0.0 < $1.0 })
    }
    for slot in pool.slots.indices {
      for occurrence in pool.slots[slot].occurrences {
        Self.choose(for: occurrence, at: slot, among: &lines)
      }
    }
    for slot in pool.slots.indices { Self.bind(pool.slots[slot], at: slot, among: &lines) }
    if pool.crew == .offices { for line in lines.indices { lines[line].isBound = true } }
    self.lines = lines
  }

  /// A night in turn and the places at a station belong to the squadron, the street and standing by
  /// to all.
  private static func bind(_ slot: ShiftSlot, at position: Int, among lines: inout [Line]) {
    var left = slot.station
    for line in lines.indices {
      guard let duty = lines[line].duties.first(where: { $0.slot == position })?.duty else {
        continue
      }
      let officer = lines[line].officer
      if slot.squadron != nil { lines[line].isBound = true }
      guard officer.status == .sworn, !duty.hasPlace, left[officer.unit, default: 0] > 0 else {
        continue
      }
      left[officer.unit, default: 0] -= 1
      lines[line].isBound = true
    }
  }

  /// Of the people at a demand, those who answer for its skills: who takes the vehicle, then sworn
  /// officers, then the others; no more of them than are asked for.
  private static func choose(
    for occurrence: DemandOccurrence, at slot: Int, among lines: inout [Line]
  ) {
    let there = lines.indices.compactMap { line -> (line: Int, hasVehicle: Bool)? in
      lines[line].duties.first {
        $0.slot == slot
          && $0.duty.tasks.contains {
            $0.demand == occurrence.demand.id && $0.interval == occurrence.interval
          }
      }.map { (line, $0.duty.vehicle != nil) }
    }
    let order = there.sorted {
      let (first, second) = (lines[$0.line].officer, lines[$1.line].officer)
      return ($0.hasVehicle ? 0 : 1, first.status == .sworn ? 0 : 1, $0.line)
        < ($1.hasVehicle ? 0 : 1, second.status == .sworn ? 0 : 1, $1.line)
    }
    for (skill, count) in occurrence.skills {
      for (line, _) in order.filter({ lines[$0.line].officer.skills.contains(skill) }).prefix(count)
      {
        lines[line].skills.insert(skill)
      }
    }
  }

  /// The week's duties, without numbers; `nil` where some line fits nobody by the rules.
  func given(to frame: PoolFrame) -> [RosteredDuty]? {
    let rules = ShiftRules(frame: frame)
    var states: [Int: MemberState] = [:]
    for (state, members) in MemberState.groups(of: frame, rules: rules) {
      for member in members { states[member] = state }
    }
    let unitNow = Dictionary(
      uniqueKeysWithValues: zip(turns, frame.pool.turns).map { ($0, $1) })
    var given: [RosteredDuty] = []
    for status in Officer.Status.allCases {
      // Where there are fewer people, the lines of those who had nothing to do are the first to go.
      let people = frame.pool.members.indices.filter { frame.pool.members[$0].status == status }
      let own = lines.filter { $0.officer.status == status }
        .sorted { $0.duties.count > $1.duties.count }
      let filled = own.prefix(max(people.count, own.count { !$0.duties.isEmpty }))
      let costs = filled.map { line in
        people.map { person in
          states[person].flatMap { price(of: line, for: person, $0, frame, rules, unitNow) }
        }
      }
      guard let chosen = SeatAssignment.solve(costs) else { return nil }
      for (line, choice) in zip(filled, chosen) {
        let officer = frame.pool.members[people[choice]].id
        given += line.duties.map { slot, duty in
          duty.moved(to: frame.pool.slots[slot].interval, officer: officer)
        }
      }
    }
    return given
  }

  /// Of the soft rules, or `nil` where a hard rule, a skill or an exemption stands against it.
  private func price(
    of line: Line, for person: Int, _ state: MemberState, _ frame: PoolFrame, _ rules: ShiftRules,
    _ unitNow: [ID<Unit>: ID<Unit>]
  ) -> Int? {
    let officer = frame.pool.members[person]
    if line.isBound, unitNow[line.officer.unit] != officer.unit { return nil }
    guard line.skills.isSubset(of: officer.skills) else { return nil }
    if frame.isIndoors(person), line.duties.contains(where: { $0.duty.hasPlace }) { return nil }
    return PatternSearch.pattern(line.duties.map(\.slot), rules: rules, state: state)?.penalty
  }
}

extension RosteredDuty {
  fileprivate var hasPlace: Bool { tasks.contains { $0.place != nil } }

  /// The same duty for another person, as many days later as its interval is.
  fileprivate func moved(to interval: CivilInterval, officer: DutyModel.ID<Officer>) -> RosteredDuty
  {
    let minutes = Int(interval.start.minutes - self.interval.start.minutes)
    return RosteredDuty(
      id: 0, officer: officer, shift: shift, interval: interval,
      tasks: tasks.map { task in
        var task = task
        task.interval = CivilInterval(
          start: task.interval.start.adding(minutes: minutes),
          end: task.interval.end.adding(minutes: minutes))
        return task
      }, vehicle: vehicle)
  }
}

// SPDX-License-Identifier: Apache-2.0

import CPSAT
import DutyModel
import DutyPlanning
import HiGHS

/// Solves one pool's week: shifts first, then places.
struct PoolSolver: Sendable {
  let problem: RosterProblem
  let pool: RosterPool
  let solvers: RosterSolvers
  let options: RosterOptions
  let clock: RosterClock

  struct Answer: Sendable {
    /// Without numbers; the roster gives them.
    var duties: [RosteredDuty]
    var solves: [SolveRecord]
  }

  func solve() async throws(RosterError) -> Answer {
    var frame = PoolFrame(problem: problem, pool: pool)
    try CapacityCheck(frame: frame).run()
    var search = try self.search(frame)
    var margins: [Int: [Skill: Int]] = [:]
    var failure: RosterError?
    for _ in 0..<(problem.kept == nil ? 4 : 12) {
      let shifts = try await shifts(search, margins, failure)
      switch try place(shifts.members, frame) {
      case .placed(let duties): return Answer(duties: duties, solves: [shifts.record])
      case .unplaceable(let slot, let error):
        failure = error
        if problem.kept != nil && !frame.frozen.contains(slot) {
          // The people of the draft had places there.
          frame.frozen.insert(slot)
          search = try self.search(frame)
          continue
        }
        for skill in Set(pool.slots[slot].occurrences.flatMap(\.skills.keys)) {
          margins[slot, default: [:]][skill, default: 0] += 1
        }
      }
    }
    throw failure ?? .undecided(pool: pool.name, seconds: clock.seconds)
  }

  private func search(_ frame: PoolFrame) throws(RosterError) -> ShiftSearch {
    let lists = WeekLists(frame: frame)
    if let group = lists.groups.first(where: { $0.patterns.isEmpty && !$0.state.pinned.isEmpty }) {
      throw .pinnedApart(
        officer: pool.members[group.members[0]].name, week: problem.firstDate)
    }
    return ShiftSearch(lists: lists, solvers: solvers, options: options, clock: clock)
  }

  private struct Shifts {
    var members: [[Int]]
    var record: SolveRecord
  }

  /// The best shifts; if none are found, those that lack fewest people, which may be none.
  private func shifts(
    _ search: ShiftSearch, _ margins: [Int: [Skill: Int]], _ failure: RosterError?
  ) async throws(RosterError) -> Shifts {
    let outcome = try await search.best(Coverage(search.lists, skillMargins: margins))
    if let answer = outcome.answer { return shifts(answer, bound: outcome.bound) }
    // With people in reserve for their skills there was no roster; the reserve is ours.
    if let failure { throw failure }
    let closest = try await search.leastShortage(Coverage(search.lists), after: outcome)
    guard let answer = closest.answer else {
      throw .undecided(pool: pool.name, seconds: clock.seconds)
    }
    let shortages = answer.model.shortages(in: answer.assignment)
    // A shortage is no price: nothing is known but that no penalty is below zero.
    if shortages.isEmpty { return shifts(answer, bound: 0) }
    throw outcome.isInfeasible || closest.bound > 0
      ? .infeasible(pool: pool.name, shortages: shortages)
      : .notFound(pool: pool.name, shortages: shortages)
  }

  private func shifts(_ answer: ShiftSearch.Answer, bound: Int) -> Shifts {
    let penalty = answer.model.penalty(of: answer.assignment)
    return Shifts(
      members: answer.model.members(in: answer.assignment),
      record: SolveRecord(
        problem: "roster-shifts/\(pool.key.label)/\(problem.firstDate)",
        solver: "CP-SAT \(solvers.cpsat.version), HiGHS \(solvers.highs.version)",
        status: bound == penalty ? .optimal : .feasible, objective: Double(penalty),
        bound: Double(bound), seconds: clock.seconds, seed: options.seed))
  }

  private enum Placing {
    case placed([RosteredDuty])
    case unplaceable(slot: Int, RosterError)
  }

  private func place(_ members: [[Int]], _ frame: PoolFrame) throws(RosterError) -> Placing {
    var places = PlaceSolver(frame: frame)
    var vehicles = VehicleBoard(pool: pool, bookings: problem.kept?.bookings ?? [])
    var duties: [RosteredDuty] = []
    for (index, slot) in pool.slots.enumerated() {
      switch places.place(members[index].map { pool.members[$0] }, in: slot) {
      case .success(let stays):
        for stay in stays { duties.append(try duty(of: stay, in: slot, &vehicles)) }
      case .failure(let refusal):
        return .unplaceable(
          slot: index,
          .noPlace(pool: pool.name, shift: slot.name, date: slot.date, at: refusal.moment))
      }
    }
    return .placed(duties)
  }

  private func duty(
    of stay: PlaceSolver.Stay, in slot: ShiftSlot, _ vehicles: inout VehicleBoard
  ) throws(RosterError) -> RosteredDuty {
    var duty = RosteredDuty(
      id: 0, officer: stay.officer.id, shift: slot.shift, interval: slot.interval,
      tasks: stay.seats.map { seat in
        let demand = seat.occurrence.demand
        return DutyTask(
          demand: demand.id, mode: demand.mode, place: demand.place,
          interval: seat.occurrence.interval)
      }, vehicle: nil)
    if let kind = stay.seats.compactMap(\.vehicle).first, let during = duty.streetInterval {
      duty.vehicle = try vehicles.take(
        kind, for: stay.officer, during: during,
        rather: problem.kept?.row(of: stay.officer.id, in: slot)?.vehicle)
    }
    if duty.tasks.isEmpty { duty.tasks = [slot.standby] }
    return duty
  }
}

extension ShiftSlot {
  /// Station duty and standby for those who have no place on the street.
  var standby: DutyTask {
    let mode: DutyMode = isSpecial ? .special : NightHours().isNight(interval) ? .night : .offPeak
    return DutyTask(demand: nil, mode: mode, place: nil, interval: interval)
  }
}

extension RosterPool.Key {
  /// As solve records name it.
  var label: String {
    switch self {
    case .brigade(let unit): "brigade-\(unit)"
    case .offices: "offices"
    case .specialService(let unit): "special-service-\(unit)"
    }
  }
}

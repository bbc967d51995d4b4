// SPDX-License-Identifier: Apache-2.0

import CPSAT
import DutyModel
import DutyPlanning

/// Solves one pool's week: shifts first, then places.
struct PoolSolver: Sendable {
  let problem: RosterProblem
  let pool: RosterPool
  let solver: CPSolver
  let options: RosterOptions

  struct Answer: Sendable {
    /// Without numbers; the roster gives them.
    var duties: [RosteredDuty]
    var solves: [SolveRecord]
  }

  func solve() async throws(RosterError) -> Answer {
    let frame = PoolFrame(problem: problem, pool: pool)
    try CapacityCheck(frame: frame).run()
    var margins: [Int: [Skill: Int]] = [:]
    var failure: RosterError?
    for _ in 0..<4 {
      let shifts = try await shifts(frame, margins, failure)
      switch try place(shifts.members, frame) {
      case .placed(let duties): return Answer(duties: duties, solves: [shifts.record])
      case .unplaceable(let slot, let error):
        failure = error
        for skill in Set(pool.slots[slot].occurrences.flatMap(\.skills.keys)) {
          margins[slot, default: [:]][skill, default: 0] += 1
        }
      }
    }
    throw failure ?? .undecided(pool: pool.name, seconds: 0)
  }

  private struct Shifts {
    var members: [[Int]]
    var record: SolveRecord
  }

  /// The best shifts: most weeks are proven at once, the others get a second, longer look. If
  /// neither finds any, those that lack fewest people, which may be none.
  private func shifts(
    _ frame: PoolFrame, _ margins: [Int: [Skill: Int]], _ failure: RosterError?
  ) async throws(RosterError) -> Shifts {
    var found: [Shifts] = []
    var isInfeasible = false
    for hasTotals in [false, true] where !isInfeasible && found.first?.record.status != .optimal {
      let model = ShiftModel(frame: frame, hasTotals: hasTotals, skillMargins: margins)
      let solution = try await solve(model.model, effort: hasTotals ? 1 : 0.6)
      isInfeasible = solution.status == .infeasible && model.isComplete
      if let assignment = solution.assignment { found.append(shifts(model, assignment, solution)) }
    }
    if let best = found.min(by: { $0.record.objective < $1.record.objective }) {
      return best
    }
    // With people in reserve for their skills there was no roster; the reserve is ours.
    if let failure { throw failure }
    return try await closest(frame, isInfeasible: isInfeasible)
  }

  /// The least shortage, after a long look; a roster if nobody is missing in the end.
  private func closest(
    _ frame: PoolFrame, isInfeasible: Bool
  ) async throws(RosterError) -> Shifts {
    let relaxed = ShiftModel(frame: frame, goal: .leastShortage)
    let solution = try await solve(relaxed.model, effort: 20)
    guard let assignment = solution.assignment else {
      throw .undecided(pool: pool.name, seconds: solution.wallTime)
    }
    let shortages = relaxed.shortages(in: assignment)
    if shortages.isEmpty { return shifts(relaxed, assignment, solution) }
    let isProven = relaxed.isComplete && (isInfeasible || (solution.bound ?? 0) > 0)
    throw isProven
      ? .infeasible(pool: pool.name, shortages: shortages)
      : .notFound(pool: pool.name, shortages: shortages)
  }

  private func shifts(
    _ model: ShiftModel, _ assignment: CPAssignment, _ solution: CPSolution
  ) -> Shifts {
    let penalty = model.penalty(of: assignment)
    // Weeks that were not listed may be cheaper, and a shortage is no price: then nothing is known
    // but that no penalty is below zero.
    let bound = model.isComplete && model.goal == .best ? solution.bound ?? 0 : 0
    return Shifts(
      members: model.members(in: assignment),
      record: SolveRecord(
        problem: "roster-shifts/\(pool.key.label)/\(problem.firstDate)",
        solver: "CP-SAT \(solver.library.version)",
        status: bound == penalty ? .optimal : .feasible, objective: Double(penalty),
        bound: Double(bound), seconds: solution.wallTime, seed: options.seed))
  }

  private func solve(_ model: CPModel, effort: Double = 1)
    async throws(RosterError) -> CPSolution
  {
    let parameters = CPParameters(
      workers: 1, timeLimit: options.safetyLimit, deterministicTime: options.effort * effort,
      seed: Int32(truncatingIfNeeded: options.seed & 0x7fff_ffff), presolve: .light,
      linearization: 2)
    do {
      return try await solver.solve(model, parameters: parameters)
    } catch {
      throw .solver(error.description)
    }
  }

  private enum Placing {
    case placed([RosteredDuty])
    case unplaceable(slot: Int, RosterError)
  }

  private func place(_ members: [[Int]], _ frame: PoolFrame) throws(RosterError) -> Placing {
    var places = PlaceSolver(frame: frame)
    var vehicles = VehicleBoard(pool: pool)
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
      duty.vehicle = try vehicles.take(kind, for: stay.officer, during: during)
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

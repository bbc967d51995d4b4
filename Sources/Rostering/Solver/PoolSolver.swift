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

  /// The best shifts within the effort; if it finds none, those that lack fewest people, which may
  /// be none.
  private func shifts(
    _ frame: PoolFrame, _ margins: [Int: [Skill: Int]], _ failure: RosterError?
  ) async throws(RosterError) -> Shifts {
    let model = ShiftModel(frame: frame, skillMargins: margins)
    let best = try await solve(model.model)
    if let assignment = best.assignment {
      return shifts(model, assignment, best, bound: best.bound)
    }
    // With people in reserve for their skills there was no roster; the reserve is ours.
    if let failure { throw failure }
    let relaxed = ShiftModel(frame: frame, goal: .leastShortage)
    let closest = try await solve(relaxed.model, effort: 20)
    guard let assignment = closest.assignment else {
      throw .undecided(pool: pool.name, seconds: best.wallTime + closest.wallTime)
    }
    let shortages = relaxed.shortages(in: assignment)
    if shortages.isEmpty { return shifts(relaxed, assignment, closest, bound: best.bound) }
    let isProven = model.isComplete && (best.status == .infeasible || (closest.bound ?? 0) > 0)
    guard isProven else { throw .notFound(pool: pool.name, shortages: shortages) }
    throw .infeasible(pool: pool.name, shortages: shortages)
  }

  private func shifts(
    _ model: ShiftModel, _ assignment: CPAssignment, _ solution: CPSolution, bound: Int?
  ) -> Shifts {
    let penalty = model.penalty(of: assignment)
    // Weeks that were not listed may be cheaper; no penalty is below zero.
    let bound = model.isComplete ? bound ?? 0 : 0
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

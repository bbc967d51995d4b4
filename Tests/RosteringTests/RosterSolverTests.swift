// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning
import Rostering
import Testing

@Suite("The roster solver")
struct RosterSolverTests {
  /// Prices that the choice of shifts decides; the others belong to the places.
  static let shiftRules: Set = [
    "weekly-target", "fair-nights", "fair-weekends", "forward-rotation", "free-after-nights",
  ]

  @Test(
    "gives rosters that the checker passes, priced as the checker prices them, or says who is missing",
    arguments: 1...8)
  func randomProblems(seed: UInt64) async throws {
    let problem = RandomBrigade(seed: seed).problem
    let solvers = try Library.solvers()
    do throws(RosterError) {
      let roster = try await RosterSolver.solve(
        problem, solvers: solvers, options: RosterOptions(effort: 0.5))
      #expect(RosterChecker(problem: problem).violations(of: roster).isEmpty, "seed \(seed)")
      let price = roster.brokenRules.filter { Self.shiftRules.contains($0.rule) }
        .reduce(0) { $0 + $1.penalty }
      #expect(Double(price) == roster.solves.reduce(0) { $0 + $1.objective }, "seed \(seed)")
    } catch {
      switch error {
      case .infeasible(_, let shortages), .understaffed(_, let shortages),
        .notFound(_, let shortages):
        #expect(shortages.contains { $0.available < $0.needed }, "seed \(seed)")
      case .overburdened(_, _, let needed, let available): #expect(available < needed)
      // Shifts were found, but no seating in them that has the skills, nor other shifts that have:
      // said as it is, without a proof that there are none.
      case .noPlace: break
      default: Issue.record("seed \(seed): \(error)")
      }
    }
  }

  @Test("finds a first roster however small the effort for a better one")
  func leastEffort() async throws {
    let demo = DemoWeek()
    let problem = try RosterProblem(plans: demo.plans, organization: demo.organization)
    let roster = try await RosterSolver.solve(
      problem, solvers: try Library.solvers(), options: RosterOptions(effort: 1e-6))
    #expect(roster.solves.count == problem.pools.count)
    #expect(RosterChecker(problem: problem).violations(of: roster).isEmpty)
  }

  @Test("finds the same least price as trying out every roster", arguments: [1, 2, 3] as [UInt64])
  func againstEveryRoster(seed: UInt64) async throws {
    var random = SeededGenerator(seed: seed)
    let slots = (0..<2).flatMap { day in
      ["early", "late"].map { shift in
        Bench.slot(
          shift, day: day + Int(seed % 2) * 4, station: [100: Int.random(in: 1...2, using: &random)]
        )
      }
    }
    let members = [Bench.officer(1), Bench.officer(2), Bench.officer(3)]
    let history = [Bench.duty(1, "late", day: Int(seed % 2) * 4 - 1)]
    let problem = Bench.problem(members, slots, teams: [Bench.unit(minimum: 1)], history: history)
    let checker = RosterChecker(problem: problem)
    var least = Int.max
    for choice in 0..<(1 << 12) {
      let duties = (0..<12).filter { choice >> $0 & 1 == 1 }.map { bit in
        let slot = slots[bit / 3]
        let day = Int(slot.date.day - Bench.monday.day)
        return Bench.duty(Int64(bit % 3 + 1), slot.shift, day: day)
      }
      let roster = Bench.roster(problem, duties)
      let price = checker.brokenRules(of: roster).reduce(0) { $0 + $1.penalty }
      if price < least && checker.violations(of: roster).isEmpty { least = price }
    }
    guard least < Int.max else {
      await #expect(throws: RosterError.self) {
        try await RosterSolver.solve(problem, solvers: Library.solvers())
      }
      return
    }
    let roster = try await RosterSolver.solve(problem, solvers: Library.solvers())
    #expect(roster.penalty == least)
    #expect(roster.solves.map(\.status) == [.optimal])
  }

  @Test("gives the same roster for the same seed, one pool at a time or two")
  func repeats() async throws {
    let demo = DemoWeek(seed: 3)
    var problem = try RosterProblem(plans: demo.plans, organization: demo.organization)
    problem.pools = problem.pools.filter { $0.crew != .brigade } + problem.pools.prefix(1)
    let first = try await RosterSolver.solve(
      problem, solvers: Library.solvers(), options: RosterOptions(pools: 1))
    let second = try await RosterSolver.solve(
      problem, solvers: Library.solvers(), options: RosterOptions(pools: 2))
    #expect(first.duties == second.duties)
    #expect(first.version == second.version)
  }

  @Test("pins a night of the week before: its officer is not back before 24 hours are over")
  func pinnedHistory() async throws {
    // Two officers, one post on Monday morning; number 1 comes off the night at 06:30.
    let post = Bench.occurrence(1, "early", day: 0)
    let history = [Bench.duty(1, "night", day: -1)]
    let problem = Bench.problem(
      [Bench.officer(1), Bench.officer(2)],
      [Bench.slot("early", day: 0, occurrences: [post])], history: history)
    let roster = try await RosterSolver.solve(problem, solvers: Library.solvers())
    #expect(roster.duties.map(\.officer) == [2])
  }

  @Test("puts a beat's owner on his beat, people who work indoors at the station, riders on theirs")
  func places() async throws {
    let beat = Bench.occurrence(1, "early", day: 0, beat: 3)
    let patrol = Bench.occurrence(2, "early", day: 0, vehicle: .patrolMotorcycle)
    let slot = Bench.slot(
      "early", day: 0, station: [Bench.squadron: 1], occurrences: [beat, patrol])
    let problem = Bench.problem(
      [
        Bench.officer(1), Bench.officer(2, exemptions: [.noOutdoorDuty]),
        Bench.officer(3, skills: [.motorcycle]), Bench.officer(4, skills: [.motorcycle]),
      ], [slot], teams: [Bench.unit(minimum: 1)],
      vehicles: [Vehicle(id: 5, kind: .patrolMotorcycle, plate: "A", unit: Bench.squadron)],
      beatOwners: [3: 4])
    let roster = try await RosterSolver.solve(problem, solvers: Library.solvers())
    let tasks = Dictionary(uniqueKeysWithValues: roster.duties.map { ($0.officer, $0) })
    // Number 2 alone may keep the station; 3 or 4 rides, and 4 holds the beat that is his.
    #expect(tasks[2]?.tasks.map(\.demand) == [nil])
    #expect(tasks[4]?.tasks.map(\.place) == [.beat(3)])
    #expect(tasks[3]?.vehicle == 5)
    #expect(roster.brokenRules.allSatisfy { $0.rule == "weekly-target" })
  }

  @Test("runs a block of nights on over the border of two weeks, never a fourth")
  func nightsAcrossWeeks() async throws {
    let slots = (0..<14).map {
      Bench.slot("night", day: $0, occurrences: [Bench.occurrence(1, "night", day: $0)])
    }
    let problem = Bench.problem([Bench.officer(1), Bench.officer(2)], slots, days: 14)
    let roster = try await RosterSolver.solve(problem, solvers: Library.solvers())
    #expect(roster.duties.count == 14)
    #expect(roster.solves.count == 2)
    #expect(Set(roster.tallies.values.map(\.nights)) == [7])
  }
}

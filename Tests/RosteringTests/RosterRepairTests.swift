// SPDX-License-Identifier: Apache-2.0

import CPSAT
import DutyModel
import DutyPlanning
import Rostering
import Testing

@Suite("Repairing a published roster")
struct RosterRepairTests {
  private static let sick = RosterChange.sickCall(
    officer: 1, interval: CivilInterval(start: Bench.time(0, 0), end: Bench.time(1, 12)))

  private func repair(
    _ problem: RosterProblem, _ duties: [RosteredDuty], _ change: RosterChange = sick,
    pinned: Set<ID<RosteredDuty>> = []
  ) async throws -> RepairProposal {
    try await RosterRepair.propose(
      change, to: Bench.roster(problem, duties), of: problem, now: Bench.time(-1, 12),
      pinned: pinned, cpsat: Library.cpsat())
  }

  @Test("takes whoever stands by on the same shift before calling anyone in")
  func standby() async throws {
    let post = Bench.occurrence(1, "early", day: 0)
    let problem = Bench.problem(
      (1...3).map { Bench.officer($0) }, [Bench.slot("early", day: 0, occurrences: [post])])
    let duties = [Bench.duty(1, "early", day: 0, [post]), Bench.duty(2, "early", day: 0)]
    let proposal = try await repair(problem, duties)
    #expect(proposal.cells.map(\.kind) == [.vacated, .fromStandby])
    #expect(proposal.cells.map(\.officer) == [1, 2])
    #expect(proposal.peopleAffected == 1)
    #expect(proposal.roster.duties.map(\.officer) == [2])
    #expect(proposal.roster.duties.first?.tasks == duties[0].tasks)
    #expect(proposal.roster.version != problem.plan)
    #expect(proposal.solve.status == .optimal)
  }

  @Test("calls in the one of fewest points, and says what speaks for him")
  func calledIn() async throws {
    let night = Bench.occurrence(1, "night", day: 0)
    let problem = Bench.problem(
      (1...4).map { Bench.officer($0, exemptions: $0 == 4 ? [.noNightDuty] : []) },
      [Bench.slot("night", day: 0, occurrences: [night])],
      history: [-9, -8].map { Bench.duty(2, "night", day: $0) })
    let duties = [Bench.duty(1, "night", day: 0, [night])]
    let candidates = try CandidateSearch.candidates(
      for: duties[0].id, in: Bench.roster(problem, duties), of: problem)
    #expect(candidates.map(\.officer) == [3, 2, 4])
    #expect(candidates.map(\.readiness) == [.free, .free, .impossible])
    #expect(candidates[1].points - candidates[0].points == 20)
    #expect(candidates[1].reasons.contains { $0.english.contains("3 nights") })
    #expect(candidates[2].violations.map(\.rule) == ["night-exemption"])
    let proposal = try await repair(problem, duties)
    #expect(proposal.cells.map(\.officer) == [1, 3])
    #expect(proposal.cells.last?.kind == .calledIn)
  }

  @Test("asks nobody where no rule needs the duty")
  func notNeeded() async throws {
    let problem = Bench.problem(
      [Bench.officer(1), Bench.officer(2)], [Bench.slot("early", day: 0)])
    let proposal = try await repair(problem, [Bench.duty(1, "early", day: 0)])
    #expect(proposal.cells.map(\.kind) == [.vacated])
    #expect(proposal.roster.duties.isEmpty && proposal.peopleAffected == 0)
  }

  private func exchange() -> (problem: RosterProblem, duties: [RosteredDuty]) {
    let night = Bench.occurrence(1, "night", day: 0)
    let early = Bench.occurrence(2, "early", day: 1)
    let problem = Bench.problem(
      [Bench.officer(1), Bench.officer(2), Bench.officer(3, exemptions: [.noNightDuty])],
      [
        Bench.slot("night", day: 0, occurrences: [night]),
        Bench.slot("early", day: 1, occurrences: [early]),
      ])
    return (
      problem, [Bench.duty(1, "night", day: 0, [night]), Bench.duty(2, "early", day: 1, [early])]
    )
  }

  @Test("moves one person and fills his row in turn where nobody can take the duty directly")
  func chain() async throws {
    let (problem, duties) = exchange()
    let proposal = try await repair(problem, duties)
    #expect(proposal.open.isEmpty)
    #expect(proposal.roster.duties.map(\.officer) == [2, 3])
    #expect(Set(proposal.cells.map(\.kind)) == [.vacated, .calledIn, .released])
    #expect(proposal.peopleAffected == 2)
    // Judged as his week will be, not as it was.
    #expect(proposal.cells.flatMap(\.reasons).allSatisfy { !$0.english.contains("expected") })
  }

  @Test("leaves pinned rows alone, and says which rules keep whom and who could with an override")
  func open() async throws {
    let (problem, duties) = exchange()
    let proposal = try await repair(problem, duties, pinned: [duties[1].id])
    let open = try #require(proposal.open.first)
    #expect(proposal.roster.duties == [duties[1]])
    #expect(open.duty == duties[0])
    #expect(
      open.obstacles.map(\.rule) == ["minimum-rest", "night-exemption", "rest-after-night"])
    #expect(open.obstacles.allSatisfy { $0.people == 1 })
    #expect(open.relaxations.map(\.officer) == [2])
  }

  @Test("A draw keeps the rest around the special duty free too")
  func draw() async throws {
    let (problem, duties) = exchange()
    // Special duty ends at 06:30 on day 1; the early shift there is within 8 hours of it.
    let change = RosterChange.draw(
      officers: [2], interval: CivilInterval(start: Bench.time(0, 20), end: Bench.time(1, 6)),
      order: "order 7")
    let proposal = try await repair(problem, duties, change)
    #expect(proposal.cells.first?.reasons.first?.english.contains("order 7") == true)
    #expect(proposal.roster.duties.map(\.officer) == [1, 3])
  }

  @Test("refuses people whom it does not know, and times without a duty")
  func refusals() async throws {
    let (problem, duties) = exchange()
    let day = CivilInterval(start: Bench.time(5, 0), end: Bench.time(6, 0))
    await #expect(throws: RepairError.unknownOfficer("9")) {
      try await repair(problem, duties, .sickCall(officer: 9, interval: day))
    }
    await #expect(throws: RepairError.self) {
      try await repair(problem, duties, .sickCall(officer: 1, interval: day))
    }
    #expect(throws: RepairError.unknownDuty("7")) {
      try CandidateSearch.candidates(for: 7, in: Bench.roster(problem, duties), of: problem)
    }
  }

  @Test(
    "In random brigades, candidates are exactly those whom the checker lets have the duty, and a repair breaks nothing",
    arguments: [UInt64(3), 11, 2017])
  func twin(seed: UInt64) async throws {
    let problem = RandomBrigade(seed: seed).problem
    guard let roster = try? await RosterSolver.solve(problem, solvers: Library.solvers()) else {
      return
    }
    let checker = RosterChecker(problem: problem)
    for row in roster.duties.prefix(40) where row.id.rawValue % 7 == 0 {
      let candidates = try CandidateSearch.candidates(for: row.id, in: roster, of: problem)
      for candidate in candidates {
        var other = roster
        let same = other.duties.first {
          $0.officer == candidate.officer && $0.interval == row.interval && $0.shift == row.shift
            && $0.tasks.allSatisfy { $0.demand == nil }
        }
        other.duties.removeAll { $0.id == same?.id }
        for index in other.duties.indices where other.duties[index].id == row.id {
          other.duties[index].officer = candidate.officer
        }
        let isAllowed = checker.violations(of: other).isEmpty
        let isReady = candidate.readiness == .standby || candidate.readiness == .free
        #expect(isAllowed == isReady, "seed \(seed), duty \(row.id), \(candidate.name.english)")
      }
    }
    guard let first = roster.duties.first else { return }
    let proposal = try await RosterRepair.propose(
      .sickCall(
        officer: first.officer,
        interval: CivilInterval(start: Bench.time(0, 0), end: Bench.time(3, 0))),
      to: roster, of: problem, now: Bench.time(0, 0), cpsat: Library.cpsat())
    if proposal.open.isEmpty {
      #expect(checker.violations(of: proposal.roster).isEmpty, "seed \(seed)")
    }
    let changed = Set(proposal.cells.map(\.officer))
    #expect(
      roster.duties.filter { !changed.contains($0.officer) }
        == proposal.roster.duties.filter { !changed.contains($0.officer) })
  }
}

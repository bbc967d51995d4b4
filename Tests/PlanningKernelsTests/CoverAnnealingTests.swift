// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PlanningKernels

@Suite("Annealing and gathering of large covering problems")
struct CoverAnnealingTests {
  @Test(
    "Annealing keeps every rule and is worth what it says, never less than where it began",
    arguments: 1...40)
  func keepsRules(seed: UInt64) throws {
    let table = try Town.table(sites: 60, reach: 180, seed: seed)
    let rules = Town.rules(seed: seed)
    let levels = seed % 2 == 0 ? CoverLevels.once : CoverLevels([3, 1])
    let limit = 12
    let problem = ReducedCover(table, rules, levels: levels.count) { $0 < 0 }
    let bounds = SelectionBounds(rules, limit: limit)
    let mates = SiteMates(rules, sites: problem.sites)
    var search = CoverSearch(problem, bounds, levels: levels, mates: mates)
    search.run(scanBudget: 200, seed: seed)
    try #require(!search.hasUnmetMinimum, "seed \(seed)")

    let annealing = Self.annealed(problem, bounds, levels, mates, search, seed: seed)
    for choice in [annealing.best.chosen, annealing.chosen] {
      let sites = rules.kept + choice.map { problem.sites[Int($0)] }
      #expect(choice.count == search.chosen.count && Set(choice).count == choice.count)
      Town.expectObeyed(rules, by: sites, seed: seed)
    }
    let best = rules.kept + annealing.best.chosen.map { problem.sites[Int($0)] }
    #expect(
      table.worth(of: best, levels) == table.worth(of: rules.kept, levels) + annealing.best.value)
    #expect(annealing.best.value >= search.value)
    let again = Self.annealed(problem, bounds, levels, mates, search, seed: seed)
    #expect(again.chosen == annealing.chosen, "seed \(seed)")
  }

  @Test("Annealing ends when it is told to, with the choice it began with or a better one")
  func stops() throws {
    let table = try Town.table(sites: 60, reach: 180, seed: 1)
    let problem = ReducedCover(table, SiteRules()) { _ in true }
    let bounds = SelectionBounds(SiteRules(), limit: 8)
    let mates = SiteMates(SiteRules(), sites: problem.sites)
    var search = CoverSearch(problem, bounds, mates: mates)
    search.fillGreedily()
    var annealing = CoverAnnealing(
      problem, bounds, levels: .once, mates: mates, neighbours: Self.neighbours(problem),
      from: search, seed: 1)
    annealing.run(heat: 0.01, turns: .max) { true }
    #expect(annealing.best.chosen.map { Int($0) }.sorted() == search.chosen.sorted())
    #expect(annealing.best.value == search.value)
  }

  private static func annealed(
    _ problem: ReducedCover, _ bounds: SelectionBounds, _ levels: CoverLevels, _ mates: SiteMates,
    _ search: CoverSearch, seed: UInt64
  ) -> CoverAnnealing {
    var annealing = CoverAnnealing(
      problem, bounds, levels: levels, mates: mates, neighbours: neighbours(problem),
      from: search, seed: seed)
    annealing.run(heat: 0.05, turns: 3_000) { false }
    return annealing
  }

  /// By site, those that share a class with it.
  private static func neighbours(_ problem: ReducedCover) -> FlatLists {
    FlatLists(
      problem.sites.indices.map { site in
        Set(problem.classes[site].flatMap { problem.coverers[Int($0)] }).sorted()
      })
  }

  @Test("What several runs found is merged into a choice better than exchange alone found")
  func gathers() throws {
    let table = try Town.table(sites: 1500, reach: 60, seed: 5)
    let problem = ReducedCover(table, SiteRules()) { _ in true }
    let bounds = SelectionBounds(SiteRules(), limit: 40)
    let mates = SiteMates(SiteRules(), sites: problem.sites)
    var search = CoverSearch(problem, bounds, mates: mates)
    search.run(scanBudget: 500, seed: 1)
    let before = search.value

    let options = KernelOptions(timeLimit: .seconds(10), prover: try makeProver())
    var gathering = CoverGathering(
      CoverSolver(table: table, limit: 40, rules: SiteRules(), levels: .once), problem, bounds,
      mates: mates, from: search, options)
    let watch = Stopwatch(limit: options.timeLimit)
    while try gathering.improve(&search, watch) {}
    #expect(search.value > before)
    #expect(search.chosen.count == 40)
    #expect(table.coveredDemand(by: search.chosen.map { problem.sites[$0] }) == search.value)
  }

  @Test(
    "Hardly anything is uncovered by the worth of a cover, whatever its unit",
    arguments: [1, 1_000_000])
  func nearlyFull(worth: Int64) throws {
    let table = try Town.table(sites: 60, reach: 180, seed: 2)
    let levels = CoverLevels([worth])
    for (limit, isFull) in [(40, true), (4, false)] {
      let problem = ReducedCover(table, SiteRules()) { _ in true }
      let bounds = SelectionBounds(SiteRules(), limit: limit)
      let mates = SiteMates(SiteRules(), sites: problem.sites)
      var search = CoverSearch(problem, bounds, levels: levels, mates: mates)
      search.fillGreedily()
      let gathering = CoverGathering(
        CoverSolver(table: table, limit: limit, rules: SiteRules(), levels: levels), problem,
        bounds, mates: mates, from: search, KernelOptions())
      #expect(gathering.isNearlyFull(search) == isFull, "\(limit) sites")
    }
  }

  @Test("Patience never lowers the bound below what is best")
  func staysAbove() throws {
    let prover = try makeProver()
    for seed in UInt64(1)...20 {
      let table = try Town.table(sites: 120, reach: 150, seed: seed)
      let solver = CoverSolver(table: table, limit: 10, rules: SiteRules(), levels: .once)
      let best = try solver.solve(KernelOptions(prover: prover))
      #expect(best.status == .optimal)
      #expect(Self.rootBound(table, limit: 10, isPatient: true) >= best.objective, "seed \(seed)")
    }
  }

  @Test("Patience lowers the bound where the root stays open")
  func lowers() throws {
    for seed in UInt64(1)...3 {
      let table = try Town.table(sites: 1500, reach: 120, seed: seed)
      let hasty = Self.rootBound(table, limit: 20, isPatient: false)
      #expect(Self.rootBound(table, limit: 20, isPatient: true) < hasty, "seed \(seed)")
    }
  }

  /// What the tree has proven when it has looked at its root.
  private static func rootBound(_ table: CoverTable, limit: Int, isPatient: Bool) -> Int64 {
    let problem = ReducedCover(table, SiteRules()) { _ in true }
    let bounds = SelectionBounds(SiteRules(), limit: limit)
    let mates = SiteMates(SiteRules(), sites: problem.sites)
    var search = CoverSearch(problem, bounds, mates: mates)
    search.fillGreedily()
    search.improveByExchange()
    var tree = CoverTree(
      problem, bounds, levels: .once, mates: mates, from: search, isPatient: isPatient)
    tree.run(workLimit: 1) { false }
    return tree.bound
  }

  /// The root settles sites for whatever is better than the choice at hand, so that one which is best may hold a
  /// site settled out or lack one settled in.
  @Test("The proof takes any choice to start from, also one that the settled sites rule out")
  func startsAnywhere() throws {
    let prover = try makeProver()
    var ruledOut = 0
    for seed in UInt64(1)...40 {
      let table = try Town.table(sites: 60, reach: 180, seed: seed)
      let solver = CoverSolver(table: table, limit: 8, rules: SiteRules(), levels: .once)
      let best = try solver.solve(KernelOptions(prover: prover))
      let problem = ReducedCover(table, SiteRules()) { _ in true }
      let bounds = SelectionBounds(SiteRules(), limit: 8)
      let mates = SiteMates(SiteRules(), sites: problem.sites)
      var search = CoverSearch(problem, bounds, mates: mates)
      search.choose(problem.sites.indices.filter { best.choice.contains(problem.sites[$0]) })
      var tree = CoverTree(problem, bounds, levels: .once, mates: mates, from: search)
      tree.run(workLimit: 1) { false }
      guard !tree.rootMust.isEmpty, tree.search.value == best.objective else { continue }
      let chosen = Set(tree.search.chosen)
      if problem.sites.indices.contains(where: {
        chosen.contains($0) ? tree.rootLeave[$0] : tree.rootMust[$0]
      }) {
        ruledOut += 1
      }
      let proof = CoverProof(
        problem: problem, bounds: bounds, levels: .once, mates: mates, tree: tree)
      let outcome = try proof.run(prover, KernelOptions(), remaining: .seconds(60))
      #expect(outcome.search.value == best.objective, "seed \(seed)")
      #expect(outcome.bound == best.objective, "seed \(seed)")
    }
    #expect(ruledOut > 0, "No start was ruled out, so that nothing was tried.")
  }

  /// Points at random in a square of 1 000 by 1 000, each a site and a cell; a site covers what is within reach.
}

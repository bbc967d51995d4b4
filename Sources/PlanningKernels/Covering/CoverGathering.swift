// SPDX-License-Identifier: Apache-2.0

import Foundation
import HiGHS

/// Makes one choice out of many: two good choices differ in places, and the best of what either has in each place is
/// a covering problem small enough to be solved exactly, mostly in a tenth of a second.
///
/// A choice is annealed from hot, then again and again from warm; each time what came out is merged with what was
/// there, so that no place gets worse. Where hardly anything stays uncovered it comes from a weighted search instead.
/// Choices that settle so are merged with each other, two at a time and now and then many. When they agree, the runs
/// get longer: where sites overlap a lot, short ones freeze in the same wrong pattern every time. Merging good
/// solutions by solving their union exactly is known from tours (Cook and Seymour, Tour merging via
/// branch-decomposition, 2003, doi:10.1287/ijoc.15.3.233.16078).
struct CoverGathering {
  private let solver: CoverSolver
  private let problem: ReducedCover
  private let bounds: SelectionBounds
  private let mates: SiteMates
  private let options: KernelOptions
  private let neighbours: FlatLists
  /// What weighted searches begin with.
  private let first: CoverSearch
  private var generator: SeededGenerator
  /// Choices after they were merged with those before.
  private var settled: [[Int]] = []
  /// Choices as they came, since many were last merged at once.
  private var crowd: [CoverSearch] = []
  private var crowdSites = Self.crowding.sites
  private var agreeing = 0
  /// Of a run from warm, now.
  private var turns: Int
  private var lengthenings = 0

  /// A run from hot takes so many times the turns of one from warm.
  private static let hot = (heat: 0.025, runs: 3)
  private static let warm = (least: 0.004, most: 0.015)
  /// Turns of a run from warm by chosen site and second of the time limit, so that the limit as it was given and
  /// not the clock sets them; and how few and how many at all.
  private static let turns = (perSiteAndSecond: 10.0, least: 10_000.0, most: 150_000.0)
  /// A choice has settled when so many runs in a row did not help.
  private static let patience = 6
  /// So many choices that settled at the best value without help from each other are enough for runs so long.
  private static let agreement = 2
  /// Runs get so many times longer then, and so many times at all.
  private static let slower = (factor: 4, times: 3)
  /// Settled choices that are kept to merge with.
  private static let memory = 16
  /// So many choices are merged at once, the best first, up to so many sites, of which HiGHS mostly proves the best
  /// choice in seconds; fewer sites by a factor each time that it does not.
  private static let crowding = (choices: 8, sites: 400, factor: 0.75)
  /// Classes are weighted where no more than one in so many of all demand is uncovered: it pays for Bronx 100 of
  /// AILS-MCLP (one in 15 000) and loses against annealing for San Francisco 100 (one in 275).
  private static let rareUncovered: Int64 = 1_000
  /// Turns of a weighted search by second of the time limit, and how few and how many at all.
  private static let weightedTurns = (perSecond: 50_000.0, least: 100_000.0, most: 3_000_000.0)
  /// Of the time limit; the rest is for the proof.
  private static let share = 0.8

  /// - Parameter search: holds the choice to start from, which must obey all rules and not be empty.
  init(
    _ solver: CoverSolver, _ problem: ReducedCover, _ bounds: SelectionBounds, mates: SiteMates,
    from search: CoverSearch, _ options: KernelOptions
  ) {
    self.solver = solver
    self.problem = problem
    self.bounds = bounds
    self.mates = mates
    self.options = options
    neighbours = Self.neighbours(problem)
    first = search
    generator = SeededGenerator(seed: options.seed)
    let pace = Self.turns.perSiteAndSecond * Double(search.chosen.count)
    turns = Int(
      min(Self.turns.most, max(Self.turns.least, pace * (options.timeLimit / .seconds(1)))))
  }

  /// Improves the choice that `search` holds, until choices agree or the share of the time is over.
  ///
  /// - Returns: Whether longer runs are left to try, which the next call does.
  mutating func improve(_ search: inout CoverSearch, _ watch: Stopwatch) throws(KernelError) -> Bool
  {
    let reserve = options.timeLimit * (1 - Self.share)
    let isStopped = { [options] in options.stop.isStopped || watch.remaining <= reserve }
    while !isStopped() {
      var one = search
      let isNearlyFull = isNearlyFull(search)
      if isNearlyFull {
        one = weighed(isStopped: isStopped)
      } else {
        try settle(&one, watch, isStopped: isStopped)
      }
      crowd.append(one)
      if one.value > search.value { agreeing = 0 }
      if one.value >= search.value { agreeing += 1 }
      for other in settled.suffix(Self.memory) where !isNearlyFull && !isStopped() {
        try merge([other], into: &one, watch)
      }
      settled.append(one.chosen)
      if one.value > search.value { search = one }
      if crowd.count == Self.crowding.choices && !isStopped() { try mergeCrowd(&search, watch) }
      if agreeing == Self.agreement { return lengthen() }
    }
    return false
  }

  private mutating func lengthen() -> Bool {
    if lengthenings == Self.slower.times { return false }
    (agreeing, turns, lengthenings) = (0, turns * Self.slower.factor, lengthenings + 1)
    return true
  }

  /// Those worth most, as long as their sites and those of `search` together are not too many.
  private mutating func mergeCrowd(
    _ search: inout CoverSearch, _ watch: Stopwatch
  ) throws(KernelError) {
    var sites = Set(search.chosen)
    var best: [[Int]] = []
    for one in crowd.sorted(by: { $0.value > $1.value }) {
      sites.formUnion(one.chosen)
      if sites.count > crowdSites { break }
      best.append(one.chosen)
    }
    crowd.removeAll()
    if try !merge(best, into: &search, watch) {
      crowdSites = Int(Double(crowdSites) * Self.crowding.factor)
    }
  }

  /// Whether so little is left to cover that which classes are left decides.
  func isNearlyFull(_ search: CoverSearch) -> Bool {
    if solver.levels.count > 1 { return false }
    let all = problem.weight.reduce(0, +) * solver.levels.worth(1)
    return all - search.value <= all / Self.rareUncovered
  }

  /// Half of `first` and half drawn, as good as a weighted search makes it. All begin there and not at the best, so
  /// that they differ.
  private mutating func weighed(isStopped: () -> Bool) -> CoverSearch {
    var weighting = CoverWeighting(
      problem, bounds, mates: mates, from: first, seed: generator.next())
    let pace = Self.weightedTurns.perSecond * (options.timeLimit / .seconds(1))
    var turns = Int(min(Self.weightedTurns.most, max(Self.weightedTurns.least, pace)))
    for _ in 0..<lengthenings { turns *= Self.slower.factor }
    weighting.run(turns: turns, isStopped: isStopped)
    var one = first
    one.choose(weighting.best.chosen.map { Int($0) })
    return one
  }

  /// Another choice, far from the one at hand, as good as runs from warm make it.
  private mutating func settle(
    _ one: inout CoverSearch, _ watch: Stopwatch, isStopped: () -> Bool
  ) throws(KernelError) {
    let first = annealed(one, Self.hot.heat, turns: Self.hot.runs * turns, isStopped: isStopped)
    one.choose((isStopped() ? first.best.chosen : first.chosen).map { Int($0) })
    var idle = 0
    while idle < Self.patience && !isStopped() {
      let warmth = Double.random(in: 0..<1, using: &generator)
      let heat = Self.warm.least * pow(Self.warm.most / Self.warm.least, warmth)
      let run = annealed(one, heat, turns: turns, isStopped: isStopped)
      let before = one.value
      if run.best.value > before { one.choose(run.best.chosen.map { Int($0) }) }
      try merge([run.chosen.map { Int($0) }], into: &one, watch)
      idle = one.value > before ? 0 : idle + 1
    }
  }

  private mutating func annealed(
    _ one: CoverSearch, _ heat: Double, turns: Int, isStopped: () -> Bool
  ) -> CoverAnnealing {
    var annealing = CoverAnnealing(
      problem, bounds, levels: solver.levels, mates: mates, neighbours: neighbours, from: one,
      seed: generator.next())
    annealing.run(heat: heat, turns: turns, isStopped: isStopped)
    return annealing
  }

  /// By site, those that share a class with it, itself among them.
  private static func neighbours(_ problem: ReducedCover) -> FlatLists {
    var last = problem.sites.map { _ in Int32(-1) }
    return FlatLists(
      problem.sites.indices.map { site in
        var list: [Int32] = []
        for item in problem.classes[site] {
          for other in problem.coverers[Int(item)] where last[Int(other)] != Int32(site) {
            last[Int(other)] = Int32(site)
            list.append(other)
          }
        }
        return list.sorted()
      })
  }

  /// The best choice among the sites of all, if it is better than what `search` holds.
  ///
  /// - Returns: Whether it is proven that none is better.
  @discardableResult
  private func merge(
    _ others: [[Int]], into search: inout CoverSearch, _ watch: Stopwatch
  ) throws(KernelError) -> Bool {
    var rules = solver.rules
    let all = others.reduce(into: Set(search.chosen)) { $0.formUnion($1) }
    let open = Set(all.map { problem.sites[$0] }).union(rules.kept)
    rules.forbidden = (0..<solver.table.siteCount).filter { !open.contains($0) }
    var part = CoverSolver(
      table: solver.table, limit: min(solver.limit, open.count), rules: rules,
      levels: solver.levels)
    part.gathers = false
    part.known = search.chosen.map { problem.sites[$0] }
    var limited = options
    limited.timeLimit = min(watch.remaining / 4, options.timeLimit / 8)
    let result: KernelResult<[Int]>
    do { result = try part.solve(limited) } catch .undecided { return false }
    let before = search
    let position = Dictionary(
      uniqueKeysWithValues: problem.sites.enumerated().map { ($1, $0) })
    search.choose(result.choice.compactMap { position[$0] })
    search.fillGreedily()
    search.improveByExchange()
    if search.value <= before.value { search = before }
    return result.status == .optimal
  }
}

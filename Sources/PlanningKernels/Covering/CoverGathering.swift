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
  let solver: CoverSolver
  let problem: ReducedCover
  let bounds: SelectionBounds
  let mates: SiteMates
  let options: KernelOptions

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
  /// After so many choices the best of all are merged at once.
  private static let crowd = 8
  /// So many sites at most, of which HiGHS mostly proves the best choice in less than a minute; fewer by a factor each
  /// time that it does not.
  private static let union = (sites: 500, factor: 0.75)
  /// Classes are weighted where no more than one in so many of all demand is uncovered: it pays for Bronx 100 of
  /// AILS-MCLP (one in 15 000) and loses against annealing for San Francisco 100 (one in 275).
  private static let rareUncovered: Int64 = 1_000
  /// Turns of a weighted search by second of the time limit, and how few and how many at all.
  private static let weightedTurns = (perSecond: 50_000.0, least: 100_000.0, most: 3_000_000.0)
  /// Of the time limit; the rest is for the proof.
  private static let share = 0.8

  /// Improves the choice that `search` holds, until choices agree or the share of the time is over.
  func improve(_ search: inout CoverSearch, _ watch: Stopwatch) throws(KernelError) {
    let reserve = options.timeLimit * (1 - Self.share)
    let isStopped = { options.stop.isStopped || watch.remaining <= reserve }
    let neighbours = neighbours()
    var generator = SeededGenerator(seed: options.seed)
    var settled: [[Int]] = []
    var pool: [CoverSearch] = []
    var unionSites = Self.union.sites
    var agreeing = 0
    var turns = firstTurns(chosen: search.chosen.count)
    var lengthenings = 0
    let first = search
    while !isStopped() {
      var one = search
      let isNearlyFull = isNearlyFull(search)
      if isNearlyFull {
        one = weighed(first, lengthenings, using: &generator, isStopped: isStopped)
      } else {
        try settle(&one, turns, neighbours, watch, using: &generator, isStopped: isStopped)
      }
      pool.append(one)
      if one.value > search.value { agreeing = 0 }
      if one.value >= search.value { agreeing += 1 }
      if agreeing == Self.agreement {
        if lengthenings == Self.slower.times { break }
        (agreeing, turns, lengthenings) = (0, turns * Self.slower.factor, lengthenings + 1)
      }
      for other in settled.suffix(Self.memory) where !isNearlyFull && !isStopped() {
        try merge([other], into: &one, watch)
      }
      settled.append(one.chosen)
      if one.value > search.value { search = one }
      if pool.count % Self.crowd == 0 && !isStopped() {
        let best = Self.best(of: pool, with: search, sites: unionSites)
        if try !merge(best, into: &search, watch) {
          unionSites = Int(Double(unionSites) * Self.union.factor)
        }
      }
    }
  }

  /// Those worth most, as long as their sites and those of `search` together are not too many.
  private static func best(
    of pool: [CoverSearch], with search: CoverSearch, sites: Int
  ) -> [[Int]] {
    var union = Set(search.chosen)
    var best: [[Int]] = []
    for one in pool.sorted(by: { $0.value > $1.value }) {
      let more = union.union(one.chosen)
      if more.count > sites { break }
      union = more
      best.append(one.chosen)
    }
    return best
  }

  /// Whether so little is left to cover that which classes are left decides.
  private func isNearlyFull(_ search: CoverSearch) -> Bool {
    if solver.levels.count > 1 { return false }
    let all = problem.weight.reduce(0, +)
    return all - search.value <= all / Self.rareUncovered
  }

  /// Half of `first` and half drawn, as good as a weighted search makes it. All begin there and not at the best, so
  /// that they differ.
  private func weighed(
    _ first: CoverSearch, _ lengthenings: Int, using generator: inout SeededGenerator,
    isStopped: () -> Bool
  ) -> CoverSearch {
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

  private func firstTurns(chosen: Int) -> Int {
    let pace = Self.turns.perSiteAndSecond * Double(chosen)
    let seconds = options.timeLimit / .seconds(1)
    return Int(min(Self.turns.most, max(Self.turns.least, pace * seconds)))
  }

  /// Another choice, far from the one at hand, as good as runs from warm make it.
  private func settle(
    _ one: inout CoverSearch, _ turns: Int, _ neighbours: FlatLists, _ watch: Stopwatch,
    using generator: inout SeededGenerator, isStopped: () -> Bool
  ) throws(KernelError) {
    func annealed(_ heat: Double, turns: Int) -> CoverAnnealing {
      var annealing = CoverAnnealing(
        problem, bounds, levels: solver.levels, mates: mates, neighbours: neighbours, from: one,
        seed: generator.next())
      annealing.run(heat: heat, turns: turns, isStopped: isStopped)
      return annealing
    }
    let first = annealed(Self.hot.heat, turns: Self.hot.runs * turns)
    one.choose((isStopped() ? first.best.chosen : first.chosen).map { Int($0) })
    var idle = 0
    while idle < Self.patience && !isStopped() {
      let warmth = Double.random(in: 0..<1, using: &generator)
      let heat = Self.warm.least * pow(Self.warm.most / Self.warm.least, warmth)
      let run = annealed(heat, turns: turns)
      let before = one.value
      if run.best.value > before { one.choose(run.best.chosen.map { Int($0) }) }
      try merge([run.chosen.map { Int($0) }], into: &one, watch)
      idle = one.value > before ? 0 : idle + 1
    }
  }

  /// By site, those that share a class with it, itself among them.
  private func neighbours() -> FlatLists {
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

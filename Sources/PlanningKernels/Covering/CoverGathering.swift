// SPDX-License-Identifier: Apache-2.0

import HiGHS

/// Makes one choice out of many: runs of annealing differ in places, and the best of what they chose in each place
/// is a covering problem small enough to be solved.
///
/// Merging good solutions by solving their union exactly is known from tours (Cook and Seymour, Tour merging via
/// branch-decomposition, 2003, doi:10.1287/ijoc.15.3.233.16078).
struct CoverGathering {
  let solver: CoverSolver
  let problem: ReducedCover
  let bounds: SelectionBounds
  let mates: SiteMates
  let options: KernelOptions

  /// Runs of annealing that are merged at a time.
  private static let runs = 6
  /// Trials of a run by chosen site and second of the time limit, so that the limit as it was given and not the
  /// clock sets them.
  private static let trialsPerSiteAndSecond = 1_200.0
  private static let mostTrials = 100_000_000.0
  /// Of the time limit; the rest is for the proof.
  private static let share = 0.8

  /// Improves the choice that `search` holds, until a round of runs does not or the share of the time is over.
  func improve(_ search: inout CoverSearch, _ watch: Stopwatch) throws(KernelError) {
    let reserve = options.timeLimit * (1 - Self.share)
    let isStopped = { options.stop.isStopped || watch.remaining <= reserve }
    let seconds = options.timeLimit / .seconds(1)
    let pace = Self.trialsPerSiteAndSecond * Double(search.chosen.count)
    let trials = Int(min(Self.mostTrials, seconds * pace))
    var generator = SeededGenerator(seed: options.seed)
    var isBetter = true
    while isBetter && !isStopped() {
      var union = Set(search.chosen)
      for _ in 0..<Self.runs where !isStopped() {
        var annealing = CoverAnnealing(
          problem, bounds, levels: solver.levels, mates: mates, from: search,
          seed: generator.next())
        let start = watch.remaining
        // Half of what is left, so that runs on a busy machine are fewer and not colder.
        let slot = (start - reserve) / 2
        let chosen = annealing.run(trials: trials) {
          options.stop.isStopped ? 1 : (start - watch.remaining) / slot
        }
        union.formUnion(chosen)
      }
      isBetter = try merge(union, into: &search, watch)
    }
  }

  /// The best choice of `union` alone; whether it is better than what `search` holds.
  private func merge(
    _ union: Set<Int>, into search: inout CoverSearch, _ watch: Stopwatch
  ) throws(KernelError) -> Bool {
    var rules = solver.rules
    let open = Set(union.map { problem.sites[$0] }).union(rules.kept)
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
    if search.value > before.value { return true }
    search = before
    return false
  }
}

// SPDX-License-Identifier: Apache-2.0

/// Greedy choice, exchange of one site for another, and restarts from a disturbed choice, on a
/// reduced cover problem.
///
/// Greedy alone reaches 1 - 1/e of the optimum (Nemhauser, Wolsey and Fisher 1978,
/// doi:10.1007/BF01588971); exchanges (Teitz and Bart 1968) close most of the rest.
/// The gain of every site is kept up to date, so that a trial costs no scan of the table. Ties go to the
/// lower site. The work is bounded by a count of steps, so that the clock decides nothing.
struct CoverSearch {
  private let problem: ReducedCover
  private let bounds: SelectionBounds
  private let levels: CoverLevels
  private let mates: SiteMates
  private var coverCount: [Int32]
  private var isChosen: [Bool]
  /// By site, how many chosen ones exclude it.
  private var blockers: [Int32]
  private var groupCount: [Int]
  /// By site, what it would add to the choice.
  private var gain: [Int64]
  private(set) var chosen: [Int] = []
  /// What the choice covers, beyond what kept sites do.
  private(set) var value: Int64 = 0
  /// Scans over all sites so far.
  private(set) var scans = 0

  init(
    _ problem: ReducedCover, _ bounds: SelectionBounds, levels: CoverLevels = .once,
    mates: SiteMates
  ) {
    self.problem = problem
    self.bounds = bounds
    self.levels = levels
    self.mates = mates
    coverCount = problem.keptCovers
    isChosen = [Bool](repeating: false, count: problem.sites.count)
    blockers = [Int32](repeating: 0, count: problem.sites.count)
    groupCount = [Int](repeating: 0, count: bounds.minimum.count)
    gain = problem.sites.indices.map { site in
      problem.classes[site].reduce(0) {
        $0 + problem.weight[Int($1)] * levels.step(problem.keptCovers[Int($1)])
      }
    }
  }

  /// Greedy, exchanges, then restarts while `scanBudget` lasts.
  mutating func run(scanBudget: Int, seed: UInt64) {
    fillGreedily()
    improveByExchange()
    var generator = SeededGenerator(seed: seed)
    while scans < scanBudget && chosen.count > 1 && chosen.count < problem.sites.count {
      let before = self
      disturb(using: &generator)
      fillGreedily()
      improveByExchange()
      if value < before.value || (hasUnmetMinimum && !before.hasUnmetMinimum) {
        let spent = scans
        self = before
        scans = spent
      }
    }
  }

  /// Replaces the choice by `selection`, which must obey the bounds.
  mutating func choose(_ selection: [Int]) {
    for site in chosen.reversed() { remove(site) }
    for site in selection { add(site) }
  }

  mutating func fillGreedily() {
    while let site = bestAddition(above: hasUnmetMinimum ? -1 : 0) { add(site) }
  }

  mutating func improveByExchange() {
    var improved = true
    while improved {
      improved = false
      for leaving in chosen.sorted() {
        let before = value
        remove(leaving)
        let entering = bestAddition(above: before - value)
        add(entering ?? leaving)
        improved = improved || entering != nil
      }
    }
  }

  /// Leaves out sites that add nothing and that no minimum needs.
  mutating func prune() {
    for site in chosen.sorted(by: >) {
      let group = problem.group[site]
      let isNeeded = group >= 0 && groupCount[group] <= bounds.minimum[group]
      let before = value
      if isNeeded { continue }
      remove(site)
      if value < before { add(site) }
    }
  }

  var hasUnmetMinimum: Bool {
    bounds.minimum.indices.contains { groupCount[$0] < bounds.minimum[$0] }
  }

  private mutating func disturb(using generator: inout SeededGenerator) {
    let leaving = chosen.shuffled(using: &generator).prefix(max(2, chosen.count / 5))
    for site in leaving { remove(site) }
    let strangers = problem.sites.indices.filter { !isChosen[$0] && blockers[$0] == 0 }
    if let site = strangers.randomElement(using: &generator), isAllowed(site) { add(site) }
  }

  private func isAllowed(_ site: Int) -> Bool {
    bounds.allowsOneMore(of: problem.group[site], counts: groupCount, total: chosen.count)
  }

  /// The allowed site that adds most, if it adds more than `least`.
  private mutating func bestAddition(above least: Int64) -> Int? {
    scans += 1
    let groupIsAllowed = groupCount.indices.map {
      bounds.allowsOneMore(of: $0, counts: groupCount, total: chosen.count)
    }
    let otherIsAllowed = bounds.allowsOneMore(of: -1, counts: groupCount, total: chosen.count)
    var best: (site: Int, gain: Int64)?
    for site in isChosen.indices where !isChosen[site] && blockers[site] == 0 {
      let group = problem.group[site]
      guard group < 0 ? otherIsAllowed : groupIsAllowed[group] else { continue }
      if gain[site] > best?.gain ?? least { best = (site, gain[site]) }
    }
    return best?.site
  }

  private mutating func add(_ site: Int) {
    isChosen[site] = true
    chosen.append(site)
    for mate in mates[site] { blockers[Int(mate)] += 1 }
    if problem.group[site] >= 0 { groupCount[problem.group[site]] += 1 }
    for index in problem.classes.range(site) {
      let item = Int(problem.classes.items[index])
      let (now, next) = (levels.step(coverCount[item]), levels.step(coverCount[item] + 1))
      value += problem.weight[item] * now
      coverCount[item] += 1
      if next != now { shift(item, by: problem.weight[item] * (next - now)) }
    }
  }

  private mutating func remove(_ site: Int) {
    isChosen[site] = false
    chosen.removeAll { $0 == site }
    for mate in mates[site] { blockers[Int(mate)] -= 1 }
    if problem.group[site] >= 0 { groupCount[problem.group[site]] -= 1 }
    for index in problem.classes.range(site) {
      let item = Int(problem.classes.items[index])
      coverCount[item] -= 1
      let (now, before) = (levels.step(coverCount[item]), levels.step(coverCount[item] + 1))
      value -= problem.weight[item] * now
      if before != now { shift(item, by: problem.weight[item] * (now - before)) }
    }
  }

  /// The step at hand of a class changed: so does the gain of every coverer.
  private mutating func shift(_ item: Int, by change: Int64) {
    for index in problem.coverers.range(item) {
      gain[Int(problem.coverers.items[index])] += change
    }
  }
}

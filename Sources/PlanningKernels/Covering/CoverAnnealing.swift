// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Exchanges of one chosen site for another one nearby, at random, worse ones taken with a falling probability.
///
/// Simulated annealing (Kirkpatrick, Gelatt and Vecchi 1983, doi:10.1126/science.220.4598.671) on the neighbourhood
/// of Teitz and Bart. A trial costs a list of classes and changes nothing, so that millions of trials fit where a
/// best exchange fits thousands of times. Most trials move a site to one that shares a class with it, because others
/// seldom pay; a site that is about to leave gets a few trials in a row, which share what its leaving costs. The number of chosen sites stays; groups keep their bounds; no two chosen sites exclude each other.
struct CoverAnnealing {
  private let problem: ReducedCover
  private let bounds: SelectionBounds
  private let levels: CoverLevels
  private let mates: SiteMates
  private var generator: SeededGenerator
  private var chosen: [Int32]
  private var isChosen: [Bool]
  private var covers: [Int32]
  private var groupCount: [Int]
  /// By class, the last site that was about to leave and covers it, counted by turns.
  private var mark: [Int]
  private var turn = 0
  private var value: Int64
  private var best: (chosen: [Int32], value: Int64)

  /// One trial in so many takes a site from anywhere.
  private static let farTrials = 20
  /// Of the mean worth of a chosen site, at the start and at the end. Found by trial on the cities of AILS-MCLP.
  private static let temperature = (first: 0.025, last: 0.002)
  /// The trials of a site that is about to leave.
  private static let trialsInTurn = 8
  /// The temperature falls, and the clock is asked, once in so many turns.
  private static let round = 128

  /// - Parameter search: holds the choice to start from, which must obey all rules and not be empty.
  init(
    _ problem: ReducedCover, _ bounds: SelectionBounds, levels: CoverLevels, mates: SiteMates,
    from search: CoverSearch, seed: UInt64
  ) {
    self.problem = problem
    self.bounds = bounds
    self.levels = levels
    self.mates = mates
    generator = SeededGenerator(seed: seed)
    chosen = search.chosen.map { Int32($0) }
    isChosen = problem.sites.map { _ in false }
    covers = problem.keptCovers
    groupCount = bounds.minimum.map { _ in 0 }
    mark = problem.weight.map { _ in -1 }
    value = search.value
    best = (chosen, search.value)
    for site in chosen {
      isChosen[Int(site)] = true
      if problem.group[Int(site)] >= 0 { groupCount[problem.group[Int(site)]] += 1 }
      for item in problem.classes[Int(site)] { covers[Int(item)] += 1 }
    }
  }

  /// The best choice met in `trials` trials, in ascending order.
  ///
  /// - Parameter elapsed: the share of the time at hand that is over. The temperature follows it where it is ahead
  ///   of the trials, because a choice that did not cool is worth little; only then does the clock decide anything.
  mutating func run(trials: Int, elapsed: () -> Double) -> [Int] {
    let mean = Double(max(1, value)) / Double(chosen.count)
    let fall = Self.temperature.last / Self.temperature.first
    let turns = max(1, trials / Self.trialsInTurn)
    var temperature = 0.0
    while turn < turns {
      if turn % Self.round == 0 {
        let share = max(Double(turn) / Double(turns), elapsed())
        if share >= 1 { break }
        temperature = mean * Self.temperature.first * pow(fall, share)
      }
      takeTurn(temperature)
      turn += 1
    }
    return best.chosen.map { Int($0) }.sorted()
  }

  /// One chosen site is about to leave; it does for the first of a few candidates that luck allows.
  private mutating func takeTurn(_ temperature: Double) {
    let place = Int.random(in: chosen.indices, using: &generator)
    let leaving = Int(chosen[place])
    let loss = markClasses(of: leaving)
    for _ in 0..<Self.trialsInTurn {
      guard let entering = candidate(near: leaving), isAllowed(entering, for: leaving) else {
        continue
      }
      let gain = worth(of: entering) - loss
      if gain < 0 {
        let luck = Double.random(in: 0..<1, using: &generator)
        if luck >= exp(Double(gain) / temperature) { continue }
      }
      take(entering, at: place)
      value += gain
      if value > best.value { best = (chosen, value) }
      return
    }
  }

  private mutating func candidate(near site: Int) -> Int? {
    let classes = problem.classes.range(site)
    if classes.isEmpty || Int.random(in: 0..<Self.farTrials, using: &generator) == 0 {
      return Int.random(in: isChosen.indices, using: &generator)
    }
    let item = Int(problem.classes.items[Int.random(in: classes, using: &generator)])
    let coverers = problem.coverers.range(item)
    return Int(problem.coverers.items[Int.random(in: coverers, using: &generator)])
  }

  private func isAllowed(_ entering: Int, for leaving: Int) -> Bool {
    if isChosen[entering] { return false }
    let (from, to) = (problem.group[leaving], problem.group[entering])
    if from != to {
      if from >= 0 && groupCount[from] <= bounds.minimum[from] { return false }
      if to >= 0 && groupCount[to] >= bounds.maximum[to] { return false }
    }
    return mates.isEmpty
      || mates[entering].allSatisfy { Int($0) == leaving || !isChosen[Int($0)] }
  }

  /// Marks the classes of a site that is about to leave; what the choice loses with it.
  private mutating func markClasses(of leaving: Int) -> Int64 {
    var loss: Int64 = 0
    for index in problem.classes.range(leaving) {
      let item = Int(problem.classes.items[index])
      mark[item] = turn
      loss &+= problem.weight[item] &* levels.step(covers[item] &- 1)
    }
    return loss
  }

  /// What the choice gains by `entering` after the site of this turn has left.
  private func worth(of entering: Int) -> Int64 {
    var gain: Int64 = 0
    for index in problem.classes.range(entering) {
      let item = Int(problem.classes.items[index])
      let others = mark[item] == turn ? covers[item] &- 1 : covers[item]
      gain &+= problem.weight[item] &* levels.step(others)
    }
    return gain
  }

  private mutating func take(_ entering: Int, at place: Int) {
    let leaving = Int(chosen[place])
    for item in problem.classes[leaving] { covers[Int(item)] -= 1 }
    for item in problem.classes[entering] { covers[Int(item)] += 1 }
    isChosen[leaving] = false
    isChosen[entering] = true
    if problem.group[leaving] >= 0 { groupCount[problem.group[leaving]] -= 1 }
    if problem.group[entering] >= 0 { groupCount[problem.group[entering]] += 1 }
    chosen[place] = Int32(entering)
  }
}

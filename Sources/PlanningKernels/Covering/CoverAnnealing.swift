// SPDX-License-Identifier: Apache-2.0

import Foundation

/// One chosen site leaves after another, and luck says which of the sites nearby takes its place: the better, the
/// likelier, and ever more so.
///
/// Simulated annealing (Kirkpatrick, Gelatt and Vecchi 1983, doi:10.1126/science.220.4598.671) on the neighbourhood
/// of Teitz and Bart, by the heat bath (Creutz 1980, doi:10.1103/PhysRevD.21.2308): the site that enters is drawn
/// from all candidates at once, with probability in proportion to exp(gain / temperature). The gain of every site
/// is kept up to date, so that a turn weighs hundreds of candidates for what it costs to move one, and no turn is
/// lost to trials that fail. The number of chosen sites stays; groups keep their bounds; no two chosen sites exclude
/// each other.
struct CoverAnnealing {
  private let problem: ReducedCover
  private let bounds: SelectionBounds
  private let levels: CoverLevels
  private let mates: SiteMates
  private let neighbours: FlatLists
  private var generator: SeededGenerator
  /// The choice at hand, in no order.
  private(set) var chosen: [Int32]
  private var isChosen: [Bool]
  private var covers: [Int32]
  private var groupCount: [Int]
  /// By site, what it would add to the choice.
  private var gain: [Int64]
  private var value: Int64
  /// The best choice met, in no order.
  private(set) var best: (chosen: [Int32], value: Int64)
  private var candidates: [Int32] = []
  private var chances: [Double] = []
  /// By neighbour of the site that leaves, its gain before.
  private var gainBefore: [Int64] = []

  /// One turn in so many takes a site from anywhere.
  private static let farTurns = 50
  /// Of the mean worth of a chosen site, where a run ends. Found by trial on the cities of AILS-MCLP.
  private static let lastHeat = 0.001_5
  /// Candidates so many temperatures below the best one are not drawn.
  private static let coldest = 20.0
  /// The temperature falls once in so many turns.
  private static let round = 64

  /// - Parameters:
  ///   - neighbours: by site, those that share a class with it, itself among them.
  ///   - search: holds the choice to start from, which must obey all rules and not be empty.
  init(
    _ problem: ReducedCover, _ bounds: SelectionBounds, levels: CoverLevels, mates: SiteMates,
    neighbours: FlatLists, from search: CoverSearch, seed: UInt64
  ) {
    self.problem = problem
    self.bounds = bounds
    self.levels = levels
    self.mates = mates
    self.neighbours = neighbours
    generator = SeededGenerator(seed: seed)
    chosen = search.chosen.map { Int32($0) }
    isChosen = problem.sites.map { _ in false }
    covers = problem.keptCovers
    groupCount = bounds.minimum.map { _ in 0 }
    value = search.value
    best = (chosen, search.value)
    for site in chosen {
      isChosen[Int(site)] = true
      if problem.group[Int(site)] >= 0 { groupCount[problem.group[Int(site)]] += 1 }
      for item in problem.classes[Int(site)] { covers[Int(item)] += 1 }
    }
    gain = []
    for site in problem.sites.indices {
      gain.append(
        problem.classes[site].reduce(0) {
          $0 + problem.weight[Int($1)] * levels.step(covers[Int($1)])
        })
    }
  }

  /// Takes so many turns, fewer if it is told to stop.
  ///
  /// - Parameter heat: the temperature to begin with, as a share of the mean worth of a chosen site. 0.025 forgets
  ///   the choice; 0.005 keeps most of it.
  mutating func run(heat: Double, turns: Int, isStopped: () -> Bool) {
    let mean = Double(max(1, value)) / Double(chosen.count)
    var temperature = 0.0
    for turn in 0..<turns {
      if turn % Self.round == 0 {
        if isStopped() { return }
        let share = Double(turn) / Double(turns)
        temperature = mean * heat * pow(Self.lastHeat / heat, share)
      }
      takeTurn(temperature)
    }
  }

  /// One chosen site leaves, and one of the candidates, itself among them, enters.
  private mutating func takeTurn(_ temperature: Double) {
    let place = Int.random(in: chosen.indices, using: &generator)
    let leaving = Int(chosen[place])
    let before = value
    keepGains(near: leaving)
    remove(leaving)
    let entering = drawn(near: leaving, temperature)
    if entering == leaving {
      putBack(leaving)
      value = before
      return
    }
    add(entering)
    chosen[place] = Int32(entering)
    if value > best.value { best = (chosen, value) }
  }

  private mutating func keepGains(near leaving: Int) {
    gainBefore.removeAll(keepingCapacity: true)
    for site in neighbours[leaving] { gainBefore.append(gain[Int(site)]) }
  }

  /// Undoes that `site` left. Most turns end so when it is cold, and what was kept saves counting anew.
  private mutating func putBack(_ site: Int) {
    isChosen[site] = true
    if problem.group[site] >= 0 { groupCount[problem.group[site]] += 1 }
    for item in problem.classes[site] { covers[Int(item)] &+= 1 }
    for (neighbour, worth) in zip(neighbours[site], gainBefore) { gain[Int(neighbour)] = worth }
  }

  /// A site drawn by its gain.
  private mutating func drawn(near leaving: Int, _ temperature: Double) -> Int {
    let isFar = Int.random(in: 0..<Self.farTurns, using: &generator) == 0
    let range = isFar ? isChosen.indices : neighbours.range(leaving)
    let most = most(in: range, isFar, leaving)
    let least = most - Int64(Self.coldest * temperature)
    candidates.removeAll(keepingCapacity: true)
    chances.removeAll(keepingCapacity: true)
    var sum = 0.0
    for index in range {
      let site = isFar ? index : Int(neighbours.items[index])
      if gain[site] < least || !isOpen(site, for: leaving) { continue }
      sum += exp(Double(gain[site] - most) / temperature)
      candidates.append(Int32(site))
      chances.append(sum)
    }
    let luck = Double.random(in: 0..<1, using: &generator) * sum
    return chances.firstIndex { $0 > luck }.map { Int(candidates[$0]) } ?? leaving
  }

  /// The gain of the best candidate.
  private func most(in range: Range<Int>, _ isFar: Bool, _ leaving: Int) -> Int64 {
    let (items, gain) = (neighbours.items.span, gain.span)
    var most = gain[leaving]
    for index in range {
      let site = isFar ? index : Int(items[index])
      if gain[site] > most && isOpen(site, for: leaving) { most = gain[site] }
    }
    return most
  }

  /// The counts are those after `leaving` has left.
  private func isOpen(_ entering: Int, for leaving: Int) -> Bool {
    !isChosen[entering]
      && bounds.allowsExchange(
        of: problem.group[leaving], for: problem.group[entering], counts: groupCount)
      && (mates.isEmpty || mates[entering].allSatisfy { !isChosen[Int($0)] })
  }

  private mutating func add(_ site: Int) {
    isChosen[site] = true
    value &+= gain[site]
    if problem.group[site] >= 0 { groupCount[problem.group[site]] += 1 }
    Self.count(site, by: 1, problem, levels, &covers, &gain)
  }

  private mutating func remove(_ site: Int) {
    isChosen[site] = false
    if problem.group[site] >= 0 { groupCount[problem.group[site]] -= 1 }
    Self.count(site, by: -1, problem, levels, &covers, &gain)
    value &-= gain[site]
  }

  /// The site's classes have one cover more or less; what the next one adds is the gain of all who could.
  private static func count(
    _ site: Int, by change: Int32, _ problem: ReducedCover, _ levels: CoverLevels,
    _ covers: inout [Int32], _ gain: inout [Int64]
  ) {
    let (classes, coverers) = (problem.classes.items.span, problem.coverers.items.span)
    let (starts, weight) = (problem.coverers.offsets.span, problem.weight.span)
    var covers = covers.mutableSpan
    var gain = gain.mutableSpan
    for index in problem.classes.range(site) {
      let item = Int(classes[index])
      let (now, next) = (levels.step(covers[item]), levels.step(covers[item] &+ change))
      covers[item] &+= change
      if next == now { continue }
      let rise = weight[item] &* (next &- now)
      for place in Int(starts[item])..<Int(starts[item + 1]) {
        gain[Int(coverers[place])] &+= rise
      }
    }
  }
}

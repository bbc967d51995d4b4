// SPDX-License-Identifier: Apache-2.0

/// Exchanges one chosen site for another, and whatever stays uncovered weighs more with every exchange, until the
/// choice turns to it.
///
/// For a budget that covers nearly everything, where what is lost is a handful of small classes far from each other
/// and annealing sees almost no difference between one choice and the next. Row weighting is what the best local
/// searches for set covering do (Gao, Yao, Weise and Li 2015, doi:10.1016/j.ejor.2015.05.038); here a class begins with
/// its demand, gains in proportion to it, and forgets a share of its gains from time to time, because not all can be
/// covered. Each class counts once. The number of chosen sites stays; groups keep their bounds; no two chosen sites
/// exclude each other.
struct CoverWeighting {
  private let problem: ReducedCover
  private let bounds: SelectionBounds
  private let mates: SiteMates
  private var generator: SeededGenerator
  /// By class, its demand as a multiple of the mean, without what it has gained.
  private let base: [Double]
  /// By class, what it weighs now.
  private var weight: [Double]
  private var chosen: [Int32]
  private var isChosen: [Bool]
  private var groupCount: [Int]
  private var covers: [Int32]
  /// By class, the exclusive or of the chosen sites that cover it: their number if it is one.
  private var coverer: [Int32]
  /// By site, the weight that it would add, or that only it covers.
  private var gain: [Double]
  private var loss: [Double]
  private var uncovered: [Int32] = []
  /// By class, its place among the uncovered ones.
  private var placeOfUncovered: [Int32]
  /// By site, the turn in which it last entered or left.
  private var lastTurn: [Int]
  private var turn = 0
  private var value: Int64
  /// The best choice met in a run, in no order.
  private(set) var best: (chosen: [Int32], value: Int64)

  /// What an uncovered class gains, as a share of its demand, when it is drawn; how many are drawn each turn.
  private static let rise = (share: 0.05, draws: 4)
  /// After so many turns so much of the gains is kept. Found by trial on the Bronx of AILS-MCLP, as is the rise.
  private static let memory = (turns: 1_000, share: 0.9)
  /// So many uncovered classes are drawn for one that is to be covered.
  private static let trials = 3
  /// A site that has just entered or left stays for so many turns.
  private static let rest = 3
  /// When a run begins, one in so many of the chosen sites gives way to one that is drawn.
  private static let disturbed = 2

  /// - Parameter search: holds the choice to start from, which must obey all rules and not be empty.
  init(
    _ problem: ReducedCover, _ bounds: SelectionBounds, mates: SiteMates,
    from search: CoverSearch, seed: UInt64
  ) {
    self.problem = problem
    self.bounds = bounds
    self.mates = mates
    generator = SeededGenerator(seed: seed)
    let sum = problem.weight.reduce(0) { $0 + Double($1) }
    let mean = max(1, sum) / Double(max(1, problem.weight.count))
    base = problem.weight.map { Double($0) / mean }
    weight = base
    chosen = []
    isChosen = problem.sites.map { _ in false }
    groupCount = bounds.minimum.map { _ in 0 }
    covers = problem.weight.map { _ in 0 }
    coverer = problem.weight.map { _ in 0 }
    gain = problem.sites.map { _ in 0 }
    loss = problem.sites.map { _ in 0 }
    uncovered = problem.weight.indices.map { Int32($0) }
    placeOfUncovered = uncovered
    lastTurn = problem.sites.map { _ in -Self.rest }
    value = 0
    best = (search.chosen.map { Int32($0) }, search.value)
    weighAnew()
    for site in search.chosen { add(site) }
  }

  /// Disturbs the choice and takes so many turns, fewer if it is told to stop or nothing is left to cover. `best` is
  /// the best choice of these turns, so that several runs tell several choices.
  mutating func run(turns: Int, isStopped: () -> Bool) {
    disturb()
    best = (chosen, value)
    for count in 1...max(1, turns) {
      if uncovered.isEmpty || (count % 1_024 == 0 && isStopped()) { return }
      takeTurn()
      if count % Self.memory.turns == 0 { forget() }
    }
  }

  /// Some places are given to sites drawn from all.
  private mutating func disturb() {
    for place in chosen.indices where place % Self.disturbed == 0 {
      let leaving = Int(chosen[place])
      remove(leaving, at: place)
      let other = Int.random(in: isChosen.indices, using: &generator)
      add(isOpen(other, for: leaving) ? other : leaving)
    }
  }

  /// The site that loses least leaves, and the best of those that cover one uncovered class enters.
  private mutating func takeTurn() {
    turn += 1
    let place = placeOfLeast()
    let leaving = Int(chosen[place])
    remove(leaving, at: place)
    let entering = heaviestUncovered().flatMap { bestCoverer(of: $0, for: leaving) } ?? leaving
    add(entering)
    lastTurn[leaving] = turn
    lastTurn[entering] = turn
    if value > best.value { best = (chosen, value) }
    raise()
  }

  private func placeOfLeast() -> Int {
    var least = (place: 0, site: -1)
    for place in chosen.indices {
      let site = Int(chosen[place])
      if !hasRested(site) { continue }
      if least.site < 0 || isLess(loss[site], loss[least.site], site, least.site) {
        least = (place, site)
      }
    }
    return least.place
  }

  /// Whether the first is less; of equals, the one that rested longer.
  private func isLess(_ one: Double, _ other: Double, _ site: Int, _ mate: Int) -> Bool {
    one < other || (one == other && lastTurn[site] < lastTurn[mate])
  }

  private func hasRested(_ site: Int) -> Bool { turn - lastTurn[site] > Self.rest }

  /// Of those drawn, the class that weighs most.
  private mutating func heaviestUncovered() -> Int? {
    if uncovered.isEmpty { return nil }
    var heaviest = drawUncovered()
    for _ in 1..<Self.trials {
      let drawn = drawUncovered()
      if weight[drawn] > weight[heaviest] { heaviest = drawn }
    }
    return heaviest
  }

  private mutating func drawUncovered() -> Int {
    Int(uncovered[Int.random(in: uncovered.indices, using: &generator)])
  }

  private func bestCoverer(of item: Int, for leaving: Int) -> Int? {
    var best = -1
    for index in problem.coverers.range(item) {
      let site = Int(problem.coverers.items[index])
      if best >= 0 && !isLess(-gain[site], -gain[best], site, best) { continue }
      if site != leaving && hasRested(site) && isOpen(site, for: leaving) { best = site }
    }
    return best < 0 ? nil : best
  }

  /// The counts are those after `leaving` has left.
  private func isOpen(_ entering: Int, for leaving: Int) -> Bool {
    !isChosen[entering]
      && bounds.allowsExchange(
        of: problem.group[leaving], for: problem.group[entering], counts: groupCount)
      && (mates.isEmpty || mates[entering].allSatisfy { !isChosen[Int($0)] })
  }

  /// Some of the uncovered classes weigh more.
  private mutating func raise() {
    for _ in 0..<(uncovered.isEmpty ? 0 : Self.rise.draws) {
      let item = drawUncovered()
      let more = Self.rise.share * base[item]
      weight[item] += more
      Self.raise(&gain, problem.coverers, item, by: more)
    }
  }

  private mutating func forget() {
    for item in weight.indices {
      weight[item] = base[item] + Self.memory.share * (weight[item] - base[item])
    }
    weighAnew()
  }

  /// Counts gains and losses from nothing, which also takes away what rounding has left.
  private mutating func weighAnew() {
    for site in gain.indices { (gain[site], loss[site]) = (0, 0) }
    for item in weight.indices {
      if covers[item] == 0 {
        for site in problem.coverers[item] { gain[Int(site)] += weight[item] }
      } else if covers[item] == 1 {
        loss[Int(coverer[item])] += weight[item]
      }
    }
  }

  private mutating func add(_ site: Int) {
    isChosen[site] = true
    chosen.append(Int32(site))
    if problem.group[site] >= 0 { groupCount[problem.group[site]] += 1 }
    var mine = 0.0
    for index in problem.classes.range(site) {
      let item = Int(problem.classes.items[index])
      if covers[item] == 0 {
        value += problem.weight[item]
        mine += weight[item]
        Self.raise(&gain, problem.coverers, item, by: -weight[item])
        cover(item)
      } else if covers[item] == 1 {
        loss[Int(coverer[item])] -= weight[item]
      }
      covers[item] &+= 1
      coverer[item] ^= Int32(site)
    }
    loss[site] = mine
  }

  /// - Parameter place: of the site among the chosen ones; the last one takes it.
  private mutating func remove(_ site: Int, at place: Int) {
    isChosen[site] = false
    chosen.swapAt(place, chosen.count - 1)
    chosen.removeLast()
    if problem.group[site] >= 0 { groupCount[problem.group[site]] -= 1 }
    for index in problem.classes.range(site) {
      let item = Int(problem.classes.items[index])
      covers[item] &-= 1
      coverer[item] ^= Int32(site)
      if covers[item] == 0 {
        value -= problem.weight[item]
        Self.raise(&gain, problem.coverers, item, by: weight[item])
        placeOfUncovered[item] = Int32(uncovered.count)
        uncovered.append(Int32(item))
      } else if covers[item] == 1 {
        loss[Int(coverer[item])] += weight[item]
      }
    }
    loss[site] = 0
  }

  /// All who could cover the class would add so much more.
  private static func raise(
    _ gain: inout [Double], _ coverers: FlatLists, _ item: Int, by change: Double
  ) {
    let sites = coverers.items.span
    var gain = gain.mutableSpan
    for index in coverers.range(item) { gain[Int(sites[index])] += change }
  }

  private mutating func cover(_ item: Int) {
    let place = placeOfUncovered[item]
    guard let last = uncovered.popLast(), last != Int32(item) else { return }
    uncovered[Int(place)] = last
    placeOfUncovered[Int(last)] = place
  }
}

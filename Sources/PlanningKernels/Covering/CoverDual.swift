// SPDX-License-Identifier: Apache-2.0

/// A Lagrangian bound for covering at a node of the search tree, in whole numbers.
///
/// The rule "a class counts as often as chosen sites cover it" is priced at `price[class]`, 0 or more and no more
/// than the class's next step is worth. What is left falls apart: each class is worth what its steps exceed
/// the price by, each site the sum of its prices, and the best choice of sites is a sort. The greatest lower
/// prices are sought by subgradient steps (Galvao and ReVelle, EJOR 88, 1996), each direction keeping some of
/// the last one, which damps the zigzag (Camerini, Fratta and Maffioli 1975). Prices are multiples of
/// 1/`scale`, so that the bound holds exactly and not up to rounding.
struct CoverDual {
  /// How hard to try.
  struct Effort {
    var steps: Int
    var length: Double
    /// Steps without a better bound before the length is halved.
    var patience: Int

    /// Found by trial on 27 instances of Cordeau, Furini and Ljubic's recipe.
    static let root = Effort(steps: 400, length: 3, patience: 10)
    static let below = Effort(steps: 35, length: 4, patience: 5)

    /// For a root that stays open: on San Francisco of AILS-MCLP with 70 sites it ends 0.05 % above the linear
    /// relaxation, and `root` 0.35 %. Where a step touches many entries of the table, there are fewer of them.
    static func patient(entries: Int) -> Effort {
      Effort(
        steps: min(6_000, max(root.steps, 3_000_000_000 / max(1, entries))), length: 3, patience: 60
      )
    }
  }

  /// No choice of the node is worth more.
  private(set) var bound: Int64
  /// By position, the sites that every choice better than the incumbent contains.
  private(set) var mustChoose: [Bool]
  /// By position, the sites that no choice better than the incumbent contains.
  private(set) var mustLeave: [Bool]
  /// By position, how often a site was in the relaxed choice of late, 0 to 1.
  private(set) var frequency: [Double]
  private(set) var steps = 0

  /// How much of the last direction the next one keeps.
  private static let memory = 0.75

  private let node: CoverNode
  private let levels: CoverLevels
  private let scale: Int64
  private var price: [Int64]
  private var direction: [Double]
  private var values: [Int64]
  private var covers: [Int32]
  private var length: Double

  /// - Parameter prices: by class of the reduced problem.
  init(_ node: CoverNode, levels: CoverLevels, scale: Int64, prices: [Int64]) {
    self.node = node
    self.levels = levels
    self.scale = scale
    bound = .max
    mustChoose = node.sites.map { _ in false }
    mustLeave = mustChoose
    frequency = node.sites.map { _ in 0 }
    values = node.sites.map { _ in 0 }
    price = node.classes.map { prices[Int($0)] }
    direction = price.map { _ in 0 }
    covers = node.covers
    length = 1
  }

  /// Lowers the bound until it meets the incumbent or the effort is spent.
  ///
  /// - Parameters:
  ///   - prices: become the best ones found.
  ///   - tryChoice: takes a choice (positions) and its worth; answers the worth of the incumbent.
  mutating func descend(
    _ effort: Effort, prices: inout [Int64], tryChoice: ([Int], Int64) -> Int64
  ) {
    length = effort.length
    var best = (value: Int64.max, price: price)
    var sinceBetter = 0
    while steps < effort.steps && length > 0.002 {
      steps += 1
      let (value, selection, worth) = relax()
      let incumbent = tryChoice(selection, worth)
      if value < best.value {
        sinceBetter = value / scale < bound ? 0 : sinceBetter + 1
        best = (value, price)
        bound = value / scale
      } else {
        sinceBetter += 1
      }
      if sinceBetter > 0 && sinceBetter % effort.patience == 0 { length /= 2 }
      fix(value, selection, incumbent: incumbent)
      if bound <= incumbent || !move(distance: value - incumbent * scale) { break }
    }
    for (item, number) in node.classes.enumerated() { prices[Int(number)] = best.price[item] }
  }

  /// The relaxed optimum (times `scale`), its choice by position, and what that is worth.
  private mutating func relax() -> (value: Int64, selection: [Int], worth: Int64) {
    var value = node.base * scale
    for item in price.indices { value &+= surplus(item) }
    for site in values.indices {
      var sum: Int64 = 0
      for index in Int(node.offsets[site])..<Int(node.offsets[site + 1]) {
        sum &+= price[Int(node.items[index])]
      }
      values[site] = sum
    }
    let selection = node.bounds.bestSelection(values: values, groups: node.groups)
    covers = node.covers
    var worth = node.base
    for site in selection {
      value &+= values[site]
      for index in Int(node.offsets[site])..<Int(node.offsets[site + 1]) {
        let item = Int(node.items[index])
        worth &+= node.weights[item] &* levels.step(covers[item])
        covers[item] &+= 1
      }
    }
    for site in frequency.indices { frequency[site] *= 0.9 }
    for site in selection { frequency[site] += 0.1 }
    return (value, selection, worth)
  }

  /// What the open steps of a class exceed its price by, times `scale`.
  @inline(__always)
  private func surplus(_ item: Int) -> Int64 {
    let weight = node.weights[item] &* scale
    if levels.count == 1 { return weight &- price[item] }
    var sum: Int64 = 0
    for level in Int(node.covers[item])..<levels.count {
      sum &+= max(0, weight &* levels.values[level] &- price[item])
    }
    return sum
  }

  /// Forcing a site in costs at least the difference to the worst one chosen, forcing it out at
  /// least the difference to the best one left.
  private mutating func fix(_ value: Int64, _ selection: [Int], incumbent: Int64) {
    var isSelected = [Bool](repeating: false, count: values.count)
    for site in selection { isSelected[site] = true }
    let worstIn = selection.map { values[$0] }.min() ?? 0
    var bestOut: Int64 = 0
    for site in values.indices where !isSelected[site] { bestOut = max(bestOut, values[site]) }
    // With fewer sites chosen than allowed, one more costs none of the others.
    let leaving = selection.count < node.bounds.limit ? 0 : worstIn
    for site in values.indices {
      if isSelected[site] {
        if (value - values[site] + bestOut) / scale <= incumbent { mustChoose[site] = true }
      } else if (value - leaving + values[site]) / scale <= incumbent {
        mustLeave[site] = true
      }
    }
  }

  /// A class covered more often than its price pays for was priced too high, one covered less often too low.
  /// Where the price equals a step, that step may count or not, so it takes no part.
  ///
  /// - Returns: whether there was a direction.
  private mutating func move(distance: Int64) -> Bool {
    var norm = 0.0
    for item in price.indices {
      let new = slope(item) + Self.memory * direction[item]
      direction[item] = new
      norm += new * new
    }
    if norm == 0 { return false }
    let pace = length * Double(distance) / norm
    for item in price.indices {
      let top = Double(node.weights[item] &* scale &* levels.step(node.covers[item]))
      price[item] = Int64(min(max(0, Double(price[item]) - pace * direction[item]), top))
    }
    return true
  }

  @inline(__always)
  private func slope(_ item: Int) -> Double {
    let covered = covers[item] - node.covers[item]
    if levels.count == 1 {
      if covered == 0 { return price[item] >= node.weights[item] &* scale ? 0 : -1 }
      return covered > 1 && price[item] == 0 ? 0 : Double(covered - 1)
    }
    var (above, atLeast) = (Int32(0), Int32(0))
    for level in Int(node.covers[item])..<levels.count {
      let step = node.weights[item] &* scale &* levels.values[level]
      if step > price[item] { above += 1 }
      if step >= price[item] { atLeast += 1 }
    }
    if covered > atLeast { return price[item] == 0 ? 0 : Double(covered - atLeast) }
    return covered < above ? Double(covered - above) : 0
  }
}

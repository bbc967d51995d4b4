// SPDX-License-Identifier: Apache-2.0

/// A Lagrangian bound for maximal covering, in whole numbers.
///
/// The rule "a class counts only if a chosen site covers it" is priced at `price[class]`, between 0
/// and the class's weight. What is left falls apart: each class is worth `weight - price`, each site
/// the sum of its prices, and the best choice of sites is a sort. The greatest lower prices are
/// sought by subgradient steps (Galvao and ReVelle, EJOR 88, 1996). Prices are multiples of
/// 1/`scale`, so that the bound holds exactly and not up to rounding.
struct CoverDual {
  /// No choice covers more.
  private(set) var bound: Int64
  /// The reduced sites that every choice better than the incumbent contains.
  private(set) var mustChoose: [Int] = []
  /// Whether a choice better than the incumbent could contain the site.
  private(set) var mayChoose: [Bool]
  private(set) var iterations = 0

  private let problem: ReducedCover
  private let bounds: SelectionBounds
  private let scale: Int64
  private var price: [Int64]
  private var direction: [Double]
  private var step = 1.0

  /// - Parameter search: holds the incumbent; better choices met on the way replace it.
  init(
    _ problem: ReducedCover, _ bounds: SelectionBounds, improving search: inout CoverSearch,
    iterationLimit: Int = 400
  ) {
    self.problem = problem
    self.bounds = bounds
    let total = problem.weight.reduce(0, +)
    scale = max(1, min(1024, (Int64(1) << 60) / max(1, total)))
    price = problem.weight.map { [scale] in $0 * scale / 2 }
    direction = problem.weight.map { _ in 0 }
    bound = total
    mayChoose = problem.sites.map { _ in true }
    descend(&search, iterationLimit)
  }

  private mutating func descend(_ search: inout CoverSearch, _ iterationLimit: Int) {
    var bestPrice = price
    var sinceBetter = 0
    while iterations < iterationLimit && bound > search.value && step > 0.001 {
      iterations += 1
      let (value, values, selection) = relaxation()
      if value / scale < bound {
        bound = value / scale
        bestPrice = price
        sinceBetter = 0
      } else {
        sinceBetter += 1
        if sinceBetter % 15 == 0 { step /= 2 }
      }
      let covers = tryChoice(selection, &search)
      fix(value, values, selection, incumbent: search.value)
      move(covers: covers, distance: value - search.value * scale)
    }
    bound = max(bound, search.value)
    price = bestPrice
  }

  /// The relaxed optimum (times `scale`), what each site is worth in it, and its choice.
  private func relaxation() -> (value: Int64, values: [Int64], selection: [Int]) {
    var value: Int64 = 0
    for item in price.indices { value += problem.weight[item] * scale - price[item] }
    let values = problem.sites.indices.map { site in
      var sum: Int64 = 0
      for index in problem.classes.range(site) {
        sum &+= price[Int(problem.classes.items[index])]
      }
      return sum
    }
    let selection = bounds.bestSelection(values: values, groups: problem.group)
    return (selection.reduce(value) { $0 + values[$1] }, values, selection)
  }

  /// How often the choice covers each class. A choice better than the incumbent replaces it.
  private func tryChoice(_ selection: [Int], _ search: inout CoverSearch) -> [Int32] {
    var covers = [Int32](repeating: 0, count: price.count)
    for site in selection {
      for item in problem.classes[site] { covers[Int(item)] += 1 }
    }
    let value = covers.indices.reduce(Int64(0)) { $0 + (covers[$1] > 0 ? problem.weight[$1] : 0) }
    if value > search.value {
      search.choose(selection)
      search.improveByExchange()
    }
    return covers
  }

  /// Forcing a site in costs at least the difference to the worst one chosen, forcing it out at
  /// least the difference to the best one left.
  private mutating func fix(
    _ value: Int64, _ values: [Int64], _ selection: [Int], incumbent: Int64
  ) {
    var isSelected = [Bool](repeating: false, count: values.count)
    for site in selection { isSelected[site] = true }
    let worstIn = selection.map { values[$0] }.min() ?? 0
    let bestOut = values.indices.filter { !isSelected[$0] }.map { values[$0] }.max() ?? 0
    for site in values.indices where mayChoose[site] && !isSelected[site] {
      if (value - worstIn + values[site]) / scale <= incumbent { mayChoose[site] = false }
    }
    let known = Set(mustChoose)
    for site in selection where !known.contains(site) {
      if (value - values[site] + bestOut) / scale <= incumbent { mustChoose.append(site) }
    }
  }

  /// A class covered more than once was priced too high, an uncovered one too low. Where a price is
  /// at the end of its range the class's own share in the optimum is free to settle the matter, so
  /// it takes no part. Each direction keeps some of the last one, which damps the zigzag (Camerini,
  /// Fratta and Maffioli 1975).
  private mutating func move(covers: [Int32], distance: Int64) {
    var norm = 0.0
    for item in price.indices {
      var slope = Double(covers[item] - 1)
      let isAtTop = price[item] >= problem.weight[item] * scale
      if (slope < 0 && isAtTop) || (slope > 0 && price[item] == 0) { slope = 0 }
      direction[item] = slope + 0.6 * direction[item]
      norm += direction[item] * direction[item]
    }
    if norm == 0 { return }
    let length = step * Double(distance) / norm
    for item in price.indices {
      let moved = Double(price[item]) - length * direction[item]
      price[item] = Int64(min(max(0, moved), Double(problem.weight[item] * scale)))
    }
  }
}

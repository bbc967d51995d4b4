// SPDX-License-Identifier: Apache-2.0

/// Lower bounds by Lagrangian relaxation of "each row is served once".
///
/// Row `r` offers `price[r]` to whoever serves it. A candidate is then worth what the rows near it
/// offer beyond their distance, and the best candidates by worth, as far as the bounds allow, give
/// the bound (Cornuéjols, Fisher and Nemhauser 1977, doi:10.1287/mnsc.23.8.789). Prices follow
/// averaged subgradients (Barahona and Anbil 2000, doi:10.1007/s101070050002). They are whole
/// multiples of 1 / `scale`, so that bounds hold exactly.
struct MedianDual {
  enum Outcome {
    /// No choice costs less than the incumbent.
    case closed
    case open
    case stopped
  }

  let problem: MedianProblem
  private let scale: Int64
  /// The best bound so far, in units of 1 / `scale`, and the prices that gave it.
  private(set) var bound = Int64.min
  private(set) var bestPrice: [Int64]
  /// False for candidates that no choice better than the incumbent contains.
  private(set) var stays: [Bool]
  /// True for candidates that every choice better than the incumbent contains.
  private(set) var isNeeded: [Bool]
  /// By candidate, how often it was selected lately, between 0 and 1.
  private(set) var share: [Double]
  private(set) var relaxations = 0
  private var selector: WorthSelector
  private var price: [Int64]
  private var least: [Int64]
  private var worth: [Int64]
  private var served: [Int32]
  private var direction: [Double]

  /// The candidates of the last relaxation.
  var selection: [Int] { selector.selected.map { Int($0) } }

  init(_ problem: MedianProblem, scale: Int64, price: [Int64]) {
    self.problem = problem
    self.scale = scale
    let (rowCount, count) = (problem.rowCount, problem.sites.count)
    least = (0..<rowCount).map {
      Int64(problem.rows.distance[Int(problem.rows.offsets[$0])]) * scale
    }
    self.price = price
    for row in 0..<rowCount {
      self.price[row] = min(max(price[row], least[row]), problem.cap[row] * scale)
    }
    bestPrice = self.price
    stays = problem.isAvailable
    isNeeded = [Bool](repeating: false, count: count)
    share = [Double](repeating: 0, count: count)
    selector = WorthSelector(groups: problem.group, bounds: problem.bounds)
    for candidate in stays.indices where !stays[candidate] { selector.drop(candidate) }
    worth = [Int64](repeating: 0, count: count)
    served = [Int32](repeating: 0, count: rowCount)
    direction = [Double](repeating: 0, count: rowCount)
  }

  private static let memory = 0.7
  private static let shareMemory = 0.95
  private static let patience = 10
  private static let shrinkage = 0.7
  private static let shortestStep = 0.005
  /// A smaller share of what is missing does not count as progress.
  private static let leastProgress = 0.0002

  /// Raises the bound by at most `limit` relaxations, the first steps of relative length `step`.
  mutating func ascend(
    limit: Int, incumbent: Int64, step: Double, isStopped: () -> Bool
  ) -> Outcome {
    let target = (incumbent - 1) * scale
    var step = step
    var idle = 0
    for round in 0..<limit {
      if isStopped() { return .stopped }
      guard let current = relax() else { return .closed }
      idle += 1
      if current > bound {
        if Double(current) - Double(bound) > Self.leastProgress * (Double(target) - Double(bound)) {
          idle = 0
        }
        bound = current
        bestPrice = price
        if bound > target { return .closed }
        settle(target)
      }
      average(round)
      if idle >= Self.patience {
        step *= Self.shrinkage
        idle = 0
        if step < Self.shortestStep { return .open }
        price = bestPrice
        for row in direction.indices { direction[row] = 0 }
        _ = relax()
      }
      move(step * Double(incumbent * scale - current))
    }
    return .open
  }

  /// The bound at `price`; nil if the bounds on the choice cannot be met.
  private mutating func relax() -> Int64? {
    relaxations += 1
    for candidate in worth.indices { worth[candidate] = -problem.opening[candidate] * scale }
    var sum = problem.constant * scale
    sum += Self.offer(price, problem.weight, problem.rows, scale, &worth)
    guard let saved = selector.select(worth) else { return nil }
    for row in served.indices { served[row] = 0 }
    for candidate in selector.selected {
      for entry in problem.columns.range(Int(candidate)) {
        let row = Int(problem.columns.index[entry])
        if Int64(problem.columns.distance[entry]) * scale < price[row] { served[row] += 1 }
      }
    }
    return sum - saved
  }

  /// Adds to each candidate's worth what the rows offer it; returns the sum of all prices.
  private static func offer(
    _ price: [Int64], _ weight: [Int64], _ rows: NeighbourLists, _ scale: Int64,
    _ worth: inout [Int64]
  ) -> Int64 {
    let (offsets, index, distance) = (rows.offsets.span, rows.index.span, rows.distance.span)
    var worth = worth.mutableSpan
    var sum: Int64 = 0
    for row in price.indices {
      let (price, weight) = (price[row], weight[row])
      sum += weight * price
      for entry in Int(offsets[row])..<Int(offsets[row + 1]) {
        let surplus = price - Int64(distance[entry]) * scale
        if surplus <= 0 { break }
        worth[Int(index[entry])] += weight * surplus
      }
    }
    return sum
  }

  /// Finds what must be, or cannot be, part of a choice that costs no more than `target`.
  private mutating func settle(_ target: Int64) {
    for candidate in worth.indices where stays[candidate] {
      if selector.isSelected[candidate] {
        let replacement = selector.replacement(of: candidate, worth)
        if replacement.map({ bound + worth[candidate] - $0 > target }) ?? true {
          isNeeded[candidate] = true
        }
      } else {
        let displaced = selector.displaced(by: candidate, worth)
        if displaced.map({ bound - worth[candidate] + $0 > target }) ?? true {
          stays[candidate] = false
          selector.drop(candidate)
        }
      }
    }
  }

  private mutating func average(_ round: Int) {
    let fresh = round == 0 ? 1 : 1 - Self.shareMemory
    for candidate in share.indices { share[candidate] *= 1 - fresh }
    for candidate in selector.selected { share[Int(candidate)] += fresh }
  }

  /// Moves the prices so that, were the direction a gradient, the bound would rise by `rise`.
  private mutating func move(_ rise: Double) {
    var norm = 0.0
    for row in served.indices {
      var slack = Double(1 - served[row])
      if slack > 0 && price[row] >= problem.cap[row] * scale { slack = 0 }
      direction[row] = Self.memory * direction[row] + (1 - Self.memory) * slack
      norm += Double(problem.weight[row]) * direction[row] * direction[row]
    }
    if norm == 0 { return }
    let length = rise / norm
    for row in served.indices where direction[row] != 0 {
      let moved = price[row] + Int64((length * direction[row]).rounded())
      price[row] = min(max(moved, least[row]), problem.cap[row] * scale)
    }
  }
}

// SPDX-License-Identifier: Apache-2.0

import HiGHS

/// Prices rows into the master until none helps, and keeps the best bound that the prices prove.
///
/// Bounds are Lagrangian and exact: prices are rounded to fractions of a point, and sums are integers.
/// Prices are smoothed towards those of the best bound (Wentges 1997; Pessoa, Sadykov, Uchoa and
/// Vanderbeck 2018, doi:10.1287/ijoc.2017.0784).
final class ColumnGeneration {
  let table: RosterTable
  let oracle: RowOracle
  let master: RosterMaster
  /// By place in `master.people`.
  var frames: [PersonFrame]
  /// Fractions of a point in which prices are counted.
  let scale: Int32
  /// What is certain: everybody's base, the rows of those without a choice, needs out of reach.
  let constant: Int
  private(set) var answer: RosterMaster.Answer?
  /// The greatest bound of the current frames, in units of 1/scale, without the constant.
  private(set) var bestBound = Int.min
  /// The prices of the best bound, towards which others are smoothed.
  private(set) var centre: [Int32]?
  private let cells: [Int]
  /// By place: rows the master knows, and whether each is closed.
  private var known: [[[Int8]: Int]]
  private var isClosed: [Bool] = []

  init(
    table: RosterTable, oracle: RowOracle, master: RosterMaster, frames: [PersonFrame],
    cells: [Int], constant: Int, scale: Int32, centre: [Int32]? = nil
  ) {
    self.centre = centre
    self.table = table
    self.oracle = oracle
    self.master = master
    self.frames = frames
    self.cells = cells
    self.constant = constant
    self.scale = scale
    known = Array(repeating: [:], count: master.people.count)
  }

  /// The largest power of two that keeps sums over all days small.
  static func scale(for table: RosterTable) -> Int32 {
    var scale: Int32 = 1 << 14
    while scale > 1 && Int(scale) * table.dearestDay * table.dayCount > 1 << 28 { scale /= 2 }
    return scale
  }

  /// The bound on the whole objective, rounded up to a point.
  var bound: Int? {
    if bestBound == Int.min { return nil }
    let unit = Int(scale)
    let (quotient, remainder) = bestBound.quotientAndRemainder(dividingBy: unit)
    return constant + quotient + (remainder > 0 ? 1 : 0)
  }

  var objective: Double? { answer.map { $0.objective + Double(constant) } }

  /// Forgets bound and centre, for frames have changed.
  func restart() {
    bestBound = Int.min
    answer = nil
  }

  func insert(_ rows: [(place: Int, shifts: [Int8])]) throws(KernelError) -> Int {
    var added: [(person: Int, shifts: [Int8])] = []
    for row in rows where known[row.place][row.shifts] == nil {
      known[row.place][row.shifts] = master.columns.count + added.count
      added.append((master.people[row.place], row.shifts))
    }
    try master.add(added)
    isClosed += Array(repeating: false, count: added.count)
    return added.count
  }

  /// Closes the rows of some people that no longer fit.
  func close(
    in places: Set<Int>, unless fits: (Int, [Int8]) -> Bool
  ) throws(KernelError) {
    for place in places.sorted() {
      for (row, column) in known[place].sorted(by: { $0.value < $1.value })
      where !isClosed[column] && !fits(place, row) {
        isClosed[column] = true
        try master.setOpen(column, false)
      }
    }
  }

  /// Finds a row for everyone who has none open; false if somebody has none at all.
  func fillGaps() throws(KernelError) -> Bool {
    let rewards = centre ?? [Int32](repeating: 0, count: table.needs.count)
    var found: [(place: Int, shifts: [Int8])] = []
    for (place, person) in master.people.enumerated() {
      if known[place].values.contains(where: { !isClosed[$0] }) { continue }
      guard let row = oracle.best(person, frame: &frames[place], scale: scale, rewards: rewards)
      else { return false }
      found.append((place, row.shifts))
    }
    _ = try insert(found)
    return true
  }

  private func rounded(_ rewards: [Double]) -> [Int32] {
    var result = [Int32](repeating: 0, count: rewards.count)
    for cell in cells {
      let need = table.needs[cell]
      let exact = (rewards[cell] * Double(scale)).rounded()
      let value = min(
        max(exact, -Double(need.priceAbove) * Double(scale)),
        Double(need.priceBelow) * Double(scale))
      result[cell] = Int32(value)
    }
    return result
  }

  private func smoothed(_ prices: [Int32], _ weight: Int32) -> [Int32] {
    guard let centre, weight > 0 else { return prices }
    return zip(prices, centre).map { ($0 &* (16 &- weight) &+ $1 &* weight) / 16 }
  }

  /// Prices every person once; answers the number of new rows, nil if somebody has none left.
  private func price(_ rewards: [Int32]) throws(KernelError) -> Int? {
    var found: [(place: Int, shifts: [Int8])] = []
    var sum = 0
    for (place, person) in master.people.enumerated() {
      guard let row = oracle.best(person, frame: &frames[place], scale: scale, rewards: rewards)
      else { return nil }
      sum += row.cost
      // With prices that are not the master's own a row may help though it looks dear here.
      found.append((place, row.shifts))
    }
    for cell in cells { sum += Int(rewards[cell]) * master.needs[cell] }
    if sum > bestBound {
      bestBound = sum
      centre = rewards
    }
    return try insert(found)
  }

  enum Outcome { case converged, stalled, stopped, infeasible, cutOff }

  /// - Parameters:
  ///   - tolerance: ends once the programme is no further above its bound, in points.
  ///   - cutoff: ends once the bound has reached it.
  func run(
    tolerance: Double, limit: Int = .max, cutoff: Int = .max, effort: RosterEffort
  ) throws(KernelError) -> Outcome {
    var round = 0
    var weight: Int32 = 8
    while round < limit {
      if effort.isSpent { return .stopped }
      guard let answer = try master.solve(effort) else {
        return effort.isSpent ? .stopped : .infeasible
      }
      self.answer = answer
      if let bound, bound >= cutoff { return .cutOff }
      if bestBound > Int.min,
        answer.objective - Double(bestBound) / Double(scale) <= tolerance
      {
        return .converged
      }
      let prices = rounded(answer.rewards)
      let before = bestBound
      guard var added = try price(smoothed(prices, weight)) else {
        return .infeasible
      }
      if added == 0 && weight > 0 && centre != nil {
        guard let more = try price(prices) else {
          return .infeasible
        }
        added = more
      }
      if added == 0 { return .converged }
      weight = bestBound > before ? min(13, weight + 1) : max(4, weight - 1)
      round += 1
    }
    return .stalled
  }
}

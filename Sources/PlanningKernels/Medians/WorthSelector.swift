// SPDX-License-Identifier: Apache-2.0

/// Selects the candidates of greatest worth that the bounds allow, and says what a forced change
/// would cost at least.
struct WorthSelector {
  private let groups: [Int]
  private let bounds: SelectionBounds
  private let hasQuotas: Bool
  /// Candidates that may be selected come first.
  private var order: [Int32]
  private var active: Int
  private var counts: [Int]
  private(set) var selected: [Int32] = []
  private(set) var isSelected: [Bool]
  private var isDropped: [Bool]
  /// Least worth selected and greatest worth passed over, in all and by group.
  private var leastIn: Int64?
  private var greatestOut: Int64?
  private var leastInGroup: [Int64?]
  private var greatestOutGroup: [Int64?]

  init(groups: [Int], bounds: SelectionBounds) {
    self.groups = groups
    self.bounds = bounds
    hasQuotas = bounds.hasQuotas
    order = groups.indices.map { Int32($0) }
    active = groups.count
    counts = bounds.minimum.map { _ in 0 }
    isSelected = groups.map { _ in false }
    isDropped = isSelected
    leastInGroup = bounds.minimum.map { _ in nil }
    greatestOutGroup = bounds.minimum.map { _ in nil }
    selected.reserveCapacity(min(bounds.limit, groups.count))
  }

  /// The candidate is not selected again; what was selected stands until the next `select`.
  mutating func drop(_ candidate: Int) { isDropped[candidate] = true }

  /// The worth selected: of every group its minimum, then the best while they are worth something.
  /// Nil if a minimum cannot be met.
  mutating func select(_ worth: [Int64]) -> Int64? {
    for candidate in selected { isSelected[Int(candidate)] = false }
    selected.removeAll(keepingCapacity: true)
    removeDropped()
    if hasQuotas {
      guard selectByGroup(worth) else { return nil }
    } else {
      order.moveFirst(bounds.limit, ofLeading: active) { Self.precedes($0, $1, worth) }
      for rank in 0..<min(bounds.limit, active) where worth[Int(order[rank])] >= 0 {
        take(Int(order[rank]))
      }
    }
    findEdges(worth)
    return selected.reduce(0) { $0 + worth[Int($1)] }
  }

  /// A lower limit of the worth lost when `candidate` comes in; nil if it cannot.
  func displaced(by candidate: Int, _ worth: [Int64]) -> Int64? {
    let group = groups[candidate]
    if hasQuotas && group >= 0 && counts[group] >= bounds.maximum[group] {
      return leastInGroup[group]
    }
    return selected.count >= bounds.limit ? leastIn : min(0, leastIn ?? 0)
  }

  /// An upper limit of the worth that can take the place of `candidate`; nil if nothing can.
  func replacement(of candidate: Int, _ worth: [Int64]) -> Int64? {
    let group = groups[candidate]
    if hasQuotas && group >= 0 && counts[group] <= bounds.minimum[group] {
      return greatestOutGroup[group]
    }
    return max(0, greatestOut ?? 0)
  }

  private mutating func take(_ candidate: Int) {
    isSelected[candidate] = true
    selected.append(Int32(candidate))
  }

  private mutating func removeDropped() {
    var rank = 0
    while rank < active {
      if isDropped[Int(order[rank])] {
        active -= 1
        order.swapAt(rank, active)
      } else {
        rank += 1
      }
    }
  }

  private mutating func selectByGroup(_ worth: [Int64]) -> Bool {
    order[..<active].sort { Self.precedes($0, $1, worth) }
    for group in counts.indices { counts[group] = 0 }
    for rank in 0..<active {
      let candidate = Int(order[rank])
      let group = groups[candidate]
      if group >= 0 && counts[group] < bounds.minimum[group] {
        counts[group] += 1
        take(candidate)
      }
    }
    for rank in 0..<active where selected.count < bounds.limit {
      let candidate = Int(order[rank])
      let group = groups[candidate]
      if worth[candidate] < 0 { break }
      if isSelected[candidate] || (group >= 0 && counts[group] >= bounds.maximum[group]) {
        continue
      }
      if group >= 0 { counts[group] += 1 }
      take(candidate)
    }
    return counts.indices.allSatisfy { counts[$0] >= bounds.minimum[$0] }
      && selected.count <= bounds.limit
  }

  private mutating func findEdges(_ worth: [Int64]) {
    leastIn = nil
    greatestOut = nil
    for group in counts.indices {
      leastInGroup[group] = nil
      greatestOutGroup[group] = nil
    }
    for rank in 0..<active {
      let candidate = Int(order[rank])
      let (value, group) = (worth[candidate], groups[candidate])
      if isSelected[candidate] {
        leastIn = min(leastIn ?? value, value)
        if group >= 0 { leastInGroup[group] = min(leastInGroup[group] ?? value, value) }
      } else {
        greatestOut = max(greatestOut ?? value, value)
        if group >= 0 { greatestOutGroup[group] = max(greatestOutGroup[group] ?? value, value) }
      }
    }
  }

  private static func precedes(_ left: Int32, _ right: Int32, _ worth: [Int64]) -> Bool {
    let (first, second) = (worth[Int(left)], worth[Int(right)])
    return first > second || (first == second && left < right)
  }
}

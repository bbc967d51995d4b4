// SPDX-License-Identifier: Apache-2.0

/// All ways through a person's days that cost no more than a limit.
///
/// Goes backwards from the last day over the values of a finished search: a value is the least cost of
/// reaching its place, so that a branch is left as soon as no way to it is cheap enough, and every
/// branch that is followed ends in a way.
struct PathListing {
  private let search: PathSearch
  private let costs: [Int32]
  private let most: Int
  private let limit: Int
  private var row: [Int8]
  private(set) var rows: [[Int8]] = []
  /// Whether there are more than `limit`.
  private(set) var isCut = false

  /// - Parameters:
  ///   - costs: by day and shift, those of the search.
  ///   - most: the greatest cost of a row to be listed.
  init(_ search: PathSearch, costs: [Int32], most: Int, limit: Int) {
    self.search = search
    self.costs = costs
    self.most = most
    self.limit = limit
    row = [Int8](repeating: -1, count: search.table.dayCount)
    let last = search.table.dayCount - 1
    for place in search.frame.offsets[last]..<search.frame.offsets[last + 1] where !isCut {
      walk(to: place, on: last, after: 0)
    }
  }

  /// - Parameter cost: of the days after `day`.
  private mutating func walk(to place: Int, on day: Int, after cost: Int) {
    let value = search.store[place]
    guard value < ValueStore.infinity / 2, Int(value) + cost <= most, !isCut else { return }
    if day == 0 {
      let phase = place / (search.frame.rowCount[0] * search.frame.graph.rowSize)
      for first in search.frame.graph.firstPhases where first.phase == phase {
        for (shift, own) in choices(first.kind, 0) where own + cost <= most { add(shift) }
      }
      return
    }
    for (source, kind) in search.sources(of: place, on: day) {
      for (shift, own) in choices(kind, day) {
        row[day] = shift
        walk(to: source, on: day - 1, after: cost + own)
      }
    }
  }

  /// Shifts of a kind that the day allows, with their costs.
  private func choices(_ kind: Int, _ day: Int) -> [(shift: Int8, cost: Int)] {
    if kind < 0 { return [(-1, 0)] }
    let table = search.table
    return search.frame.graph.kinds[kind].shifts
      .filter { search.frame.choices[day].allows($0) }
      .map { (Int8($0), Int(costs[day * table.shiftCount + $0])) }
  }

  private mutating func add(_ first: Int8) {
    if rows.count == limit {
      isCut = true
      return
    }
    row[0] = first
    rows.append(row)
  }
}

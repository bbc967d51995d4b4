// SPDX-License-Identifier: Apache-2.0

/// Choose candidates so that opening them and serving every row from the nearest costs least, in a
/// form from which everything settled is gone.
///
/// Sites that are kept have turned into `cap`, the distance that a row need not exceed; sites that
/// are forbidden are left out. What a row may still gain is listed: the candidates nearer than its
/// cap, nearest first. Long lists are cut; the first distance left out is then the cap, so that
/// every lower bound stays valid while the table of a large city stays unsorted.
struct MedianProblem {
  /// By candidate, its site in the table.
  private(set) var sites: [Int]
  /// By candidate, its group or -1.
  private(set) var group: [Int]
  /// By candidate, what opening it costs.
  private(set) var opening: [Int64]
  /// By candidate, whether it may still be opened.
  private(set) var isAvailable: [Bool]
  private(set) var weight: [Int64] = []
  private(set) var cap: [Int64] = []
  /// By row, the candidates below its cap.
  private(set) var rows = NeighbourLists()
  /// By candidate, the rows that list it.
  private(set) var columns = NeighbourLists()
  /// Cost of what is settled.
  private(set) var constant: Int64 = 0
  private(set) var bounds: SelectionBounds

  var rowCount: Int { weight.count }

  /// How finely prices may be divided so that no sum overflows: a power of two.
  var scale: Int64 {
    var worst = constant
    for row in weight.indices { worst += weight[row] * cap[row] }
    worst += opening.reduce(0, +)
    var scale: Int64 = 1 << 24
    while scale > 1 && worst > (1 << 60) / scale { scale /= 2 }
    return scale
  }

  /// - Parameter appendRows: calls `append` for each row.
  init(
    sites: [Int], group: [Int], opening: [Int64], bounds: SelectionBounds,
    appendRows: (inout MedianProblem) -> Void
  ) {
    self.sites = sites
    self.group = group
    self.opening = opening
    isAvailable = sites.map { _ in true }
    self.bounds = bounds
    appendRows(&self)
    columns = rows.transposed(count: sites.count)
  }

  /// - Parameter keys: ascending candidates by distance, all below `cap`.
  mutating func append(weight: Int64, cap: Int64, keys: [UInt64]) {
    if keys.isEmpty {
      constant += weight * cap
      return
    }
    self.weight.append(weight)
    self.cap.append(cap)
    rows.append(keys)
  }

  /// A problem that is part of another, and where its rows and candidates stood there.
  struct Part {
    let problem: MedianProblem
    let rows: [Int]
    let candidates: [Int]
  }

  /// What is left once `chosen` are open and only those that `stays` marks may still be opened.
  ///
  /// Shares the lists of this problem while most of the candidates stay, so that the nodes of a deep
  /// search cost little memory: prices stay below the caps, hence what lies beyond has no effect.
  func part(opening chosen: [Int], stays: [Bool]) -> Part {
    var rest = self
    rest.bounds = bounds.after(choosing: chosen.map { group[$0] })
    rest.constant += chosen.reduce(0) { $0 + opening[$1] }
    rest.isAvailable = stays
    for candidate in chosen {
      for entry in columns.range(candidate) {
        let row = Int(columns.index[entry])
        rest.cap[row] = min(rest.cap[row], Int64(columns.distance[entry]))
      }
    }
    let left = stays.count { $0 }
    if left * 5 > sites.count * 4 {
      return Part(problem: rest, rows: Array(0..<rowCount), candidates: Array(sites.indices))
    }
    return rest.compacted()
  }

  /// The same problem without the candidates that are not available and the rows that are settled.
  private func compacted() -> Part {
    let candidates = sites.indices.filter { isAvailable[$0] }
    var number = [Int](repeating: -1, count: sites.count)
    for (new, old) in candidates.enumerated() { number[old] = new }
    var kept: [Int] = []
    var problem = MedianProblem(
      sites: candidates.map { sites[$0] }, group: candidates.map { group[$0] },
      opening: candidates.map { opening[$0] }, bounds: bounds
    ) { problem in
      var keys: [UInt64] = []
      for row in 0..<rowCount {
        keys.removeAll(keepingCapacity: true)
        for entry in rows.range(row) where number[Int(rows.index[entry])] >= 0 {
          if Int64(rows.distance[entry]) >= cap[row] { break }
          keys.append(
            NeighbourLists.key(rows.distance[entry], number[Int(rows.index[entry])]))
        }
        if !keys.isEmpty { kept.append(row) }
        problem.append(weight: weight[row], cap: cap[row], keys: keys)
      }
    }
    problem.constant += constant
    return Part(problem: problem, rows: kept, candidates: candidates)
  }
}

extension MedianProblem {
  /// - Parameters:
  ///   - costs: by site, what opening it costs.
  ///   - penalty: more than any choice costs that reaches every cell; what a cell out of reach pays.
  init(
    _ table: DistanceTable, _ rules: SiteRules, limit: Int, costs: [Int64], penalty: Int64
  ) {
    let bounds = SelectionBounds(rules, limit: limit)
    let sites = Self.candidates(rules, siteCount: table.siteCount)
    let length = max(60, 12 * sites.count / max(1, bounds.limit))
    self.init(
      sites: sites, group: sites.map { rules.group(of: $0) }, opening: sites.map { costs[$0] },
      bounds: bounds
    ) { problem in
      var keys: [UInt64] = []
      for cell in 0..<table.cellCount where table.weights[cell] > 0 {
        var cap = DistanceTable.unreachable
        for site in rules.kept { cap = min(cap, table.distance(cell, site)) }
        keys.removeAll(keepingCapacity: true)
        for (candidate, site) in sites.enumerated() where table.distance(cell, site) < cap {
          keys.append(NeighbourLists.key(table.distance(cell, site), candidate))
        }
        var worst = Int64(cap)
        if keys.count > length {
          keys.moveFirst(length + 1, ofLeading: keys.count, by: <)
          keys.removeLast(keys.count - length - 1)
          worst = keys.reduce(0) { max($0, NeighbourLists.distance(of: $1)) }
        } else if cap == DistanceTable.unreachable {
          // Some site must serve the cell, so that the farthest is the worst, if all can.
          let weight = table.weights[cell]
          worst =
            keys.count == sites.count && bounds.limit > 0
            ? keys.reduce(0) { max($0, NeighbourLists.distance(of: $1)) }
            : (penalty + weight - 1) / weight
        }
        keys.removeAll { NeighbourLists.distance(of: $0) >= worst }
        keys.sort()
        problem.append(weight: table.weights[cell], cap: worst, keys: keys)
      }
      for site in rules.kept { problem.constant += costs[site] }
    }
  }

  static func candidates(_ rules: SiteRules, siteCount: Int) -> [Int] {
    var isCandidate = [Bool](repeating: true, count: siteCount)
    for site in rules.kept + rules.forbidden { isCandidate[site] = false }
    return (0..<siteCount).filter { isCandidate[$0] }
  }
}

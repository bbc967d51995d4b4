// SPDX-License-Identifier: Apache-2.0

/// Which sites can bring every cell within a radius, without what cannot matter.
///
/// Rows are cells that no chosen site serves, columns are sites that may be chosen. A row that every
/// site of a harder row serves too is gone, as is a site that serves less than another of its group
/// (Toregas et al. 1971, doi:10.1287/opre.19.6.1363). Rows and columns are bit sets, so that finding
/// them costs a few words for each pair within reach.
struct ReachProblem {
  /// By column, its site in the table.
  private(set) var sites: [Int]
  /// By column, its group or -1.
  private(set) var group: [Int]
  /// By row, the columns that serve it.
  private(set) var servers: [BitSet] = []
  /// By row, what serving it is worth in the dual.
  var price: [Int64] = []
  /// The sites chosen on the way, kept ones left out.
  private(set) var chosen: [Int] = []
  private(set) var bounds: SelectionBounds

  /// - Parameter counts: whether a cell has to be served.
  init(
    _ table: DistanceTable, _ rules: SiteRules, limit: Int, radius: Int32, counts: (Int) -> Bool
  ) {
    bounds = SelectionBounds(rules, limit: limit)
    sites = MedianProblem.candidates(rules, siteCount: table.siteCount)
    group = sites.map { rules.group(of: $0) }
    for cell in 0..<table.cellCount where counts(cell) {
      if rules.kept.contains(where: { table.distance(cell, $0) <= radius }) { continue }
      var reach = BitSet(count: sites.count)
      for (column, site) in sites.enumerated() where table.distance(cell, site) <= radius {
        reach.insert(column)
      }
      servers.append(reach)
    }
    price = servers.map { _ in 0 }
    reduce()
  }

  /// Whether no choice can serve what is left.
  var isImpossible: Bool {
    bounds.areBroken || servers.contains(where: \.isEmpty)
      || (bounds.limit == 0 && !servers.isEmpty)
  }

  /// Chooses columns and drops others, then reduces.
  mutating func settle(choosing columns: [Int], dropping dropped: [Int]) {
    var stays = BitSet(count: sites.count, full: true)
    for column in columns {
      chosen.append(sites[column])
      stays.remove(column)
    }
    for column in dropped { stays.remove(column) }
    bounds = bounds.after(choosing: columns.map { group[$0] })
    let servers = servers
    keepRows { row in !columns.contains { servers[row].contains($0) } }
    keepColumns(stays)
    reduce()
  }

  /// The row that fewest columns serve, and these columns.
  var hardestRow: [Int] {
    guard let row = servers.min(by: { $0.memberCount < $1.memberCount }) else { return [] }
    return row.members
  }

  private mutating func reduce() {
    while dropEasyRows() || dropWeakSites() {}
  }

  /// By column, the rows that it serves.
  private var served: [BitSet] {
    var served = sites.map { _ in BitSet(count: servers.count) }
    for (row, columns) in servers.enumerated() {
      columns.forEach { served[$0].insert(row) }
    }
    return served
  }

  /// Drops rows that are served wherever some other row is.
  private mutating func dropEasyRows() -> Bool {
    let served = served
    var stays = BitSet(count: servers.count, full: true)
    for row in servers.indices where stays.contains(row) && !servers[row].isEmpty {
      var easier = stays
      servers[row].forEach { easier.formIntersection(served[$0]) }
      easier.remove(row)
      stays.subtract(easier)
    }
    let before = servers.count
    keepRows(stays.contains)
    return servers.count < before
  }

  /// Drops sites whose rows another site of the same group serves as well. Where a group has a
  /// minimum its sites stay, because the minimum may need them.
  private mutating func dropWeakSites() -> Bool {
    let served = served
    var stays = BitSet(count: sites.count, full: true)
    for column in sites.indices {
      let group = group[column]
      if group >= 0 && bounds.minimum[group] > 0 { continue }
      var stronger = stays
      served[column].forEach { stronger.formIntersection(servers[$0]) }
      stronger.remove(column)
      if stronger.contains(where: { self.group[$0] == group }) { stays.remove(column) }
    }
    let before = sites.count
    keepColumns(stays)
    return sites.count < before
  }

  private mutating func keepRows(_ stays: (Int) -> Bool) {
    let rows = servers.indices.filter(stays)
    if rows.count == servers.count { return }
    servers = rows.map { servers[$0] }
    price = rows.map { price[$0] }
  }

  private mutating func keepColumns(_ stays: BitSet) {
    let columns = stays.members
    if columns.count == sites.count { return }
    var number = [Int](repeating: -1, count: sites.count)
    for (new, old) in columns.enumerated() { number[old] = new }
    servers = servers.map { old in
      var new = BitSet(count: columns.count)
      old.forEach { if number[$0] >= 0 { new.insert(number[$0]) } }
      return new
    }
    sites = columns.map { sites[$0] }
    group = columns.map { group[$0] }
  }
}

extension MedianProblem {
  /// Serve the rows of `reach`: each column costs `opening`, each row left out `cap`.
  init(_ reach: ReachProblem, opening: Int64, cap: Int64) {
    self.init(
      sites: reach.sites, group: reach.group, opening: reach.sites.map { _ in opening },
      bounds: reach.bounds
    ) { problem in
      for servers in reach.servers {
        problem.append(
          weight: 1, cap: cap, keys: servers.members.map { NeighbourLists.key(0, $0) })
      }
    }
  }
}

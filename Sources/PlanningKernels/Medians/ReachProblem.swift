// SPDX-License-Identifier: Apache-2.0

/// Which sites can bring every cell within a radius, without what cannot matter.
///
/// Rows are cells that no kept site serves, columns are sites that may be chosen. A row that every
/// site of a harder row serves too is gone, as is a site that serves less than another of its group
/// (Toregas et al. 1971, doi:10.1287/opre.19.6.1363). Rows and columns are bit sets, so that finding
/// them costs a few words for each pair within reach.
struct ReachProblem {
  /// By column, its site in the table, ascending.
  private(set) var sites: [Int]
  /// By column, its group or -1.
  private(set) var group: [Int]
  /// By row, the columns that serve it.
  private(set) var servers: [BitSet] = []
  let bounds: SelectionBounds

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
    var isFree = bounds.minimum.map { $0 == 0 }
    isFree.append(true)
    let ungrouped = isFree.count - 1
    while dropEasyRows() || dropWeakSites({ isFree[$0 < 0 ? ungrouped : $0] }) {}
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
    for row in servers.indices where stays.contains(row) {
      var easier = stays
      servers[row].forEach { easier.formIntersection(served[$0]) }
      easier.remove(row)
      stays.subtract(easier)
    }
    let before = servers.count
    servers = servers.indices.filter(stays.contains).map { servers[$0] }
    return servers.count < before
  }

  /// Drops sites whose rows another site of the same group serves as well.
  private mutating func dropWeakSites(_ isFree: (Int) -> Bool) -> Bool {
    let served = served
    var stays = BitSet(count: sites.count, full: true)
    for column in sites.indices where isFree(group[column]) {
      var stronger = stays
      served[column].forEach { stronger.formIntersection(servers[$0]) }
      stronger.remove(column)
      if stronger.contains(where: { group[$0] == group[column] }) { stays.remove(column) }
    }
    let columns = sites.indices.filter(stays.contains)
    if columns.count == sites.count { return false }
    servers = servers.map { old in
      var new = BitSet(count: columns.count)
      for (index, column) in columns.enumerated() where old.contains(column) { new.insert(index) }
      return new
    }
    sites = columns.map { sites[$0] }
    group = columns.map { group[$0] }
    return true
  }
}

/// A set of small integers, 64 to a word.
struct BitSet {
  private var words: [UInt64]

  init(count: Int, full: Bool = false) {
    words = [UInt64](repeating: full ? .max : 0, count: (count + 63) / 64)
    if full && count % 64 > 0 { words[words.count - 1] = (1 << UInt64(count % 64)) - 1 }
  }

  func contains(_ member: Int) -> Bool { words[member >> 6] >> UInt64(member & 63) & 1 == 1 }

  mutating func insert(_ member: Int) { words[member >> 6] |= 1 << UInt64(member & 63) }

  mutating func remove(_ member: Int) { words[member >> 6] &= ~(1 << UInt64(member & 63)) }

  mutating func formIntersection(_ other: BitSet) {
    for index in words.indices { words[index] &= other.words[index] }
  }

  mutating func subtract(_ other: BitSet) {
    for index in words.indices { words[index] &= ~other.words[index] }
  }

  func forEach(_ body: (Int) -> Void) {
    for (index, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        body(index << 6 + rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
  }

  func contains(where isWanted: (Int) -> Bool) -> Bool {
    for (index, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        if isWanted(index << 6 + rest.trailingZeroBitCount) { return true }
        rest &= rest - 1
      }
    }
    return false
  }
}

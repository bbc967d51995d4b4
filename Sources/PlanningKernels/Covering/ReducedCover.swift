// SPDX-License-Identifier: Apache-2.0

/// A cover problem without what cannot matter.
///
/// Cells that a kept site covers are gone, as are cells without demand and out of reach. Cells that
/// the same sites cover are merged into one class with the sum of their demand, and sites whose
/// classes are all covered by another site of the same kind are gone. On city data this shrinks the
/// problem several times over (Chen et al., EJOR 311, 2023; Cordeau, Furini and Ljubic,
/// EJOR 275, 2019).
struct ReducedCover {
  /// By reduced site, its number in the table, ascending.
  private(set) var sites: [Int] = []
  /// By reduced site, its group or -1.
  private(set) var group: [Int] = []
  /// By class, its demand.
  private(set) var weight: [Int64] = []
  /// By class, the reduced sites that cover it.
  private(set) var coverers: FlatLists
  /// By reduced site, the classes it covers.
  private(set) var classes: FlatLists

  /// - Parameter isFree: whether sites of the group may replace each other, so that a dominated one
  ///   can go. Where a group has a minimum they may not.
  init(_ table: CoverTable, _ rules: SiteRules, isFree: (Int) -> Bool) {
    var isOpen = table.demand.map { $0 > 0 }
    for site in rules.kept {
      for cell in table.cells(of: site) { isOpen[Int(cell)] = false }
    }
    var isCandidate = [Bool](repeating: true, count: table.siteCount)
    for site in rules.kept + rules.forbidden { isCandidate[site] = false }
    let candidates = (0..<table.siteCount).filter { isCandidate[$0] }

    let openCells = FlatLists(
      candidates.map { site in table.cells(of: site).filter { isOpen[Int($0)] } })
    let merged = Self.merge(openCells.transposed(count: table.cellCount), demand: table.demand)
    let siteClasses = merged.coverers.transposed(count: candidates.count)
    let groups = candidates.map { rules.group(of: $0) }
    let stays = Self.undominated(siteClasses, merged.coverers, groups: groups, isFree: isFree)

    let survivors = candidates.indices.filter { stays[$0] }
    sites = survivors.map { candidates[$0] }
    group = survivors.map { groups[$0] }
    weight = merged.weight
    classes = FlatLists(survivors.map { Array(siteClasses[$0]) })
    coverers = classes.transposed(count: weight.count)
  }

  /// Cells with the same coverers become one class, in order of their first cell.
  private static func merge(
    _ coverers: FlatLists, demand: [Int64]
  ) -> (weight: [Int64], coverers: FlatLists) {
    var classOf: [ArraySlice<Int32>: Int] = [:]
    var weight: [Int64] = []
    var lists: [[Int32]] = []
    for cell in 0..<coverers.count where !coverers[cell].isEmpty {
      if let known = classOf[coverers[cell]] {
        weight[known] += demand[cell]
      } else {
        classOf[coverers[cell]] = weight.count
        weight.append(demand[cell])
        lists.append(Array(coverers[cell]))
      }
    }
    return (weight, FlatLists(lists))
  }

  /// A site is dominated if another site of its group covers all its classes, and more or with a
  /// lower number. Only coverers of its rarest class can do that.
  private static func undominated(
    _ siteClasses: FlatLists, _ coverers: FlatLists, groups: [Int], isFree: (Int) -> Bool
  ) -> [Bool] {
    var stays = [Bool](repeating: true, count: siteClasses.count)
    for site in 0..<siteClasses.count where isFree(groups[site]) {
      let mine = siteClasses[site]
      guard let rarest = mine.min(by: { coverers[Int($0)].count < coverers[Int($1)].count })
      else {
        stays[site] = false
        continue
      }
      stays[site] = !coverers[Int(rarest)].contains { other in
        let other = Int(other)
        guard other != site, groups[other] == groups[site] else { return false }
        let theirs = siteClasses[other]
        return (theirs.count > mine.count || (theirs.count == mine.count && other < site))
          && isSubset(mine, of: theirs)
      }
    }
    return stays
  }

  /// Both ascending.
  private static func isSubset(_ small: ArraySlice<Int32>, of large: ArraySlice<Int32>) -> Bool {
    var index = large.startIndex
    for value in small {
      while index < large.endIndex && large[index] < value { index += 1 }
      if index == large.endIndex || large[index] != value { return false }
      index += 1
    }
    return true
  }
}

/// Lists of small integers in two flat columns.
struct FlatLists: Sendable {
  private(set) var offsets: [Int32] = [0]
  private(set) var items: [Int32] = []

  init(_ lists: [[Int32]]) {
    items.reserveCapacity(lists.reduce(0) { $0 + $1.count })
    for list in lists {
      items += list
      offsets.append(Int32(items.count))
    }
  }

  private init(offsets: [Int32], items: [Int32]) {
    self.offsets = offsets
    self.items = items
  }

  var count: Int { offsets.count - 1 }

  func range(_ index: Int) -> Range<Int> { Int(offsets[index])..<Int(offsets[index + 1]) }

  subscript(index: Int) -> ArraySlice<Int32> { items[range(index)] }

  /// For each item below `count`, the lists that hold it, ascending.
  func transposed(count: Int) -> FlatLists {
    var offsets = [Int32](repeating: 0, count: count + 1)
    for item in items { offsets[Int(item) + 1] += 1 }
    for index in 0..<count { offsets[index + 1] += offsets[index] }
    var next = offsets
    var flipped = [Int32](repeating: 0, count: items.count)
    for list in 0..<self.count {
      for item in self[list] {
        flipped[Int(next[Int(item)])] = Int32(list)
        next[Int(item)] += 1
      }
    }
    return FlatLists(offsets: offsets, items: flipped)
  }
}

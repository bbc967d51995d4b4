// SPDX-License-Identifier: Apache-2.0

/// A cover problem without what cannot matter.
///
/// Cells that kept sites cover as often as counts are gone, as are cells without demand and out of
/// reach. Cells that the same sites cover, and kept sites equally often, are merged into one class with the sum of their demand, and sites whose
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
  /// By class, how many kept sites cover it.
  private(set) var keptCovers: [Int32] = []
  /// By class, the reduced sites that cover it.
  private(set) var coverers: FlatLists
  /// By reduced site, the classes it covers.
  private(set) var classes: FlatLists

  /// - Parameters:
  ///   - levels: how many covers of a cell count.
  ///   - costs: by site of the table; a site never gives way to a dearer one. Empty if all cost the same.
  ///   - isFree: whether sites of the group may replace each other, so that a dominated one can go.
  ///     Where a group has a minimum they may not.
  init(
    _ table: CoverTable, _ rules: SiteRules, levels: Int = 1, costs: [Int64] = [],
    isFree: (Int) -> Bool
  ) {
    var covers = [Int32](repeating: 0, count: table.cellCount)
    for site in rules.kept {
      for cell in table.cells(of: site) { covers[Int(cell)] += 1 }
    }
    let isOpen = table.demand.indices.map { table.demand[$0] > 0 && covers[$0] < levels }
    var isCandidate = [Bool](repeating: true, count: table.siteCount)
    for site in rules.kept + rules.forbidden + rules.matesOfKept { isCandidate[site] = false }
    let candidates = (0..<table.siteCount).filter { isCandidate[$0] }

    let openCells = FlatLists(
      candidates.map { site in table.cells(of: site).filter { isOpen[Int($0)] } })
    let merged = Self.merge(
      openCells.transposed(count: table.cellCount), demand: table.demand, covers: covers)
    let siteClasses = merged.coverers.transposed(count: candidates.count)
    let groups = candidates.map { rules.group(of: $0) }
    let isBound = rules.isExclusive(siteCount: table.siteCount)
    // A second cover counts, so both of two sites may be wanted though one reaches all that the
    // other does.
    let stays =
      levels > 1
      ? candidates.map { _ in true }
      : Self.undominated(
        siteClasses, merged.coverers, groups: groups, isFree: isFree,
        isBound: candidates.map { isBound[$0] },
        costs: candidates.map { costs.isEmpty ? 1 : costs[$0] })

    let survivors = candidates.indices.filter { stays[$0] }
    sites = survivors.map { candidates[$0] }
    group = survivors.map { groups[$0] }
    weight = merged.weight
    keptCovers = merged.covers
    classes = FlatLists(survivors.map { Array(siteClasses[$0]) })
    coverers = classes.transposed(count: weight.count)
  }

  /// Cells with the same coverers and covers become one class, in order of their first cell.
  private static func merge(
    _ coverers: FlatLists, demand: [Int64], covers: [Int32]
  ) -> (weight: [Int64], coverers: FlatLists, covers: [Int32]) {
    struct Key: Hashable {
      var coverers: ArraySlice<Int32>
      var covers: Int32
    }
    var classOf: [Key: Int] = [:]
    var weight: [Int64] = []
    var lists: [[Int32]] = []
    var counts: [Int32] = []
    for cell in 0..<coverers.count where !coverers[cell].isEmpty {
      let key = Key(coverers: coverers[cell], covers: covers[cell])
      if let known = classOf[key] {
        weight[known] += demand[cell]
      } else {
        classOf[key] = weight.count
        weight.append(demand[cell])
        lists.append(Array(coverers[cell]))
        counts.append(covers[cell])
      }
    }
    return (weight, FlatLists(lists), counts)
  }

  /// A site is dominated if another site of its group covers all its classes, and more or with a
  /// lower number. Only coverers of its rarest class can do that. One that excludes others cannot.
  private static func undominated(
    _ siteClasses: FlatLists, _ coverers: FlatLists, groups: [Int], isFree: (Int) -> Bool,
    isBound: [Bool], costs: [Int64]
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
        guard other != site, groups[other] == groups[site], !isBound[other],
          costs[other] <= costs[site]
        else { return false }
        let theirs = siteClasses[other]
        // Of two that cover the same the cheaper stays, then the lower.
        let isBetter =
          theirs.count > mine.count
          || (theirs.count == mine.count && (costs[other] < costs[site] || other < site))
        return isBetter && isSubset(mine, of: theirs)
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

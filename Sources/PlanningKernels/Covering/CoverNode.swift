// SPDX-License-Identifier: Apache-2.0

/// A cover problem with some sites settled: a node of the search tree.
///
/// Kept small: classes that nothing can change any more and sites that add nothing are gone.
struct CoverNode {
  /// What may still be chosen.
  private(set) var bounds: SelectionBounds
  /// What the sites chosen so far are worth.
  private(set) var base: Int64 = 0
  /// Reduced sites chosen on the way here.
  private(set) var chosen: [Int32] = []
  /// By open site, its number in the reduced problem and its group.
  private(set) var sites: [Int32] = []
  private(set) var groups: [Int] = []
  /// The open classes of open site `s` are `items[offsets[s]..<offsets[s + 1]]`.
  private(set) var offsets: [Int32] = [0]
  private(set) var items: [Int32] = []
  /// By open class, its number in the reduced problem, its demand, and its covers so far.
  private(set) var classes: [Int32] = []
  private(set) var weights: [Int64] = []
  private(set) var covers: [Int32] = []

  private init(_ bounds: SelectionBounds) { self.bounds = bounds }

  init(_ problem: ReducedCover, _ bounds: SelectionBounds) {
    self.bounds = bounds
    sites = problem.sites.indices.map { Int32($0) }
    groups = problem.group
    offsets = problem.classes.offsets
    items = problem.classes.items
    classes = problem.weight.indices.map { Int32($0) }
    weights = problem.weight
    covers = problem.keptCovers
  }

  /// Whether no choice can meet what the bounds ask for.
  var isImpossible: Bool {
    if bounds.limit < 0 || bounds.maximum.contains(where: { $0 < 0 }) { return true }
    if bounds.minimum.reduce(0, +) > bounds.limit { return true }
    var available = bounds.minimum.map { _ in 0 }
    for group in groups where group >= 0 { available[group] += 1 }
    return available.indices.contains { available[$0] < bounds.minimum[$0] }
  }

  /// The node below with the sites `into` chosen and the sites `out` (and what the chosen ones exclude)
  /// left out, both by position.
  func settled(
    into: [Bool], out: [Bool], levels: CoverLevels, mates: SiteMates
  ) -> CoverNode {
    var node = CoverNode(bounds)
    node.base = base
    node.chosen = chosen
    var covers = covers
    var isOut = out
    for site in sites.indices where into[site] {
      node.choose(sites[site], groups[site])
      for index in Int(offsets[site])..<Int(offsets[site + 1]) {
        let item = Int(items[index])
        node.base += weights[item] * levels.step(covers[item])
        covers[item] += 1
      }
      if !mates.isEmpty { exclude(mates[Int(sites[site])], &isOut) }
    }
    node.take(self, covers: covers, isLeft: sites.indices.map { !into[$0] && !isOut[$0] }, levels)
    return node
  }

  private func exclude(_ mates: [Int32], _ isOut: inout [Bool]) {
    for (position, site) in sites.enumerated() where mates.contains(site) {
      isOut[position] = true
    }
  }

  private mutating func choose(_ site: Int32, _ group: Int) {
    chosen.append(site)
    bounds.limit -= 1
    if group < 0 { return }
    bounds.minimum[group] = max(0, bounds.minimum[group] - 1)
    if bounds.maximum[group] != .max { bounds.maximum[group] -= 1 }
  }

  /// Takes over the sites that are left and the classes that they can still add to.
  private mutating func take(
    _ old: CoverNode, covers: [Int32], isLeft: [Bool], _ levels: CoverLevels
  ) {
    var place = [Int32](repeating: -1, count: old.weights.count)
    items.reserveCapacity(old.items.count)
    let needsAll = bounds.minimum.contains { $0 > 0 }
    for site in old.sites.indices where isLeft[site] {
      let start = items.count
      for index in Int(old.offsets[site])..<Int(old.offsets[site + 1]) {
        let item = Int(old.items[index])
        if Int(covers[item]) >= levels.count { continue }
        if place[item] < 0 {
          place[item] = Int32(weights.count)
          classes.append(old.classes[item])
          weights.append(old.weights[item])
          self.covers.append(covers[item])
        }
        items.append(place[item])
      }
      if items.count == start && !needsAll { continue }
      sites.append(old.sites[site])
      groups.append(old.groups[site])
      offsets.append(Int32(items.count))
    }
  }
}

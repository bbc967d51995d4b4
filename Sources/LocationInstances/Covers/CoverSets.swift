// SPDX-License-Identifier: Apache-2.0

import PlanningKernels

/// The different sets of sites that cover some cell, each once.
///
/// A set is an ascending list of sites in one flat column, found again by hashing. Merging cells with equal
/// sets is what makes millions of cells tractable (Chen et al., EJOR 311, 2023).
struct CoverSets {
  private(set) var weights: [Int64] = []
  private var firstCell: [Int] = []
  private var cellsOfSet: [Int] = []
  private let siteCount: Int
  private var offsets: [Int32] = [0]
  private var members: [Int32] = []
  private var hashes: [UInt64] = []
  /// Open addressing; -1 is free.
  private var slots = [Int32](repeating: -1, count: 1 << 10)
  private var cellsSeen = 0

  init(siteCount: Int) { self.siteCount = siteCount }

  var count: Int { weights.count }

  /// The number of the set, which is new if need be.
  mutating func insert(_ sites: [Int32]) -> Int {
    if count * 2 >= slots.count { grow() }
    let hash = Self.hash(sites)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] >= 0 {
      let known = Int(slots[slot])
      if hashes[known] == hash && range(known).elementsEqual(sites, by: { members[$0] == $1 }) {
        return known
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = Int32(count)
    hashes.append(hash)
    weights.append(0)
    firstCell.append(-1)
    cellsOfSet.append(0)
    members += sites
    offsets.append(Int32(members.count))
    return count - 1
  }

  /// One more cell has the set.
  mutating func add(_ set: Int, weight: Int64) {
    weights[set] += weight
    if cellsOfSet[set] == 0 { firstCell[set] = cellsSeen }
    cellsOfSet[set] += 1
    cellsSeen += 1
  }

  func instance(
    file: String, sites: Labels, cells: Labels
  ) throws(InstanceError) -> CoverInstance {
    var starts = [Int32](repeating: 0, count: siteCount + 1)
    for site in members { starts[Int(site) + 1] += 1 }
    for site in 0..<siteCount { starts[site + 1] += starts[site] }
    var next = starts
    var cellsOfSite = [Int32](repeating: 0, count: members.count)
    for set in 0..<count {
      for index in range(set) {
        let site = Int(members[index])
        cellsOfSite[Int(next[site])] = Int32(set)
        next[site] += 1
      }
    }
    do {
      return CoverInstance(
        file: file, sites: sites, cells: cells,
        table: try CoverTable(demand: weights, offsets: starts, cells: cellsOfSite),
        firstCell: firstCell, cellsOfSet: cellsOfSet, demandScale: 1, limit: nil)
    } catch {
      throw InstanceError(file: file, field: "demand", .tooLarge(most: "2^53"))
    }
  }

  private func range(_ set: Int) -> Range<Int> { Int(offsets[set])..<Int(offsets[set + 1]) }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for (set, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(set)
    }
  }

  /// The finaliser of SplitMix64 over the list.
  private static func hash(_ sites: [Int32]) -> UInt64 {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
    for site in sites { hash = Mixing.mix(hash &+ UInt64(truncatingIfNeeded: site)) }
    return hash
  }
}

/// The finaliser of SplitMix64 (Steele, Lea and Flood 2014).
enum Mixing {
  static func mix(_ value: UInt64) -> UInt64 {
    var mixed = value &+ 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

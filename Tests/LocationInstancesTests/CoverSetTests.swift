// SPDX-License-Identifier: Apache-2.0

import LocationInstances
import PlanningKernels
import Testing

/// Cover sets from the grid against a comparison of every point with every site.
@Suite("Cover sets")
struct CoverSetTests {
  @Test("The grid finds the cover sets that comparing everything finds", arguments: 1...40)
  func plane(seed: UInt64) throws {
    var source = SystemSeed(seed)
    let count = [1, 30, 400, 3000][Int(seed % 4)]
    // Half of the seeds put points on a coarse lattice, where many lie exactly at the radius.
    let step = seed % 2 == 0 ? 1.0 : 0.001
    func places(_ count: Int) -> Points {
      Points(
        x: (0..<count).map { _ in Double(source.int(30_000)) * 0.001 / step * step },
        y: (0..<count).map { _ in (Double(source.int(30)) / step).rounded() * step })
    }
    let (sites, cells) = (places(1 + source.int(90)), places(count))
    let radius = Double(1 + source.int(12)) / 2
    let demand = (0..<count).map { _ in Int64(source.int(9)) }
    let instance = LocationInstance(
      file: "t", sites: .numbered(from: 0, count: sites.count),
      cells: .numbered(from: 0, count: count), demand: demand,
      geometry: .plane(sites: sites, cells: cells))
    let covers = try instance.covers(radius: radius)

    var demandOf: [[Int]: Int64] = [:]
    for cell in 0..<count {
      let set = (0..<sites.count).filter {
        let (dx, dy) = (cells.x[cell] - sites.x[$0], cells.y[cell] - sites.y[$0])
        return dx * dx + dy * dy <= radius * radius
      }
      demandOf[set, default: 0] += demand[cell]
    }
    #expect(covers.table.cellCount == demandOf.count, "seed \(seed)")
    var found: [[Int]: Int64] = [:]
    for set in 0..<covers.table.cellCount {
      let members = (0..<sites.count).filter { covers.table.cells(of: $0).contains(Int32(set)) }
      found[members] = covers.table.demand[set]
    }
    #expect(found == demandOf, "seed \(seed)")
    #expect(covers.cellsOfSet.reduce(0, +) == count)
  }

  @Test("Cells count one each where demand is not asked for")
  func weighing() throws {
    let instance = LocationInstance(
      file: "t", sites: .numbered(from: 0, count: 1), cells: .numbered(from: 0, count: 2),
      demand: [0, 8], geometry: .table([1, 1]))
    #expect(try instance.covers(radius: 1, weighing: .cells).table.demand == [2])
    #expect(try instance.covers(radius: 1).table.demand == [8])
  }
}

/// SplitMix64 (Steele, Lea and Flood 2014).
private struct SystemSeed {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  /// 0 to `limit` - 1.
  mutating func int(_ limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(limit))
  }
}

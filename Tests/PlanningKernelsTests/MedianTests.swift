// SPDX-License-Identifier: Apache-2.0

import HiGHS
import PlanningKernels
import Testing

@Suite("p-median and p-center")
struct MedianTests {
  /// Cells at 0, 2, 4, 10 and 12 along a street; every cell is also a site.
  private static let street: [Int32] = [0, 2, 4, 10, 12]

  private static func table(weights: [Int64] = [1, 1, 1, 1, 1]) throws -> DistanceTable {
    try DistanceTable(
      siteCount: street.count,
      distances: street.flatMap { cell in street.map { abs($0 - cell) } }, weights: weights)
  }

  /// Two islands: cells 0 and 1 with sites 0 and 1, cell 2 with site 2.
  private static func islands() throws -> DistanceTable {
    let none = DistanceTable.unreachable
    return try DistanceTable(
      siteCount: 3, distances: [0, 4, none, 4, 0, none, none, none, 0], weights: [1, 1, 1])
  }

  @Test("On a street, two medians stand in the two clusters")
  func street() throws {
    let result = try PMedian(table: Self.table(), limit: 2).solve()
    #expect(result.objective == 6)
    #expect(result.sites == [1, 3] || result.sites == [1, 4])
    #expect(result.status == .optimal && result.bound == 6)
  }

  @Test("Weights pull the median")
  func weights() throws {
    let result = try PMedian(table: Self.table(weights: [1, 1, 1, 1, 9]), limit: 1).solve()
    #expect(result.sites == [4])
    #expect(result.objective == 12 + 10 + 8 + 2)
  }

  @Test("Opening costs decide how many sites are opened")
  func costs() throws {
    let dear = try PMedian(table: Self.table(), limit: 5, costs: [7, 7, 7, 7, 7]).solve()
    #expect(dear.objective == 6 + 14)
    #expect(dear.sites.count == 2)
    let cheap = try PMedian(table: Self.table(), limit: 5, costs: [1, 1, 1, 1, 1]).solve()
    #expect(cheap.objective == 5)
    #expect(cheap.status == .optimal)
  }

  @Test("The center is the middle of the longest way")
  func center() throws {
    let one = try PCenter(table: Self.table(), limit: 1).solve()
    #expect(one.objective == 8 && one.sites == [2])
    let two = try PCenter(table: Self.table(), limit: 2).solve()
    #expect(two.objective == 2 && two.status == .optimal && two.bound == 2)
    let all = try PCenter(table: Self.table(), limit: 5).solve()
    #expect(all.objective == 0 && all.sites == [0, 1, 2, 3, 4])
  }

  @Test("Kept, forbidden and quotas are obeyed, and cost what they must")
  func rules() throws {
    func best(_ rules: SiteRules) throws -> (Int64, [Int]) {
      let result = try PMedian(table: Self.table(), limit: 2, rules: rules).solve()
      return (result.objective, result.sites)
    }
    #expect(try best(SiteRules(kept: [0])).0 == 8)
    #expect(try best(SiteRules(kept: [0])).1.contains(0))
    #expect(try best(SiteRules(forbidden: [1])).0 == 8)
    let west = SiteRules(groups: [0, 0, 0, 1, 1], quotas: [.init(minimum: 2), .init()])
    #expect(try best(west).0 == 16)
    #expect(try best(west).1.allSatisfy { $0 < 3 })
  }

  @Test("Islands need a site each, and too few sites are refused with a sentence")
  func islands() throws {
    let two = try PMedian(table: Self.islands(), limit: 2).solve()
    #expect(two.objective == 4 && two.sites.contains(2))
    #expect(two.status == .optimal)
    #expect(try PCenter(table: Self.islands(), limit: 2).solve().objective == 4)
    #expect(throws: KernelError.unreachable(limit: 1)) {
      try PMedian(table: Self.islands(), limit: 1).solve()
    }
    #expect(throws: KernelError.unreachable(limit: 1)) {
      try PCenter(table: Self.islands(), limit: 1).solve()
    }
    #expect(throws: KernelError.uncoverable(cell: 2, count: 1)) {
      try PMedian(table: Self.islands(), limit: 2, rules: SiteRules(forbidden: [2]))
    }
    #expect(
      KernelError.unreachable(limit: 1).description
        == "No 1 sites that obey the rules reach every cell. "
        + "Maybe raise the number, or check the roads of the cells that stand alone.")
  }

  @Test("A cell without weight need not be reached by a median")
  func weightless() throws {
    let none = DistanceTable.unreachable
    let table = try DistanceTable(
      siteCount: 2, distances: [0, 3, none, none], weights: [5, 0])
    #expect(try PMedian(table: table, limit: 1).solve().objective == 0)
    #expect(throws: KernelError.uncoverable(cell: 1, count: 1)) {
      try PCenter(table: table, limit: 1)
    }
  }

  @Test("Bad tables and costs are refused with the entry")
  func badTables() throws {
    #expect(throws: KernelError.negative(table: "distances", position: 1, value: -4)) {
      try DistanceTable(siteCount: 2, distances: [1, -4], weights: [1])
    }
    #expect(throws: KernelError.negative(table: "weights", position: 0, value: -1)) {
      try DistanceTable(siteCount: 1, distances: [1], weights: [-1])
    }
    #expect(throws: KernelError.length(table: "distances", expected: 4, found: 3)) {
      try DistanceTable(siteCount: 2, distances: [1, 2, 3], weights: [1, 1])
    }
    #expect(throws: KernelError.tooLarge(table: "weight × distance")) {
      try DistanceTable(siteCount: 1, distances: [1 << 30], weights: [1 << 50])
    }
    #expect(throws: KernelError.tooFewSites(limit: 6, sites: 5)) {
      try PMedian(table: Self.table(), limit: 6)
    }
    #expect(throws: KernelError.length(table: "costs", expected: 5, found: 1)) {
      try PMedian(table: Self.table(), limit: 1, costs: [3])
    }
    #expect(throws: KernelError.negative(table: "costs", position: 1, value: -3)) {
      try PMedian(table: Self.table(), limit: 1, costs: [0, -3, 0, 0, 0])
    }
  }

  @Test("The same seed gives the same sites, bound and number of steps")
  func repeatable() throws {
    let table = try Self.square(cells: 150, seed: 5)
    let kernel = try PMedian(table: table, limit: 9)
    let first = try kernel.solve(KernelOptions(seed: 3))
    let second = try kernel.solve(KernelOptions(seed: 3))
    #expect(first.sites == second.sites)
    #expect(first.iterations == second.iterations)
    #expect(first.status == .optimal)
  }

  @Test("A stop or a spent limit leaves an answer with an honest bound, and says so")
  func stopped() throws {
    let table = try Self.square(cells: 150, seed: 6)
    let best = try PMedian(table: table, limit: 9).solve()
    let radius = try PCenter(table: table, limit: 9).solve()
    let stop = HiGHSStop()
    stop.stop()
    let median = try PMedian(table: table, limit: 9).solve(KernelOptions(stop: stop))
    #expect(median.status == .stopped)
    #expect(median.bound <= best.objective && best.objective <= median.objective)
    let late = try PMedian(table: table, limit: 9).solve(KernelOptions(timeLimit: .zero))
    #expect(late.status == .feasible && late.bound <= best.objective)
    let center = try PCenter(table: table, limit: 9).solve(KernelOptions(stop: stop))
    #expect(center.status == .stopped)
    #expect(center.bound <= radius.objective && radius.objective <= center.objective)
  }

  /// Every cell of a square is also a site.
  private static func square(cells: Int, seed: UInt64) throws -> DistanceTable {
    var source = Seeded(state: seed)
    let places = (0..<cells).map { _ in (source.int(0...1000), source.int(0...1000)) }
    return try DistanceTable(
      siteCount: cells,
      distances: places.flatMap { from in
        places.map { to in Int32(abs(from.0 - to.0) + abs(from.1 - to.1)) }
      },
      weights: places.map { _ in Int64(source.int(1...100)) })
  }
}

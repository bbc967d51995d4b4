// SPDX-License-Identifier: Apache-2.0

import HiGHS
import PlanningKernels
import Testing

@Suite("Covering")
struct CoverTests {
  /// Site 0 is the greedy first choice and not part of the best pair.
  private static func trap() throws -> CoverTable {
    try CoverTable(
      demand: [6, 6, 6, 6, 5, 5], covers: [[0, 1, 2], [0, 1, 4], [2, 3, 5], [4, 5]])
  }

  @Test("The best pair is found where greedy choice fails, and proven")
  func greedyTrap() throws {
    let kernel = try MaximalCovering(table: Self.trap(), limit: 2)
    let result = try kernel.solve(KernelOptions(prover: makeProver()))
    #expect(result.sites == [1, 2])
    #expect(result.objective == 34)
    #expect(result.status == .optimal)
    #expect(result.gap == 0)
  }

  @Test("Kept, forbidden and quotas are obeyed, and cost what they must")
  func rules() throws {
    func best(_ rules: SiteRules) throws -> [Int] {
      try MaximalCovering(table: Self.trap(), limit: 2, rules: rules)
        .solve(KernelOptions(prover: makeProver())).sites
    }
    #expect(try best(SiteRules(kept: [3])) == [0, 3])
    #expect(
      try best(SiteRules(forbidden: [2])) == [0, 3] || best(SiteRules(forbidden: [2])) == [1, 2])
    let oneOfEach = SiteRules(
      groups: [0, 1, 1, 0], quotas: [.init(minimum: 1), .init(maximum: 1)])
    #expect(try best(oneOfEach) == [0, 1] || best(oneOfEach) == [0, 2])
  }

  @Test(
    "A tree that may touch little ends by its count, with a bound above what others prove, and so each time"
  )
  func endsByCount() throws {
    var isCut = false
    for seed in UInt64(1)...10 {
      let kernel = try MaximalCovering(
        table: Town.table(sites: 200, reach: 120, seed: seed), limit: 12)
      let best = try kernel.solve(KernelOptions(prover: makeProver()))
      try #require(best.status == .optimal, "seed \(seed)")
      let cut = try kernel.solve(KernelOptions(treeWork: 1))
      #expect(cut.objective <= best.objective && cut.bound >= best.objective, "seed \(seed)")
      #expect((cut.status == .optimal) == (cut.bound == cut.objective), "seed \(seed)")
      let again = try kernel.solve(KernelOptions(treeWork: 1))
      #expect(again.sites == cut.sites && again.bound == cut.bound, "seed \(seed)")
      let longer = try kernel.solve(KernelOptions(treeWork: 20_000_000))
      #expect(longer.bound <= cut.bound && longer.objective >= cut.objective, "seed \(seed)")
      isCut = isCut || longer.bound < cut.bound
    }
    #expect(isCut, "no tree was cut, so the count was not tried")
  }

  @Test("A site that adds nothing is left out")
  func needless() throws {
    let table = try CoverTable(demand: [3, 4], covers: [[0, 1], [0], [1]])
    let result = try MaximalCovering(table: table, limit: 3).solve()
    #expect(result.sites == [0])
    #expect(result.status == .optimal)
  }

  @Test("The same seed gives the same sites")
  func repeatable() throws {
    let table = try Self.large(sites: 120, cells: 400, seed: 3)
    let kernel = try MaximalCovering(table: table, limit: 12)
    let options = KernelOptions(seed: 9, prover: try makeProver())
    let first = try kernel.solve(options)
    let second = try kernel.solve(options)
    #expect(first.sites == second.sites)
    #expect(first.bound == second.bound)
    #expect(first.status == .optimal)
  }

  @Test("A stop before the proof leaves an answer that obeys the rules, and says so")
  func stopped() throws {
    let stop = HiGHSStop()
    stop.stop()
    let kernel = try MaximalCovering(table: Self.large(sites: 200, cells: 900, seed: 4), limit: 20)
    let result = try kernel.solve(KernelOptions(prover: makeProver(), stop: stop))
    #expect(result.sites.count <= 20)
    #expect(result.status == .stopped || result.status == .optimal)
    #expect(result.bound >= result.objective)
  }

  @Test("Set covering proves the least number of sites")
  func setCovering() throws {
    let result = try SetCovering(table: Self.trap()).solve(KernelOptions(prover: makeProver()))
    #expect(result.sites == [1, 2])
    #expect(result.status == .optimal)
  }

  @Test("Two sites that exclude each other are not chosen together")
  func exclusions() throws {
    let rules = SiteRules(exclusions: [[1, 2]])
    let result = try MaximalCovering(table: Self.trap(), limit: 2, rules: rules)
      .solve(KernelOptions(prover: makeProver()))
    #expect(result.objective == 29)
    #expect(Set(result.sites) != [1, 2])
    #expect(result.status == .optimal)
    let covering = try SetCovering(table: Self.trap(), rules: rules)
      .solve(KernelOptions(prover: makeProver()))
    #expect(covering.sites == [0, 2, 3])
    #expect(throws: KernelError.contradictoryRules) {
      let table = try CoverTable(demand: [1, 1], covers: [[0], [1]])
      _ = try SetCovering(table: table, rules: SiteRules(exclusions: [[0, 1]]))
        .solve(KernelOptions(prover: makeProver()))
    }
  }

  @Test("With busy share 0 expected coverage is maximal coverage; with more, covers add up")
  func expectedCoverage() throws {
    let table = try CoverTable(demand: [10, 4], covers: [[0], [0], [1]])
    func solve(_ busy: Int) throws -> KernelResult<[Int]> {
      try ExpectedCovering(table: table, limit: 2, busyPerMillion: busy)
        .solve(KernelOptions(prover: makeProver()))
    }
    let free = try solve(0)
    #expect(free.objective == 14_000_000)
    #expect(free.sites == [0, 2])
    // A second unit at the first cell: 10 (0.4 + 0.24) against 10 · 0.4 + 4 · 0.4.
    let busy = try solve(600_000)
    #expect(busy.sites == [0, 1])
    #expect(busy.objective == 6_400_000)
    #expect(throws: KernelError.busyShare(perMillion: 1_000_000)) { try solve(1_000_000) }
  }

  @Test("Backup coverage counts what two sites cover")
  func backupCoverage() throws {
    let table = try CoverTable(demand: [10, 5, 3], covers: [[0, 1], [0], [1, 2], [2]])
    let both = try BackupCovering(table: table, limit: 2).solve(KernelOptions(prover: makeProver()))
    #expect(both.objective == 10)
    #expect(both.sites == [0, 1])
    let mixed = try BackupCovering(table: table, limit: 2, first: 2, second: 1)
      .solve(KernelOptions(prover: makeProver()))
    #expect(mixed.objective == 2 * 18 + 5)
    #expect(mixed.sites == [0, 2])
  }

  @Test("Branch and bound proves without HiGHS")
  func withoutProver() throws {
    let result = try MaximalCovering(table: Self.large(sites: 100, cells: 900, seed: 7), limit: 10)
      .solve()
    let proven = try MaximalCovering(table: Self.large(sites: 100, cells: 900, seed: 7), limit: 10)
      .solve(KernelOptions(prover: makeProver()))
    #expect(result.status == .optimal)
    #expect(result.objective == proven.objective)
  }

  @Test("Bad tables are refused with the entry")
  func badTables() {
    #expect(throws: KernelError.negative(table: "demand", position: 1, value: -4)) {
      try CoverTable(demand: [1, -4], covers: [])
    }
    #expect(throws: KernelError.duplicate(table: "cells of site 0", value: 1)) {
      try CoverTable(demand: [1, 1], covers: [[1, 0, 1]])
    }
    #expect(throws: KernelError.outOfRange(table: "cells", position: 0, value: 7, limit: 2)) {
      try CoverTable(demand: [1, 1], covers: [[7]])
    }
    #expect(throws: KernelError.tooLarge(table: "demand")) {
      try CoverTable(demand: [.max, 1], covers: [])
    }
    #expect(throws: KernelError.self) {
      try CoverTable(demand: [1], offsets: [0, 2, 1], cells: [0])
    }
  }

  @Test("Rules that nothing can obey are refused with their numbers")
  func badRules() throws {
    func refusal(_ limit: Int, _ rules: SiteRules) throws -> KernelError? {
      let table = try Self.trap()
      do { _ = try MaximalCovering(table: table, limit: limit, rules: rules) } catch {
        return error
      }
      return nil
    }
    #expect(try refusal(5, SiteRules()) == .tooFewSites(limit: 5, sites: 4))
    #expect(try refusal(1, SiteRules(kept: [0, 1])) == .keptExceedLimit(kept: 2, limit: 1))
    #expect(try refusal(2, SiteRules(kept: [1], forbidden: [1])) == .keptForbidden(site: 1))
    #expect(try refusal(2, SiteRules(kept: [1, 1])) == .duplicate(table: "kept", value: 1))
    let crowded = SiteRules(groups: [0, 1, 1, 1], quotas: [.init(minimum: 2), .init()])
    #expect(
      try refusal(3, crowded)
        == .quota(group: 0, minimum: 2, maximum: .max, available: 1, kept: 0))
    let many = SiteRules(groups: [0, 0, 1, 1], quotas: [.init(minimum: 2), .init(minimum: 1)])
    #expect(try refusal(2, many) == .quotasExceedLimit(minimum: 3, limit: 2))
    #expect(
      try refusal(3, SiteRules(kept: [0, 1], exclusions: [[1, 2, 0]]))
        == .keptExclude(first: 1, second: 0))
    #expect(
      try refusal(3, SiteRules(exclusions: [[1, 1]]))
        == .duplicate(table: "exclusions 0", value: 1))
    let table = try CoverTable(demand: [1, 1, 0], covers: [[0]])
    #expect(throws: KernelError.uncoverable(cell: 1, count: 1)) { try SetCovering(table: table) }
  }

  /// Sites and cells at random places of a square; a site covers what is near.
  private static func large(sites: Int, cells: Int, seed: UInt64) throws -> CoverTable {
    var source = Seeded(state: seed)
    let places = (0..<cells).map { _ in (source.int(0...1000), source.int(0...1000)) }
    return try CoverTable(
      demand: places.map { _ in Int64(source.int(1...100)) },
      covers: (0..<sites).map { _ in
        let (x, y) = (source.int(0...1000), source.int(0...1000))
        return places.indices.filter {
          let (dx, dy) = (places[$0].0 - x, places[$0].1 - y)
          return dx * dx + dy * dy < 120 * 120
        }
      })
  }
}

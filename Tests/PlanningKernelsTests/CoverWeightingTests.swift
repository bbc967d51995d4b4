// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PlanningKernels

@Suite("A weighted search where hardly anything stays uncovered")
struct CoverWeightingTests {
  @Test(
    "It keeps every rule, is worth what it says, and is the same for the same seed",
    arguments: 1...40)
  func keepsRules(seed: UInt64) throws {
    let table = try Town.table(sites: 60, reach: 180, seed: seed)
    let rules = Town.rules(seed: seed)
    let problem = ReducedCover(table, rules) { $0 < 0 }
    let bounds = SelectionBounds(rules, limit: 12)
    let mates = SiteMates(rules, sites: problem.sites)
    var search = CoverSearch(problem, bounds, mates: mates)
    search.run(scanBudget: 200, seed: seed)
    try #require(!search.hasUnmetMinimum, "seed \(seed)")

    let best = Self.weighted(problem, bounds, mates, search, seed: seed)
    #expect(best.chosen.count == search.chosen.count)
    #expect(Set(best.chosen).count == best.chosen.count)
    let sites = rules.kept + best.chosen.map { problem.sites[Int($0)] }
    Town.expectObeyed(rules, by: sites, seed: seed)
    #expect(
      table.coveredDemand(by: sites) == table.coveredDemand(by: rules.kept) + best.value,
      "seed \(seed)")
    let again = Self.weighted(problem, bounds, mates, search, seed: seed)
    #expect(again.chosen == best.chosen, "seed \(seed)")
  }

  @Test("Where nearly all is covered it loses less than exchange with restarts", arguments: 1...4)
  func covers(seed: UInt64) throws {
    let table = try Town.table(sites: 700, reach: 100, seed: seed)
    let all = table.demand.reduce(0, +)
    var limit = 20
    var search = try Self.search(table, limit: limit)
    while (all - search.value) * 500 > all {
      limit += 1
      search = try Self.search(table, limit: limit)
    }
    let problem = ReducedCover(table, SiteRules()) { _ in true }
    let bounds = SelectionBounds(SiteRules(), limit: limit)
    let mates = SiteMates(SiteRules(), sites: problem.sites)
    var weighting = CoverWeighting(problem, bounds, mates: mates, from: search, seed: seed)
    weighting.run(turns: 200_000) { false }
    #expect(weighting.best.value > search.value, "seed \(seed), \(limit) sites")
  }

  @Test("It ends when all is covered, and when it is told to")
  func ends() throws {
    let table = try Town.table(sites: 60, reach: 180, seed: 1)
    let problem = ReducedCover(table, SiteRules()) { _ in true }
    let mates = SiteMates(SiteRules(), sites: problem.sites)
    for (limit, isAll) in [(40, true), (2, false)] {
      let bounds = SelectionBounds(SiteRules(), limit: limit)
      var search = CoverSearch(problem, bounds, mates: mates)
      search.choose(Array(problem.sites.indices.prefix(limit)))
      var weighting = CoverWeighting(problem, bounds, mates: mates, from: search, seed: 1)
      weighting.run(turns: .max) { !isAll }
      #expect((weighting.best.value == table.demand.reduce(0, +)) == isAll)
    }
  }

  private static func weighted(
    _ problem: ReducedCover, _ bounds: SelectionBounds, _ mates: SiteMates,
    _ search: CoverSearch, seed: UInt64
  ) -> (chosen: [Int32], value: Int64) {
    var weighting = CoverWeighting(problem, bounds, mates: mates, from: search, seed: seed)
    weighting.run(turns: 5_000) { false }
    return weighting.best
  }

  private static func search(_ table: CoverTable, limit: Int) throws -> CoverSearch {
    let problem = ReducedCover(table, SiteRules()) { _ in true }
    var search = CoverSearch(
      problem, SelectionBounds(SiteRules(), limit: limit),
      mates: SiteMates(SiteRules(), sites: problem.sites))
    search.run(scanBudget: 500, seed: 1)
    return search
  }
}

// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation
import PlanningKernels
import TestSupport
import Testing

@testable import DutyPlanning

@Suite("Staying close to the plan in force")
struct ChangeFrontierTests {
  @Test(
    "Each number of moves has a plan within it and a bound that enumeration confirms",
    arguments: 1...60)
  func fuzz(seed: UInt64) throws {
    let random = try RandomCover(seed: seed)
    let free = try MaximalCovering(
      table: random.table, limit: random.limit, rules: random.rules
    ).solve(random.options)
    var frontier = ChangeFrontier(
      random.table, random.rules, limit: random.limit, current: random.current)
    try frontier.run(free: free, filled: free.sites, options: random.options)
    for moves in 0...random.current.count {
      let kept = random.current.count - moves
      guard let truth = random.best(keeping: kept) else {
        #expect(frontier.within(moves: moves) == nil, "seed \(seed)")
        continue
      }
      let found = try #require(frontier.within(moves: moves), "seed \(seed), \(moves) moves")
      #expect(random.obeys(found.sites) && found.kept >= kept, "seed \(seed)")
      #expect(found.covered == random.table.coveredDemand(by: found.sites), "seed \(seed)")
      #expect(found.covered <= truth, "seed \(seed)")
      #expect(frontier.bound(keeping: kept) >= truth, "seed \(seed), \(moves) moves")
    }
    // Plans found by a price are best for what they keep.
    for point in frontier.points where point.price != nil {
      #expect(random.best(keeping: point.kept) == point.covered, "seed \(seed)")
    }
  }

  @Test("The best exchange of one site is the one that enumeration finds", arguments: 1...60)
  func swaps(seed: UInt64) throws {
    let random = try RandomCover(seed: seed)
    guard let chosen = random.choices.first else { return }
    let swaps = SwapTable(random.table, random.rules, chosen: chosen)
    let before = random.table.coveredDemand(by: chosen)
    for out in chosen where !random.rules.kept.contains(out) {
      let gains = (0..<random.table.siteCount).filter { !chosen.contains($0) }
        .map { chosen.filter { $0 != out } + [$0] }.filter(random.obeys)
        .map { random.table.coveredDemand(by: $0) - before }
      #expect(swaps.bestSwap(out: out)?.gain == gains.max(), "seed \(seed)")
      #expect(
        swaps.onlyBy(out)
          == before - random.table.coveredDemand(by: chosen.filter { $0 != out }), "seed \(seed)")
    }
  }
}

/// A small covering problem, all of whose choices can be listed.
private struct RandomCover {
  let table: CoverTable
  let rules: SiteRules
  let limit: Int
  let current: Set<Int>
  let options: KernelOptions
  let choices: [[Int]]

  init(seed: UInt64) throws {
    var source = SeededGenerator(seed: seed)
    func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &source) }
    let (sites, cells) = (int(5...9), int(6...14))
    table = try CoverTable(
      demand: (0..<cells).map { _ in Int64(int(1...9)) },
      covers: (0..<sites).map { _ in (0..<cells).filter { _ in int(0...2) == 0 } })
    limit = int(2...4)
    let groups = (0..<sites).map { _ in Int32(int(0...1)) }
    let quotas = (0..<2).map { group in
      SiteRules.Quota(
        minimum: min(1, groups.count { Int($0) == group }), maximum: int(2...4))
    }
    let forbidden = int(0...2) == 0 ? [int(0...(sites - 1))] : []
    rules = SiteRules(
      forbidden: forbidden.filter { site in groups.count { $0 == groups[site] } > 1 },
      groups: groups, quotas: quotas)
    current = Set((0..<sites).shuffled(using: &source).prefix(limit))
    let highs = try PlanningSolvers(highsPath: TestTools.file("lib/libhighs.so").path).highs
    options = KernelOptions(seed: seed, prover: highs)
    let (rules, limit) = (rules, limit)
    choices = (1..<(1 << sites)).map { mask in (0..<sites).filter { mask >> $0 & 1 == 1 } }
      .filter { Self.obeys($0, rules, limit) }
  }

  func obeys(_ sites: [Int]) -> Bool { Self.obeys(sites, rules, limit) }

  func best(keeping kept: Int) -> Int64? {
    choices.filter { $0.count(where: current.contains) >= kept }
      .map { table.coveredDemand(by: $0) }.max()
  }

  private static func obeys(_ sites: [Int], _ rules: SiteRules, _ limit: Int) -> Bool {
    sites.count <= limit && !sites.contains(where: rules.forbidden.contains)
      && rules.quotas.indices.allSatisfy { group in
        let count = sites.count { Int(rules.groups[$0]) == group }
        return count >= rules.quotas[group].minimum && count <= rules.quotas[group].maximum
      }
  }
}

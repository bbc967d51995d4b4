// SPDX-License-Identifier: Apache-2.0

import PlanningKernels
import Testing

@Suite("p-median and p-center against enumeration")
struct MedianFuzzTests {
  @Test("Random p-medians with rules cost what enumeration finds, with proof", arguments: 1...250)
  func median(seed: UInt64) throws {
    let problem = try RandomMedian(seed: seed)
    let best = problem.bestByEnumeration { problem.cost($0) }
    let result: KernelResult<[Int]>
    do {
      result = try PMedian(
        table: problem.table, limit: problem.limit, rules: problem.rules, costs: problem.costs
      ).solve(KernelOptions(seed: seed))
    } catch {
      #expect(best == nil || problem.isRefusal(error), "seed \(seed): \(error)")
      return
    }
    #expect(result.objective == best, "seed \(seed)")
    #expect(result.bound == result.objective && result.status == .optimal, "seed \(seed)")
    #expect(problem.obeys(result.sites), "seed \(seed): \(result.sites)")
    #expect(problem.cost(result.sites) == best, "seed \(seed): \(result.sites)")
  }

  @Test("Random p-centers with rules have the radius that enumeration finds", arguments: 1...250)
  func center(seed: UInt64) throws {
    let problem = try RandomMedian(seed: seed &+ 5000)
    let best = problem.bestByEnumeration { problem.table.radius(of: $0).map(Int64.init) }
    let result: KernelResult<[Int]>
    do {
      result = try PCenter(table: problem.table, limit: problem.limit, rules: problem.rules)
        .solve(KernelOptions(seed: seed))
    } catch {
      #expect(best == nil || problem.isRefusal(error), "seed \(seed): \(error)")
      return
    }
    #expect(result.objective == best, "seed \(seed)")
    #expect(result.bound == result.objective && result.status == .optimal, "seed \(seed)")
    #expect(problem.obeys(result.sites), "seed \(seed): \(result.sites)")
    #expect(problem.table.radius(of: result.sites).map(Int64.init) == best, "seed \(seed)")
  }
}

/// A small problem with kept and forbidden sites, groups, quotas, opening costs and gaps.
private struct RandomMedian {
  let table: DistanceTable
  let limit: Int
  let rules: SiteRules
  let costs: [Int64]

  init(seed: UInt64) throws {
    var source = Seeded(state: seed)
    let cellCount = source.int(1...18)
    let siteCount = source.int(2...11)
    let greatest = source.int(1...60)
    let gaps = source.int(0...2) == 0 ? source.int(5...40) : 0
    table = try DistanceTable(
      siteCount: siteCount,
      distances: (0..<(cellCount * siteCount)).map { _ in
        source.int(1...100) <= gaps
          ? DistanceTable.unreachable : Int32(source.int(0...greatest))
      },
      weights: (0..<cellCount).map { _ in Int64(source.int(0...9)) })
    limit = source.int(1...siteCount)
    let special = (0..<siteCount).shuffled(using: &source)
    let keptCount = source.int(0...min(2, siteCount))
    let closedCount = source.int(0...min(2, siteCount - keptCount))
    let groupCount = source.int(0...3)
    rules = SiteRules(
      kept: Array(special.prefix(keptCount)),
      forbidden: Array(special.dropFirst(keptCount).prefix(closedCount)),
      groups: groupCount == 0
        ? [] : (0..<siteCount).map { _ in Int32(source.int(-1...(groupCount - 1))) },
      quotas: (0..<groupCount).map { _ in
        let minimum = source.int(0...2)
        return SiteRules.Quota(
          minimum: minimum,
          maximum: source.int(0...3) == 0 ? .max : minimum + source.int(0...2))
      })
    let dearest = source.int(0...1) * source.int(0...80)
    costs = (0..<siteCount).map { _ in Int64(source.int(0...dearest)) }
  }

  func obeys(_ sites: [Int]) -> Bool {
    let chosen = Set(sites)
    return sites.count <= limit && chosen.count == sites.count
      && chosen.isSuperset(of: rules.kept) && chosen.isDisjoint(with: rules.forbidden)
      && rules.quotas.indices.allSatisfy { group in
        let count = sites.count { !rules.groups.isEmpty && Int(rules.groups[$0]) == group }
        return rules.quotas[group].minimum <= count && count <= rules.quotas[group].maximum
      }
  }

  /// Nil if a cell with weight is out of reach.
  func cost(_ sites: [Int]) -> Int64? {
    var sum = sites.reduce(0) { $0 + costs[$1] }
    for cell in 0..<table.cellCount where table.weights[cell] > 0 {
      let nearest = sites.map { table.distances[cell * table.siteCount + $0] }.min()
      guard let nearest, nearest < DistanceTable.unreachable else { return nil }
      sum += table.weights[cell] * Int64(nearest)
    }
    return sum
  }

  /// Asking for more sites than can be chosen is refused, though fewer would do.
  func isRefusal(_ error: KernelError) -> Bool {
    if case .tooFewSites = error { return limit > table.siteCount - rules.forbidden.count }
    return false
  }

  func bestByEnumeration(_ value: ([Int]) -> Int64?) -> Int64? {
    (0..<(1 << table.siteCount)).map { choice in
      (0..<table.siteCount).filter { choice >> $0 & 1 == 1 }
    }.filter(obeys).compactMap(value).min()
  }
}

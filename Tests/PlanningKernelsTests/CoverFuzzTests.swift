// SPDX-License-Identifier: Apache-2.0

import PlanningKernels
import Testing

@Suite("Covering against enumeration")
struct CoverFuzzTests {
  @Test(
    "Random cover problems with rules are solved to the optimum that enumeration finds",
    arguments: 1...150)
  func maximalCovering(seed: UInt64) throws {
    let problem = try RandomCover(seed: seed)
    let truth = problem.bestByEnumeration()
    let kernel: MaximalCovering
    do {
      kernel = try MaximalCovering(
        table: problem.table, limit: problem.limit, rules: problem.rules)
    } catch .tooFewSites(let limit, let sites) {
      #expect(limit == problem.limit && limit > sites, "seed \(seed)")
      return
    } catch {
      #expect(truth == nil, "seed \(seed): refused with \(error), enumeration has an answer")
      return
    }
    let best = try #require(truth, "seed \(seed): enumeration finds no choice")
    let proven = try kernel.solve(KernelOptions(seed: seed, prover: makeProver()))
    #expect(proven.objective == best, "seed \(seed)")
    #expect(proven.bound == best, "seed \(seed)")
    #expect(proven.status == .optimal, "seed \(seed)")
    #expect(problem.obeys(proven.sites), "seed \(seed): \(proven.sites)")
    #expect(problem.table.coveredDemand(by: proven.sites) == best, "seed \(seed)")

    let quick = try kernel.solve(KernelOptions(seed: seed))
    #expect(problem.obeys(quick.sites), "seed \(seed): \(quick.sites)")
    #expect(quick.objective <= best && best <= quick.bound, "seed \(seed)")
  }

  @Test("Random set covering problems need as few sites as enumeration finds", arguments: 1...100)
  func setCovering(seed: UInt64) throws {
    let problem = try RandomCover(seed: seed &+ 1000)
    let kept = problem.rules.kept
    let forbidden = problem.rules.forbidden
    let total = problem.table.demand.reduce(0, +)
    let fewest = (0..<(1 << problem.table.siteCount)).filter { choice in
      kept.allSatisfy { choice >> $0 & 1 == 1 } && forbidden.allSatisfy { choice >> $0 & 1 == 0 }
        && problem.table.coveredDemand(by: RandomCover.sites(choice)) == total
    }.map(\.nonzeroBitCount).min()
    do {
      let kernel = try SetCovering(table: problem.table, kept: kept, forbidden: forbidden)
      let result = try kernel.solve(KernelOptions(prover: makeProver()))
      #expect(Int(result.objective) == fewest, "seed \(seed)")
      #expect(result.status == .optimal && result.bound == result.objective, "seed \(seed)")
      #expect(problem.table.coveredDemand(by: result.sites) == total, "seed \(seed)")
      #expect(Set(result.sites).isSuperset(of: kept), "seed \(seed)")
      #expect(Set(result.sites).isDisjoint(with: forbidden), "seed \(seed)")
      let quick = try kernel.solve()
      #expect(quick.bound <= result.objective && result.objective <= quick.objective)
    } catch let error as KernelError {
      guard case .uncoverable = error else { throw error }
      #expect(fewest == nil, "seed \(seed): \(error)")
    }
  }
}

/// A small cover problem with kept and forbidden sites, groups and quotas.
private struct RandomCover {
  let table: CoverTable
  let limit: Int
  let rules: SiteRules

  init(seed: UInt64) throws {
    var source = Seeded(state: seed)
    let cellCount = source.int(1...25)
    let siteCount = source.int(2...11)
    let density = source.int(10...60)
    table = try CoverTable(
      demand: (0..<cellCount).map { _ in Int64(source.int(0...9)) },
      covers: (0..<siteCount).map { _ in
        (0..<cellCount).filter { _ in source.int(1...100) <= density }
      })
    limit = source.int(0...siteCount)
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
  }

  static func sites(_ choice: Int) -> [Int] { (0..<16).filter { choice >> $0 & 1 == 1 } }

  func obeys(_ sites: [Int]) -> Bool {
    let chosen = Set(sites)
    return sites.count <= limit && chosen.count == sites.count
      && chosen.isSuperset(of: rules.kept) && chosen.isDisjoint(with: rules.forbidden)
      && rules.quotas.indices.allSatisfy { group in
        let count = sites.count { !rules.groups.isEmpty && Int(rules.groups[$0]) == group }
        return rules.quotas[group].minimum <= count && count <= rules.quotas[group].maximum
      }
  }

  func bestByEnumeration() -> Int64? {
    (0..<(1 << table.siteCount)).map(Self.sites).filter(obeys).map(table.coveredDemand).max()
  }
}

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
    let prover = try makeProver()
    let proven: KernelResult<[Int]>
    switch problem.maximalCovering(KernelOptions(seed: seed, prover: prover)) {
    case .failure(let error):
      if error == .tooFewSites(limit: problem.limit, sites: problem.openSiteCount) {
        #expect(!problem.hasLegalLimit, "seed \(seed)")
      } else {
        #expect(truth == nil, "seed \(seed): refused with \(error), enumeration has an answer")
        #expect(error != .undecided, "seed \(seed)")
      }
      return
    case .success(let result): proven = result
    }
    let best = try #require(truth, "seed \(seed): enumeration finds no choice")
    #expect(proven.objective == best, "seed \(seed)")
    #expect(proven.bound == best, "seed \(seed)")
    #expect(proven.status == .optimal, "seed \(seed)")
    #expect(problem.obeys(proven.sites), "seed \(seed): \(proven.sites)")
    #expect(problem.table.coveredDemand(by: proven.sites) == best, "seed \(seed)")

    switch problem.maximalCovering(KernelOptions(seed: seed)) {
    case .success(let quick):
      #expect(problem.obeys(quick.sites), "seed \(seed): \(quick.sites)")
      #expect(quick.objective <= best && best <= quick.bound, "seed \(seed)")
    case .failure(let error):
      #expect(error == .undecided && !problem.rules.exclusions.isEmpty, "seed \(seed)")
    }
  }

  @Test(
    "Expected and backup coverage are solved to the optimum that enumeration finds",
    arguments: 1...120)
  func severalCovers(seed: UInt64) throws {
    let problem = try RandomCover(seed: seed &+ 5000)
    guard problem.hasLegalLimit, problem.bestByEnumeration() != nil else { return }
    var source = Seeded(state: seed)
    let busy = source.int(0...999_999)
    let weights = [[0, 1], [3, 1], [1, 2], [2, 2]][source.int(0...3)].map { Int64($0) }
    do {
      let expected = try ExpectedCovering(
        table: problem.table, limit: problem.limit, busyPerMillion: busy, rules: problem.rules)
      try check(expected.solve(KernelOptions(prover: makeProver())), problem, seed) { covers in
        var (sum, share) = (Int64(0), 1 - Double(busy) / 1_000_000)
        for _ in 0..<covers {
          sum += Int64((share * 1_000_000).rounded())
          share *= Double(busy) / 1_000_000
        }
        return sum
      }
      let backup = try BackupCovering(
        table: problem.table, limit: problem.limit, first: weights[0], second: weights[1],
        rules: problem.rules)
      try check(backup.solve(KernelOptions(prover: makeProver())), problem, seed) {
        $0 == 0 ? 0 : weights[0] + ($0 > 1 ? weights[1] : 0)
      }
    } catch let error as KernelError {
      Issue.record("seed \(seed): refused with \(error), enumeration has an answer")
    }
  }

  private func check(
    _ result: KernelResult<[Int]>, _ problem: RandomCover, _ seed: UInt64,
    worth: (Int) -> Int64
  ) {
    let best = problem.choices.filter(problem.obeys).map { problem.worth($0, worth) }.max()
    #expect(result.objective == best, "seed \(seed)")
    #expect(result.bound == best && result.status == .optimal, "seed \(seed)")
    #expect(problem.obeys(result.sites), "seed \(seed): \(result.sites)")
    #expect(problem.worth(result.sites, worth) == result.objective, "seed \(seed)")
  }

  @Test(
    "Random set covering problems cost as little as enumeration finds, by every rule",
    arguments: 1...150)
  func setCovering(seed: UInt64) throws {
    let problem = try RandomCover(seed: seed &+ 1000, demandsMuch: true)
    var source = Seeded(state: seed)
    let costs =
      seed % 2 == 0 ? [] : problem.rules.groupsOrOnes(problem.table.siteCount, &source)
    func cost(_ sites: [Int]) -> Int64 { sites.reduce(0) { $0 + (costs.isEmpty ? 1 : costs[$1]) } }
    let total = problem.table.demand.reduce(0, +)
    let least = problem.choices.filter {
      problem.obeys($0, limit: problem.table.siteCount)
        && problem.table.coveredDemand(by: $0) == total
    }.map(cost).min()
    do {
      let kernel = try SetCovering(table: problem.table, rules: problem.rules, costs: costs)
      let result = try kernel.solve(KernelOptions(prover: makeProver()))
      #expect(result.objective == least, "seed \(seed)")
      #expect(result.status == .optimal && result.bound == result.objective, "seed \(seed)")
      #expect(problem.table.coveredDemand(by: result.sites) == total, "seed \(seed)")
      #expect(problem.obeys(result.sites, limit: problem.table.siteCount), "seed \(seed)")
    } catch let error as KernelError {
      #expect(least == nil, "seed \(seed): \(error)")
    }
  }
}

extension SiteRules {
  fileprivate func groupsOrOnes(_ count: Int, _ source: inout Seeded) -> [Int64] {
    (0..<count).map { _ in Int64(source.int(1...9)) }
  }
}

/// A small cover problem with kept and forbidden sites, groups and quotas.
private struct RandomCover {
  let table: CoverTable
  let limit: Int
  let rules: SiteRules

  /// - Parameter demandsMuch: makes dense tables, which a set cover needs.
  init(seed: UInt64, demandsMuch: Bool = false) throws {
    var source = Seeded(state: seed)
    let cellCount = source.int(1...25)
    let siteCount = source.int(2...11)
    let density = source.int(demandsMuch ? 40...80 : 10...60)
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
      },
      exclusions: source.int(0...2) > 0
        ? []
        : (0..<source.int(1...3)).map { _ in
          Array((0..<siteCount).shuffled(using: &source).prefix(source.int(1...3)))
        })
  }

  static func sites(_ choice: Int) -> [Int] { (0..<16).filter { choice >> $0 & 1 == 1 } }

  var choices: [[Int]] { (0..<(1 << table.siteCount)).map(Self.sites) }

  var openSiteCount: Int { table.siteCount - rules.forbidden.count }
  var hasLegalLimit: Bool { limit <= openSiteCount }

  func maximalCovering(_ options: KernelOptions) -> Result<KernelResult<[Int]>, KernelError> {
    Result { () throws(KernelError) in
      try MaximalCovering(table: table, limit: limit, rules: rules).solve(options)
    }
  }

  func worth(_ sites: [Int], _ worth: (Int) -> Int64) -> Int64 {
    var covers = [Int](repeating: 0, count: table.cellCount)
    for site in sites {
      for cell in table.cells(of: site) { covers[Int(cell)] += 1 }
    }
    return covers.indices.reduce(0) { $0 + table.demand[$1] * worth(covers[$1]) }
  }

  func obeys(_ sites: [Int]) -> Bool { obeys(sites, limit: limit) }

  func obeys(_ sites: [Int], limit: Int) -> Bool {
    let chosen = Set(sites)
    return sites.count <= limit && chosen.count == sites.count
      && chosen.isSuperset(of: rules.kept) && chosen.isDisjoint(with: rules.forbidden)
      && rules.exclusions.allSatisfy { $0.count(where: chosen.contains) <= 1 }
      && rules.quotas.indices.allSatisfy { group in
        let count = sites.count { !rules.groups.isEmpty && Int(rules.groups[$0]) == group }
        return rules.quotas[group].minimum <= count && count <= rules.quotas[group].maximum
      }
  }

  func bestByEnumeration() -> Int64? {
    choices.filter(obeys).map(table.coveredDemand).max()
  }
}

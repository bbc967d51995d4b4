// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PlanningKernels

/// Made-up points in a square, each a site and a cell, and rules to choose among them.
enum Town {
  static func table(sites: Int, reach: Int, seed: UInt64) throws -> CoverTable {
    var source = Seeded(state: seed)
    let points = (0..<sites).map { _ in (x: source.int(0...999), y: source.int(0...999)) }
    return try CoverTable(
      demand: points.map { _ in Int64(source.int(1...100)) },
      covers: points.map { site in
        points.indices.filter {
          let (east, north) = (points[$0].x - site.x, points[$0].y - site.y)
          return east * east + north * north <= reach * reach
        }
      })
  }

  /// For 60 sites and 12 chosen ones: one kept, three groups with quotas, and sites that exclude each other.
  static func rules(seed: UInt64) -> SiteRules {
    var source = Seeded(state: seed)
    return SiteRules(
      kept: [source.int(0...59)], groups: (0..<60).map { _ in Int32(source.int(-1...2)) },
      quotas: [
        .init(minimum: 1, maximum: 4), .init(minimum: 2), .init(minimum: 0, maximum: 3),
      ],
      exclusions: [[3, 4, 5], [10, 20], [30, 31, 32, 33]])
  }

  /// - Parameter sites: kept ones among them.
  static func expectObeyed(_ rules: SiteRules, by sites: [Int], seed: UInt64) {
    for (group, quota) in rules.quotas.enumerated() {
      let count = sites.count { rules.group(of: $0) == group }
      #expect(
        (quota.minimum...quota.maximum).contains(count), "seed \(seed), group \(group)")
    }
    for list in rules.exclusions {
      #expect(sites.count(where: list.contains) <= 1, "seed \(seed): \(sites)")
    }
  }
}

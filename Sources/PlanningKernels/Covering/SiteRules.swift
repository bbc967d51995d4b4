// SPDX-License-Identifier: Apache-2.0

/// Which sites may and must be chosen, and how many of each group.
public struct SiteRules: Sendable, Hashable {
  /// How many sites of one group are chosen, kept ones included.
  public struct Quota: Sendable, Hashable {
    public var minimum: Int
    public var maximum: Int

    public init(minimum: Int = 0, maximum: Int = .max) {
      self.minimum = minimum
      self.maximum = maximum
    }
  }

  /// Sites that are chosen in any case; they count towards limits and quotas.
  public var kept: [Int]
  public var forbidden: [Int]
  /// By site, its group, or -1 for none; empty if there are no groups.
  public var groups: [Int32]
  /// By group.
  public var quotas: [Quota]
  /// Lists of sites of which at most one is chosen, such as two sides of one crossing.
  public var exclusions: [[Int]]

  public init(
    kept: [Int] = [], forbidden: [Int] = [], groups: [Int32] = [], quotas: [Quota] = [],
    exclusions: [[Int]] = []
  ) {
    self.kept = kept
    self.forbidden = forbidden
    self.groups = groups
    self.quotas = quotas
    self.exclusions = exclusions
  }

  func group(of site: Int) -> Int { groups.isEmpty ? -1 : Int(groups[site]) }

  /// Throws what no choice of at most `limit` of `siteCount` sites could obey.
  ///
  /// - Parameter allowsExclusions: whether the kernel obeys `exclusions`.
  func check(
    siteCount: Int, limit: Int, allowsExclusions: Bool = false
  ) throws(KernelError) {
    if !allowsExclusions && !exclusions.isEmpty { throw .exclusionsUnsupported }
    try checkList(kept, "kept", siteCount)
    try checkList(forbidden, "forbidden", siteCount)
    let closed = Set(forbidden)
    if let site = kept.first(where: closed.contains) { throw .keptForbidden(site: site) }
    if limit < 0 || limit > siteCount - forbidden.count {
      throw .tooFewSites(limit: limit, sites: siteCount - forbidden.count)
    }
    if kept.count > limit { throw .keptExceedLimit(kept: kept.count, limit: limit) }
    try checkGroups(siteCount: siteCount, limit: limit)
    for (number, list) in exclusions.enumerated() {
      try checkList(list, "exclusions \(number)", siteCount)
      let both = list.filter(kept.contains)
      if both.count > 1 { throw .keptExclude(first: both[0], second: both[1]) }
    }
  }

  private func checkGroups(siteCount: Int, limit: Int) throws(KernelError) {
    if !groups.isEmpty && groups.count != siteCount {
      throw .length(table: "groups", expected: siteCount, found: groups.count)
    }
    for (site, group) in groups.enumerated() where group < -1 || group >= quotas.count {
      throw .outOfRange(table: "groups", position: site, value: Int(group), limit: quotas.count)
    }
    var available = [Int](repeating: 0, count: quotas.count)
    var keptCount = available
    for group in groups where group >= 0 { available[Int(group)] += 1 }
    for site in forbidden where group(of: site) >= 0 { available[group(of: site)] -= 1 }
    for site in kept where group(of: site) >= 0 { keptCount[group(of: site)] += 1 }
    var needed = 0
    var keptOutside = kept.count
    for (group, quota) in quotas.enumerated() {
      guard quota.minimum <= min(quota.maximum, available[group]),
        keptCount[group] <= quota.maximum
      else {
        throw .quota(
          group: group, minimum: quota.minimum, maximum: quota.maximum,
          available: available[group], kept: keptCount[group])
      }
      needed += max(0, max(quota.minimum, keptCount[group]))
      keptOutside -= keptCount[group]
    }
    if needed + keptOutside > limit {
      throw .quotasExceedLimit(minimum: needed + keptOutside, limit: limit)
    }
  }

  private func checkList(_ list: [Int], _ name: String, _ siteCount: Int) throws(KernelError) {
    var seen: Set<Int> = []
    for (position, site) in list.enumerated() {
      guard (0..<siteCount).contains(site) else {
        throw .outOfRange(table: name, position: position, value: site, limit: siteCount)
      }
      if !seen.insert(site).inserted { throw .duplicate(table: name, value: site) }
    }
  }
}

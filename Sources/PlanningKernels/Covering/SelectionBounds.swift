// SPDX-License-Identifier: Apache-2.0

/// How many of the reduced sites may be chosen, in all and by group, after the kept ones.
struct SelectionBounds {
  var limit: Int
  var minimum: [Int]
  var maximum: [Int]

  init(_ rules: SiteRules, limit: Int) {
    self.limit = limit - rules.kept.count
    minimum = rules.quotas.map { max(0, $0.minimum) }
    maximum = rules.quotas.map { $0.maximum }
    for site in rules.kept {
      let group = rules.group(of: site)
      if group < 0 { continue }
      minimum[group] = max(0, minimum[group] - 1)
      if maximum[group] != .max { maximum[group] -= 1 }
    }
  }

  /// Whether a choice with `counts` by group and `total` in all can take one more of `group` and
  /// still meet every minimum.
  func allowsOneMore(of group: Int, counts: [Int], total: Int) -> Bool {
    if total >= limit || (group >= 0 && counts[group] >= maximum[group]) { return false }
    let unmet = minimum.indices.reduce(0) { $0 + max(0, minimum[$1] - counts[$1]) }
    let helps = group >= 0 && counts[group] < minimum[group]
    return total + 1 + unmet - (helps ? 1 : 0) <= limit
  }

  /// Whether a site of `group` may take the place of one of `other`, which has already left `counts`.
  func allowsExchange(of other: Int, for group: Int, counts: [Int]) -> Bool {
    if group == other { return true }
    if other >= 0 && counts[other] < minimum[other] { return false }
    return group < 0 || counts[group] < maximum[group]
  }

  /// The choice with the greatest sum of `values`, all 0 or more. Taking each group's minimum first
  /// and then the best of the rest is exact, because the choices form a matroid.
  func bestSelection(values: [Int64], groups: [Int]) -> [Int] {
    let order = values.indices.sorted {
      values[$0] > values[$1] || (values[$0] == values[$1] && $0 < $1)
    }
    var counts = minimum.map { _ in 0 }
    var isTaken = values.map { _ in false }
    var selection: [Int] = []
    func take(_ site: Int) {
      isTaken[site] = true
      selection.append(site)
      if groups[site] >= 0 { counts[groups[site]] += 1 }
    }
    for site in order where groups[site] >= 0 && counts[groups[site]] < minimum[groups[site]] {
      take(site)
    }
    for site in order where !isTaken[site] && selection.count < limit {
      if groups[site] < 0 || counts[groups[site]] < maximum[groups[site]] { take(site) }
    }
    return selection
  }
}

// SPDX-License-Identifier: Apache-2.0

extension SiteRules {
  /// Sites that no choice contains, because a kept one excludes them.
  var matesOfKept: [Int] {
    if exclusions.isEmpty { return [] }
    let isKept = Set(kept)
    return exclusions.flatMap { list in
      list.contains(where: isKept.contains) ? list.filter { !isKept.contains($0) } : []
    }
  }

  /// By site, whether it excludes others.
  func isExclusive(siteCount: Int) -> [Bool] {
    var isExclusive = [Bool](repeating: false, count: siteCount)
    for list in exclusions where list.count > 1 {
      for site in list { isExclusive[site] = true }
    }
    return isExclusive
  }
}

/// By reduced site, the reduced sites that it excludes.
struct SiteMates: Sendable {
  let lists: [[Int32]]
  let isEmpty: Bool

  init(_ rules: SiteRules, sites: [Int]) {
    isEmpty = rules.exclusions.isEmpty
    if isEmpty {
      lists = []
      return
    }
    let position = Dictionary(uniqueKeysWithValues: sites.enumerated().map { ($1, $0) })
    var mates = sites.map { _ in Set<Int32>() }
    for list in rules.exclusions {
      let present = list.compactMap { position[$0] }
      for site in present {
        mates[site].formUnion(present.filter { $0 != site }.map { Int32($0) })
      }
    }
    lists = mates.map { $0.sorted() }
  }

  subscript(site: Int) -> [Int32] { isEmpty ? [] : lists[site] }

  /// Whether no two of `sites` exclude each other.
  func allow(_ sites: some Sequence<Int>) -> Bool {
    if isEmpty { return true }
    let chosen = Set(sites.map { Int32($0) })
    return chosen.allSatisfy { site in lists[Int(site)].allSatisfy { !chosen.contains($0) } }
  }
}

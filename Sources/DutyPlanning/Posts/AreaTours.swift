// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Geography

/// 巡片: orders the posts of an area into a tour that is short to drive.
///
/// Nearest next post from the first, then reversals of parts while they shorten the way (2-opt:
/// Croes 1958, doi:10.1287/opre.6.6.791), on driving times there and back averaged.
struct AreaTourPlanner {
  let graph: TravelGraph

  /// - Returns: positions in `posts`, each once.
  func order(_ posts: [ID<Junction>]) -> [Int] {
    guard posts.count > 2 else { return Array(posts.indices) }
    let times = TravelTimes(graph, from: posts, to: posts)
    let far = Int64(Int32.max)
    func time(_ from: Int, _ to: Int) -> Int64 {
      (times[from, to] ?? far) + (times[to, from] ?? far)
    }
    var tour = [0]
    var left = Set(posts.indices.dropFirst())
    while let last = tour.last,
      let next = left.min(by: { (time(last, $0), $0) < (time(last, $1), $1) })
    {
      tour.append(next)
      left.remove(next)
    }
    shorten(&tour, time)
    return tour
  }

  /// The tour is open: its first post stays first.
  private func shorten(_ tour: inout [Int], _ time: (Int, Int) -> Int64) {
    var isShorter = true
    while isShorter {
      isShorter = false
      for start in 1..<(tour.count - 1) {
        for end in (start + 1)..<tour.count {
          var change = time(tour[start - 1], tour[end]) - time(tour[start - 1], tour[start])
          if end + 1 < tour.count {
            change += time(tour[start], tour[end + 1]) - time(tour[end], tour[end + 1])
          }
          if change < 0 {
            tour[start...end].reverse()
            isShorter = true
          }
        }
      }
    }
  }
}

extension AreaTourPlanner {
  /// One tour an area, by a leader who sponsors posts there and tours no other area, where there
  /// are so many leaders.
  func tours(
    areas: [Area], posts: [Post], sponsorships: [PostSponsorship]
  ) -> [AreaTour] {
    var busy: Set<ID<Officer>> = []
    return areas.compactMap { area in
      let own = posts.filter { $0.area == area.id }
      let ids = Set(own.map(\.id))
      let ranked = sponsorships.map { ($0.leader, $0.posts.count { ids.contains($0) }) }
        .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
      let free = ranked.first { !busy.contains($0.0) && $0.1 > 0 } ?? ranked.first
      guard let leader = free?.0, !own.isEmpty else { return nil }
      busy.insert(leader)
      return AreaTour(
        leader: leader, area: area.id, posts: order(own.map(\.junction)).map { own[$0].id })
    }
  }
}

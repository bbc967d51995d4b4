// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Geography

/// Splits places into parts that differ by at most one place and each lie together.
///
/// The places are halved again and again across their longer side, in proportion to the parts on
/// either side (recursive coordinate bisection: Berger and Bokhari 1987,
/// doi:10.1109/TC.1987.1676942).
enum CoordinateBisection {
  /// - Returns: positions in `places` by part, `parts` of them; some are empty if there are fewer
  ///   places than parts.
  static func split(_ places: [Coordinate], into parts: Int) -> [[Int]] {
    guard let first = places.first else { return Array(repeating: [], count: parts) }
    let projection = LocalProjection(centre: first)
    return split(Array(places.indices), places.map(projection.point), into: parts)
  }

  private static func split(
    _ positions: [Int], _ points: [PlanePoint], into parts: Int
  ) -> [[Int]] {
    guard parts > 1 else { return [positions] }
    let leftParts = parts / 2
    // The left side's share of a division whose parts differ by at most one.
    let small = positions.count / parts
    let cut = small * leftParts + min(positions.count % parts, leftParts)
    let sorted = sortedAcross(positions, points)
    return split(Array(sorted[..<cut]), points, into: leftParts)
      + split(Array(sorted[cut...]), points, into: parts - leftParts)
  }

  private static func sortedAcross(_ positions: [Int], _ points: [PlanePoint]) -> [Int] {
    let x = positions.map { points[$0].x }
    let y = positions.map { points[$0].y }
    let isWide = (x.max() ?? 0) - (x.min() ?? 0) >= (y.max() ?? 0) - (y.min() ?? 0)
    return positions.sorted {
      let (left, right) = isWide ? (points[$0].x, points[$1].x) : (points[$0].y, points[$1].y)
      return left == right ? $0 < $1 : left < right
    }
  }
}

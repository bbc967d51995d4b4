// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Geography

/// How far the places of an earlier way of locating lie from those of the latest one.
public struct LocationShift: Hashable, Codable, Sendable {
  /// The days that were located in the earlier way.
  public var span: DateSpan
  /// To be added to the earlier places, in metres.
  public var east: Double
  public var north: Double
  /// Pairs of an earlier and a later place that the shift brings together, within 3 m.
  public var pairs: Int
  /// As many as chance alone would bring together.
  public var pairsByChance: Double
  /// Incidents of the span, and those that now count for another street.
  public var incidents: Int
  public var moved: Int
}

/// Finds the translation that brings most places of one list onto places of another.
///
/// All displacements between an earlier place that recurs and a later place within 150 m are laid
/// on a grid of metres; where both lists hold the same crossings, one displacement stands far above
/// the others. This is registration of point sets by voting on the displacement (the generalised
/// Hough transform: Ballard 1981, doi:10.1016/0031-3203(81)90009-1), refined by the median of the
/// pairs within 3 m. Refused unless at least 20 pairs, and five times what chance would give, agree.
struct ShiftEstimate: Hashable {
  var east: Double
  var north: Double
  var pairs: Int
  var pairsByChance: Double

  static let reachMetres = 150.0
  static let toleranceMetres = 3.0
  private static let leastPairs = 20
  private static let leastOverChance = 5.0

  init?(from earlier: [PlanePoint], to later: [Coordinate], on projection: LocalProjection) {
    let index = PointIndex(later)
    let targets = later.map(projection.point)
    var displacements: [PlanePoint] = []
    for point in earlier {
      let near = index.matches(
        near: projection.coordinate(point), withinMetres: Self.reachMetres)
      for match in near {
        let target = targets[match.position]
        displacements.append(PlanePoint(x: target.x - point.x, y: target.y - point.y))
      }
    }
    guard let peak = Self.peak(of: displacements) else { return nil }
    let agreeing = displacements.filter {
      $0.squaredDistance(to: peak) <= Self.toleranceMetres * Self.toleranceMetres
    }
    let shareOfDisc =
      Self.toleranceMetres * Self.toleranceMetres
      / (Self.reachMetres * Self.reachMetres)
    pairs = agreeing.count
    pairsByChance = Double(displacements.count) * shareOfDisc
    guard pairs >= Self.leastPairs, Double(pairs) >= Self.leastOverChance * pairsByChance else {
      return nil
    }
    east = Self.median(agreeing.map(\.x))
    north = Self.median(agreeing.map(\.y))
  }

  /// The middle of the three by three metres that hold most displacements; ties to the west, south.
  private static func peak(of displacements: [PlanePoint]) -> PlanePoint? {
    let half = Int(reachMetres) + 2
    let side = 2 * half + 1
    var votes = Array(repeating: 0, count: side * side)
    for displacement in displacements {
      let column = Int(displacement.x.rounded()) + half
      let row = Int(displacement.y.rounded()) + half
      votes[row * side + column] += 1
    }
    var best = (votes: 0, row: 0, column: 0)
    for row in 1..<side - 1 {
      for column in 1..<side - 1 {
        var sum = 0
        for offset in -1...1 {
          let middle = (row + offset) * side + column
          sum += votes[middle - 1] + votes[middle] + votes[middle + 1]
        }
        if sum > best.votes { best = (sum, row, column) }
      }
    }
    guard best.votes > 0 else { return nil }
    return PlanePoint(x: Double(best.column - half), y: Double(best.row - half))
  }

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count.isMultiple(of: 2)
      ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
  }
}

// SPDX-License-Identifier: Apache-2.0

/// How far each cell is from each site, and how much each cell weighs.
///
/// One flat column, row-major by cell: the distance from cell `c` to site `s` is
/// `distances[c * siteCount + s]`, in whole units that the caller chooses (metres, tenths of a
/// second). Checked once when made, so that kernels index freely.
public struct DistanceTable: Sendable, Hashable {
  /// Stands for "there is no way".
  public static let unreachable = Int32.max

  public let siteCount: Int
  /// `siteCount` entries a cell, each 0 or more; `unreachable` where there is no way.
  public let distances: [Int32]
  /// By cell, each 0 or more. A cell of weight 0 does not count for a p-median.
  public let weights: [Int64]

  public var cellCount: Int { weights.count }

  /// Throws if a length is wrong, a number negative, or the sum of weight × greatest distance
  /// exceeds 2^53. Tables with unreachable pairs need more room: that sum × (cells + 1) must not
  /// exceed 2^60.
  public init(siteCount: Int, distances: [Int32], weights: [Int64]) throws(KernelError) {
    if siteCount < 0 {
      throw .negative(table: "siteCount", position: 0, value: Int64(siteCount))
    }
    let (expected, overflow) = siteCount.multipliedReportingOverflow(by: weights.count)
    if overflow || expected != distances.count {
      throw .length(
        table: "distances", expected: overflow ? Int.max : expected, found: distances.count)
    }
    for (position, distance) in distances.enumerated() where distance < 0 {
      throw .negative(table: "distances", position: position, value: Int64(distance))
    }
    for (cell, weight) in weights.enumerated() where weight < 0 {
      throw .negative(table: "weights", position: cell, value: weight)
    }
    self.siteCount = siteCount
    self.distances = distances
    self.weights = weights
    try checkSize()
  }

  /// Cells of equal weight, the usual case for a p-center.
  public init(siteCount: Int, distances: [Int32]) throws(KernelError) {
    let cellCount = siteCount > 0 ? distances.count / siteCount : 0
    try self.init(
      siteCount: siteCount, distances: distances,
      weights: [Int64](repeating: 1, count: cellCount))
  }

  @inline(__always)
  func distance(_ cell: Int, _ site: Int) -> Int32 { distances[cell * siteCount + site] }

  func row(_ cell: Int) -> ArraySlice<Int32> {
    distances[(cell * siteCount)..<((cell + 1) * siteCount)]
  }

  /// The sum over all cells of weight × distance to the nearest of `sites`; nil if a cell with
  /// weight reaches none of them.
  public func weightedDistance(to sites: some Sequence<Int>) -> Int64? {
    let sites = Array(sites)
    var sum: Int64 = 0
    for cell in 0..<cellCount where weights[cell] > 0 {
      let nearest = nearest(cell, sites)
      if nearest == Self.unreachable { return nil }
      sum += weights[cell] * Int64(nearest)
    }
    return sum
  }

  /// The greatest distance of any cell to the nearest of `sites`; nil if a cell reaches none.
  public func radius(of sites: some Sequence<Int>) -> Int32? {
    let sites = Array(sites)
    var greatest: Int32 = 0
    for cell in 0..<cellCount { greatest = max(greatest, nearest(cell, sites)) }
    return greatest == Self.unreachable ? nil : greatest
  }

  private func nearest(_ cell: Int, _ sites: [Int]) -> Int32 {
    var nearest = Self.unreachable
    for site in sites { nearest = min(nearest, distance(cell, site)) }
    return nearest
  }

  /// The sum over all cells of weight × the greatest distance to a site within reach.
  var worstWeightedDistance: Int64 {
    (0..<cellCount).reduce(0) { sum, cell in
      let greatest = row(cell).reduce(0) { $1 == Self.unreachable ? $0 : max($0, $1) }
      return sum + weights[cell] * Int64(greatest)
    }
  }

  private func checkSize() throws(KernelError) {
    var sum = 0.0
    for cell in 0..<cellCount {
      let greatest = row(cell).reduce(0) { $1 == Self.unreachable ? $0 : max($0, $1) }
      sum += Double(weights[cell]) * Double(max(1, greatest))
    }
    if sum > Double(1 << 53) { throw .tooLarge(table: "weight × distance") }
    try checkRoom(for: worstWeightedDistance)
  }

  /// Where pairs are out of reach, one cell's penalty is the cost of everything, and all penalties
  /// together must fit.
  func checkRoom(for cost: Int64) throws(KernelError) {
    let room = Double(1 << 60) / Double(cellCount + 1)
    if cost > 1 << 53 || (distances.contains(Self.unreachable) && Double(cost) + 1 > room) {
      throw .tooLarge(table: "weight × distance")
    }
  }
}

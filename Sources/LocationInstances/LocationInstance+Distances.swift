// SPDX-License-Identifier: Apache-2.0

/// Distances between all cells and sites in whole numbers.
public struct WholeDistances: Sendable {
  /// Row-major by cell: `distances[cell * siteCount + site]`, in units of 1/`scale`.
  public var distances: [Int32]
  /// 1 where all distances are whole, else a power of ten.
  public var scale: Int64
}

extension LocationInstance {
  /// The whole table, each distance rounded to the nearest unit of 1/scale.
  ///
  /// Whole distances stay as they are. Others take the finest power of ten, 10^6 at most, that keeps
  /// each one below 2^31 and the sum of demand times the longest distance within 2^53, so that a sum
  /// is off by half a unit for each unit of demand at most.
  public func wholeDistances() throws(InstanceError) -> WholeDistances {
    let exact = distanceTable()
    let longest = exact.max() ?? 0
    let total = Double(demand.reduce(0, +))
    func fits(_ scale: Double) -> Bool {
      longest * scale < Double(Int32.max) && longest * scale * total <= 9_007_199_254_740_992
    }
    guard fits(1) else {
      throw InstanceError(file: file, field: "distances", .tooLarge(most: "2^31, or 2^53 in all"))
    }
    var scale = 1.0
    if !exact.allSatisfy({ $0 == $0.rounded() }) {
      while scale < 1_000_000 && fits(scale * 10) { scale *= 10 }
    }
    return WholeDistances(
      distances: exact.map { Int32(($0 * scale).rounded()) }, scale: Int64(scale))
  }

  /// Row-major by cell, in the file's unit.
  func distanceTable() -> [Double] {
    switch geometry {
    case .table(let distances): return distances
    case .plane(let sites, let cells):
      return Self.table(cells.count, sites.count) { cell, site in
        let (dx, dy) = (cells.x[cell] - sites.x[site], cells.y[cell] - sites.y[site])
        return (dx * dx + dy * dy).squareRoot()
      }
    case .sphere(let sites, let cells, let radius):
      let (from, to) = (SpherePoints(cells), SpherePoints(sites))
      return Self.table(cells.count, sites.count) { cell, site in
        from.distance(cell, to: to, site, radius: radius)
      }
    }
  }

  private static func table(
    _ cells: Int, _ sites: Int, _ distance: (Int, Int) -> Double
  ) -> [Double] {
    var table: [Double] = []
    table.reserveCapacity(cells * sites)
    for cell in 0..<cells {
      for site in 0..<sites { table.append(distance(cell, site)) }
    }
    return table
  }
}

// SPDX-License-Identifier: Apache-2.0

public import PlanningKernels

/// What the cells of a cover table count for.
public enum CoverWeight: Sendable {
  /// Their demand.
  case demand
  /// One each, so that cells without demand matter too.
  case cells
}

/// Which sites cover what, with cells that the same sites cover taken together.
///
/// The table's cells are the different cover sets, in the order of their first cell.
public struct CoverInstance: Sendable {
  public var file: String
  public var sites: Labels
  public var cells: Labels
  public var table: CoverTable
  /// By cover set, the first cell that has it and how many have it.
  public var firstCell: [Int]
  public var cellsOfSet: [Int]
  public var demandScale: Int64
  public var limit: Int?

  /// Demand in all, covered or not.
  public var totalDemand: Int64 { table.demand.reduce(0, +) }
}

extension LocationInstance {
  /// - Parameter radius: in the file's unit; a cell exactly that far from a site is covered. Distances of
  ///   a table may exceed it by 10^-12 of it, because sums of lengths are rounded.
  public func covers(
    radius: Double, weighing: CoverWeight = .demand
  ) throws(InstanceError) -> CoverInstance {
    let weights = weighing == .demand ? demand : demand.map { _ in 1 }
    var sets: CoverSets
    switch geometry {
    case .plane(let sites, let cells):
      var covers = PlaneCovers(sites: sites, radius: radius, cellCount: cells.count)
      for cell in 0..<cells.count {
        covers.add(cells.x[cell], cells.y[cell], demand: weights[cell])
      }
      sets = covers.sets
    case .sphere(let sites, let cells, let sphere):
      sets = CoverSets(siteCount: sites.count)
      let covers = SphereCovers(sites: sites, reach: radius, radius: sphere)
      for (cell, cover) in covers.coverers(of: cells).enumerated() {
        sets.add(sets.insert(cover), weight: weights[cell])
      }
    case .table(let distances):
      sets = CoverSets(siteCount: siteCount)
      let reach = radius * (1 + 1e-12)
      for cell in 0..<cellCount {
        let row = distances[(cell * siteCount)..<((cell + 1) * siteCount)]
        let cover = row.indices.filter { row[$0] <= reach }.map { Int32($0 - row.startIndex) }
        sets.add(sets.insert(cover), weight: weights[cell])
      }
    }
    var instance = try sets.instance(file: file, sites: sites, cells: cells)
    instance.demandScale = weighing == .demand ? demandScale : 1
    instance.limit = limit
    return instance
  }
}

// SPDX-License-Identifier: Apache-2.0

/// A published location problem: who asks for service where, and where service may stand.
///
/// Distances are kept as the file has them; `wholeDistances()` gives them in whole numbers for
/// kernels that sum them up.
public struct LocationInstance: Sendable {
  /// How far a cell is from a site.
  public enum Geometry: Sendable {
    /// Row-major by cell: `distances[cell * siteCount + site]`, all finite and 0 or more.
    case table([Double])
    /// Straight lines between points.
    case plane(sites: Points, cells: Points)
    /// Great circles between points in degrees (x is the latitude), on a sphere of `radius`.
    case sphere(sites: Points, cells: Points, radius: Double)
  }

  /// The last path component of the file.
  public var file: String
  public var sites: Labels
  public var cells: Labels
  /// By cell, 0 or more, in units of 1/`demandScale`.
  public var demand: [Int64]
  /// 1 where the file's demand is whole, else a power of ten.
  public var demandScale: Int64
  public var geometry: Geometry
  /// How many sites the file asks for, if it says so.
  public var limit: Int?
  /// The names of the groups (areas) that sites and cells belong to; empty if the file has none.
  public var groupNames: [String]
  /// By site and by cell, the group; empty if the file has none.
  public var siteGroups: [Int32]
  public var cellGroups: [Int32]

  public init(
    file: String, sites: Labels, cells: Labels, demand: [Int64], demandScale: Int64 = 1,
    geometry: Geometry, limit: Int? = nil, groupNames: [String] = [], siteGroups: [Int32] = [],
    cellGroups: [Int32] = []
  ) {
    self.file = file
    self.sites = sites
    self.cells = cells
    self.demand = demand
    self.demandScale = demandScale
    self.geometry = geometry
    self.limit = limit
    self.groupNames = groupNames
    self.siteGroups = siteGroups
    self.cellGroups = cellGroups
  }

  public var siteCount: Int { sites.count }
  public var cellCount: Int { demand.count }

  /// The sites and cells of one group, with the distances that they have in the whole.
  public func restricted(toGroup name: String) throws(InstanceError) -> LocationInstance {
    guard let group = groupNames.firstIndex(of: name) else {
      throw InstanceError(file: file, field: "group", .unknown(found: name))
    }
    let sitesHere = siteGroups.indices.filter { siteGroups[$0] == group }
    let cellsHere = cellGroups.indices.filter { cellGroups[$0] == group }
    let table = distanceTable()
    return LocationInstance(
      file: file, sites: .named(sitesHere.map { sites[$0] }),
      cells: .named(cellsHere.map { cells[$0] }), demand: cellsHere.map { demand[$0] },
      demandScale: demandScale,
      geometry: .table(
        cellsHere.flatMap { cell in sitesHere.map { table[cell * siteCount + $0] } }),
      limit: limit, groupNames: groupNames,
      siteGroups: sitesHere.map { siteGroups[$0] }, cellGroups: cellsHere.map { cellGroups[$0] })
  }
}

/// Points in two flat columns.
public struct Points: Sendable, Hashable {
  public var x: [Double]
  public var y: [Double]

  public init(x: [Double] = [], y: [Double] = []) {
    self.x = x
    self.y = y
  }

  public var count: Int { x.count }
}

/// What a file calls its sites or cells.
public enum Labels: Sendable, Hashable {
  case numbered(from: Int, count: Int)
  case named([String])

  public var count: Int {
    switch self {
    case .numbered(_, let count): count
    case .named(let names): names.count
    }
  }

  public subscript(index: Int) -> String {
    switch self {
    case .numbered(let first, _): String(first + index)
    case .named(let names): names[index]
    }
  }

  /// The index of the site or cell that the file calls `label`.
  public func index(of label: String) -> Int? {
    switch self {
    case .numbered(let first, let count):
      Int(label).flatMap { (first..<(first + count)).contains($0) ? $0 - first : nil }
    case .named(let names): names.firstIndex(of: label)
    }
  }
}

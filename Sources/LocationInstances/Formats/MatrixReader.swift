// SPDX-License-Identifier: Apache-2.0

public import Foundation

/// A table of distances as comma-separated text, in one of two shapes.
///
/// Wide: a row a cell. The first column names the cell, a column `demand` (or `weight`, `population`)
/// holds its demand, each other column is a site with its name in the header.
///
/// Long: a row a pair, told by its column `distance`. Columns `site` (or `name`, `facility`), `cell` (or
/// `destinationname`, `client`), `distance`, and `demand` of the cell. Every pair stands there once.
///
/// Without a column for it, each cell's demand is 1. Upper and lower case are the same in the header.
public enum MatrixReader {
  static let demandNames = ["demand", "weight", "population"]

  public static func read(_ url: URL) throws(InstanceError) -> LocationInstance {
    let columns = try ColumnFile(url)
    return columns.position(of: ["distance"]) == nil ? try wide(columns) : try long(columns)
  }

  private static func wide(_ columns: ColumnFile) throws(InstanceError) -> LocationInstance {
    var columns = columns
    let demandPosition = columns.position(of: demandNames)
    let sitePositions = columns.names.indices.filter { $0 != 0 && $0 != demandPosition }
    if sitePositions.isEmpty {
      throw InstanceError(
        file: columns.file, line: 1, field: "header",
        .missingColumns(missing: ["a column for each site"], found: columns.names))
    }
    var cells = LabelIndex()
    var demand: [Double] = []
    var table: [Double] = []
    while try columns.nextRow() {
      let name = try columns.label(0)
      if let known = cells[name] {
        throw columns.error(0, .duplicate(found: name, firstLine: cells.lines[known]))
      }
      _ = cells.insert(name, line: columns.line)
      demand.append(
        try demandPosition.map { position throws(InstanceError) in try columns.amount(position) }
          ?? 1)
      for position in sitePositions { table.append(try columns.amount(position)) }
    }
    return try instance(
      columns, sites: sitePositions.map { columns.names[$0] }, cells: cells, demand, table)
  }

  private static func long(_ columns: ColumnFile) throws(InstanceError) -> LocationInstance {
    var columns = columns
    let sitePosition = try columns.requiredPosition(of: ["site", "name", "facility"])
    let cellPosition = try columns.requiredPosition(of: ["cell", "destinationname", "client"])
    let distancePosition = try columns.requiredPosition(of: ["distance"])
    let demandPosition = columns.position(of: demandNames)
    var (sites, cells) = (LabelIndex(), LabelIndex())
    var demand: [Double] = []
    var pairs: [(site: Int, cell: Int, distance: Double, line: Int)] = []
    while try columns.nextRow() {
      let site = sites.insert(try columns.label(sitePosition), line: columns.line)
      let cell = cells.insert(try columns.label(cellPosition), line: columns.line)
      let amount =
        try demandPosition.map { position throws(InstanceError) in try columns.amount(position) }
        ?? 1
      if cell == demand.count { demand.append(amount) }
      if let demandPosition, demand[cell] != amount {
        throw columns.error(
          demandPosition,
          .malformed(
            found: "\(amount)", expected: "\(demand[cell]), as in line \(cells.lines[cell])"))
      }
      pairs.append((site, cell, try columns.amount(distancePosition), columns.line))
    }
    return try instance(
      columns, sites: sites.names, cells: cells, demand,
      try table(pairs, columns.file, sites: sites, cells: cells))
  }

  private static func table(
    _ pairs: [(site: Int, cell: Int, distance: Double, line: Int)], _ file: String,
    sites: LabelIndex, cells: LabelIndex
  ) throws(InstanceError) -> [Double] {
    var table = [Double](repeating: 0, count: sites.names.count * cells.names.count)
    var lines = [Int32](repeating: 0, count: table.count)
    for pair in pairs {
      let index = pair.cell * sites.names.count + pair.site
      if lines[index] > 0 {
        let name = "\(sites.names[pair.site]) to \(cells.names[pair.cell])"
        throw InstanceError(
          file: file, line: pair.line, field: "pair",
          .duplicate(found: name, firstLine: Int(lines[index])))
      }
      table[index] = pair.distance
      lines[index] = Int32(pair.line)
    }
    if let hole = lines.firstIndex(of: 0) {
      throw InstanceError(
        file: file, field: "pairs",
        .missingPair(
          site: sites.names[hole % sites.names.count], cell: cells.names[hole / sites.names.count]))
    }
    return table
  }

  private static func instance(
    _ columns: ColumnFile, sites: [String], cells: LabelIndex, _ demand: [Double],
    _ table: [Double]
  ) throws(InstanceError) -> LocationInstance {
    if demand.isEmpty { throw InstanceError(file: columns.file, line: 1, field: "rows", .ended) }
    let whole = try WholeDemand(demand, file: columns.file)
    return LocationInstance(
      file: columns.file, sites: .named(sites), cells: .named(cells.names), demand: whole.values,
      demandScale: whole.scale, geometry: .table(table))
  }
}

// SPDX-License-Identifier: Apache-2.0

public import Foundation

/// A street network as comma-separated text; distances are shortest paths, edges lead both ways.
///
/// Edges: columns `from`, `to` (or `from_junction`, `to_junction`), `length` (or `distance`, `cost`).
///
/// Nodes, in a file of their own if wanted: `node` (or `junction`, `id`); `demand` (or `incident_rate`,
/// `weight`, `population`), 1 without it; `site` with 1 where a site may be, everywhere without it;
/// `group` (or `area`); `x` and `y`, from which edges without a length get the straight one.
///
/// Without a file of nodes the nodes are the ends of the edges. Upper and lower case are the same in
/// headers.
public enum EdgesReader {
  public static func read(_ url: URL, nodes: URL? = nil) throws(InstanceError) -> LocationInstance {
    var network = try nodes.map { url throws(InstanceError) in try NodeFile(url) } ?? NodeFile()
    let edges = try readEdges(url, &network, isComplete: nodes != nil)
    let file = url.lastPathComponent
    let count = network.labels.names.count
    if count == 0 { throw InstanceError(file: file, line: 1, field: "rows", .ended) }
    let demand = try WholeDemand(network.demand, file: nodes?.lastPathComponent ?? file)
    let labels = Labels.named(network.labels.names)
    let sites = (0..<count).filter { network.isSite[$0] }
    if sites.isEmpty {
      throw InstanceError(
        file: nodes?.lastPathComponent ?? file, field: "site",
        .wrongCount(found: 0, expected: 1))
    }
    let table = try NetworkTable.distances(
      ShortestPaths(nodeCount: count, edges: edges), labels: labels, file: file, to: sites)
    return LocationInstance(
      file: file, sites: .named(sites.map { network.labels.names[$0] }), cells: labels,
      demand: demand.values, demandScale: demand.scale, geometry: .table(table),
      groupNames: network.groupNames.names,
      siteGroups: network.groups.isEmpty ? [] : sites.map { network.groups[$0] },
      cellGroups: network.groups)
  }

  private static func readEdges(
    _ url: URL, _ network: inout NodeFile, isComplete: Bool
  ) throws(InstanceError) -> [(from: Int, to: Int, length: Double)] {
    var columns = try ColumnFile(url)
    let ends = [
      try columns.requiredPosition(of: ["from", "from_junction", "from_node"]),
      try columns.requiredPosition(of: ["to", "to_junction", "to_node"]),
    ]
    let lengthNames = ["length", "distance", "cost"]
    let length =
      network.hasPlaces
      ? columns.position(of: lengthNames) : try columns.requiredPosition(of: lengthNames)
    var edges: [(from: Int, to: Int, length: Double)] = []
    var firstLine: [[Int]: Int] = [:]
    while try columns.nextRow() {
      var nodes: [Int] = []
      for end in ends {
        let label = try columns.label(end)
        if isComplete && network.labels[label] == nil {
          throw columns.error(end, .unknown(found: label))
        }
        nodes.append(network.node(label, line: columns.line))
      }
      let key = nodes.sorted()
      if let known = firstLine[key] {
        let name = key.map { network.labels.names[$0] }.joined(separator: " to ")
        throw columns.error(ends[0], .duplicate(found: name, firstLine: known))
      }
      firstLine[key] = columns.line
      let direct = network.straight(nodes[0], nodes[1])
      let given = try length.map { position throws(InstanceError) in try columns.amount(position) }
      edges.append((nodes[0], nodes[1], given ?? direct))
    }
    return edges
  }
}

/// What is known of the nodes of a network.
private struct NodeFile {
  var labels = LabelIndex()
  var demand: [Double] = []
  var isSite: [Bool] = []
  var groups: [Int32] = []
  var groupNames = LabelIndex()
  private var x: [Double] = []
  private var y: [Double] = []

  init() {}

  init(_ url: URL) throws(InstanceError) {
    var columns = try ColumnFile(url)
    let name = try columns.requiredPosition(of: ["node", "junction", "id"])
    let demandPosition = columns.position(of: ["incident_rate"] + MatrixReader.demandNames)
    let sitePosition = columns.position(of: ["site"])
    let groupPosition = columns.position(of: ["group", "area"])
    let places = (columns.position(of: ["x"]), columns.position(of: ["y"]))
    while try columns.nextRow() {
      let label = try columns.label(name)
      if let known = labels[label] {
        throw columns.error(name, .duplicate(found: label, firstLine: labels.lines[known]))
      }
      _ = labels.insert(label, line: columns.line)
      demand.append(
        try demandPosition.map { position throws(InstanceError) in try columns.amount(position) }
          ?? 1)
      isSite.append(
        try sitePosition.map { position throws(InstanceError) in try Self.flag(columns, position) }
          ?? true)
      if let groupPosition {
        let group = groupNames.insert(try columns.label(groupPosition), line: columns.line)
        groups.append(Int32(group))
      }
      if let column = places.0, let row = places.1 {
        x.append(try columns.number(column))
        y.append(try columns.number(row))
      }
    }
  }

  var hasPlaces: Bool { !x.isEmpty }

  mutating func node(_ label: String, line: Int) -> Int {
    let index = labels.insert(label, line: line)
    if index == demand.count {
      demand.append(1)
      isSite.append(true)
    }
    return index
  }

  func straight(_ from: Int, _ to: Int) -> Double {
    guard hasPlaces else { return 0 }
    let (dx, dy) = (x[from] - x[to], y[from] - y[to])
    return (dx * dx + dy * dy).squareRoot()
  }

  private static func flag(_ columns: ColumnFile, _ position: Int) throws(InstanceError) -> Bool {
    switch columns.text(position) {
    case "1": return true
    case "0": return false
    case let other: throw columns.error(position, .malformed(found: other, expected: "0 or 1"))
    }
  }
}

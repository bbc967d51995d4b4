// SPDX-License-Identifier: Apache-2.0

public import Foundation

/// OR-Library p-median files (Beasley 1985): `n m p`, then `m` edges `from to cost` with nodes from 1.
///
/// Of an edge that stands there several times the last cost counts. Every node is a site and a cell of
/// demand 1; distances are shortest paths.
public enum OrlibReader {
  public static func read(_ url: URL) throws(InstanceError) -> LocationInstance {
    var scanner = try NumberScanner(url)
    let nodeCount = try scanner.count("n")
    if nodeCount == 0 || nodeCount > 60_000 {
      throw scanner.error("n", .outOfRange(found: "\(nodeCount)", least: "1", most: "60000"))
    }
    let edgeCount = try scanner.count("m")
    let limit = try scanner.count("p")
    if limit == 0 || limit > nodeCount {
      throw scanner.error("p", .outOfRange(found: "\(limit)", least: "1", most: "\(nodeCount)"))
    }
    let edges = try readEdges(&scanner, nodeCount, edgeCount)
    let labels = Labels.numbered(from: 1, count: nodeCount)
    return LocationInstance(
      file: scanner.file, sites: labels, cells: labels,
      demand: [Int64](repeating: 1, count: nodeCount),
      geometry: .table(
        try NetworkTable.distances(
          ShortestPaths(nodeCount: nodeCount, edges: edges), labels: labels, file: scanner.file,
          to: Array(0..<nodeCount))),
      limit: limit)
  }

  private static func readEdges(
    _ scanner: inout NumberScanner, _ nodeCount: Int, _ edgeCount: Int
  ) throws(InstanceError) -> [(from: Int, to: Int, length: Double)] {
    var edges: [(from: Int, to: Int, length: Double)] = []
    var positionOf: [[Int]: Int] = [:]
    for _ in 0..<edgeCount {
      let from = try node(&scanner, "from of edge", nodeCount)
      let to = try node(&scanner, "to of edge", nodeCount)
      let cost = try scanner.number("cost of edge")
      if cost < 0 { throw scanner.error("cost of edge", .negative(found: "\(cost)")) }
      let key = [min(from, to), max(from, to)]
      if let known = positionOf[key] {
        edges[known].length = cost
      } else {
        positionOf[key] = edges.count
        edges.append((from, to, cost))
      }
    }
    if try scanner.hasMore() {
      let rest = try scanner.text("end of file")
      throw scanner.error(
        "end of file", .malformed(found: rest, expected: "nothing after \(edgeCount) edges"))
    }
    return edges
  }

  private static func node(
    _ scanner: inout NumberScanner, _ field: String, _ nodeCount: Int
  ) throws(InstanceError) -> Int {
    let number = try scanner.integer(field)
    guard (1...nodeCount).contains(number) else {
      throw scanner.error(
        field, .outOfRange(found: "\(number)", least: "1", most: "\(nodeCount)"))
    }
    return number - 1
  }
}

// SPDX-License-Identifier: Apache-2.0

/// A graph split into districts.
public struct Districts: Sendable, Hashable {
  /// By node, its district.
  public let district: [Int32]
  /// By district, the node nearest to its work.
  public let centers: [Int]
  /// By district, the sum of its workload.
  public let loads: [Int64]
  /// Workload times distance to the centre within the district, summed; what is joined without an
  /// edge counts no distance.
  public let weightedDistance: Int64
  /// Nodes that lie in a part of the graph without a centre of its own and were joined to a
  /// district that no edge leads to.
  public let joinedNodes: [Int]

  /// The greatest |load - mean load|, as a share of the mean load; 0 if there is no load.
  public var maximumDeviation: Double {
    let mean = Double(loads.reduce(0, +)) / Double(max(1, loads.count))
    if mean == 0 { return 0 }
    return loads.map { abs(Double($0) - mean) / mean }.max() ?? 0
  }

  public func nodes(of district: Int) -> [Int] {
    self.district.indices.filter { self.district[$0] == Int32(district) }
  }
}

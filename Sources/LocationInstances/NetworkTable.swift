// SPDX-License-Identifier: Apache-2.0

/// The distances from all nodes of a network to some of them.
enum NetworkTable {
  /// Row-major by node. Throws if some node cannot be reached from the first one.
  static func distances(
    _ paths: ShortestPaths, labels: Labels, file: String, to sites: [Int]
  ) throws(InstanceError) -> [Double] {
    let first = paths.distances(from: 0)
    if let apart = first.firstIndex(of: .infinity) {
      throw InstanceError(
        file: file, field: "edges",
        .disconnected(
          from: labels[0], unreached: labels[apart], count: first.count { $0 == .infinity }))
    }
    var table = [Double](repeating: 0, count: labels.count * sites.count)
    for (position, site) in sites.enumerated() {
      let column = paths.distances(from: site)
      for node in column.indices { table[node * sites.count + position] = column[node] }
    }
    return table
  }
}

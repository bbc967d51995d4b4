// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Driving times from each of some places to each of others: a flat table of milliseconds.
public struct TravelTimes: Sendable {
  public let sources: [ID<Junction>]
  public let targets: [ID<Junction>]
  /// Row by row, a row a source; `Int32.max` where the target is beyond the limit.
  public let table: [Int32]

  public static let unreachable = Int32.max

  /// - Parameter limit: Milliseconds beyond which a target counts as unreachable.
  /// - Complexity: One bounded search a source.
  public init(
    _ graph: TravelGraph, from sources: [ID<Junction>], to targets: [ID<Junction>],
    limit: Int64 = ShortestPaths.noLimit
  ) {
    var paths = ShortestPaths(graph)
    var table: [Int32] = []
    table.reserveCapacity(sources.count * targets.count)
    for source in sources {
      // One below, so that the table's mark stays free.
      paths.search(from: source, limit: min(limit, ShortestPaths.noLimit - 1))
      for target in targets {
        table.append(paths.milliseconds(to: target).map(Int32.init) ?? Self.unreachable)
      }
    }
    self.sources = sources
    self.targets = targets
    self.table = table
  }

  /// Milliseconds from the source at one position to the target at another.
  public subscript(source: Int, target: Int) -> Int64? {
    let time = table[source * targets.count + target]
    return time == Self.unreachable ? nil : Int64(time)
  }
}

// SPDX-License-Identifier: Apache-2.0

/// What the first, second, … site that covers a cell is worth for each unit of its demand.
///
/// Maximal covering has the levels `[1]`; expected coverage has falling ones (Daskin 1983); two sites needed
/// is `[0, 1]`.
struct CoverLevels: Sendable {
  /// Each 0 or more; sites beyond the last are worth nothing.
  let values: [Int64]
  /// Whether no level is above the one before, so that covering splits into one step for each site.
  let isFalling: Bool

  init(_ values: [Int64]) {
    self.values = values
    isFalling = zip(values, values.dropFirst()).allSatisfy { $0 >= $1 }
  }

  static let once = CoverLevels([1])

  /// Covers beyond this many change nothing.
  var count: Int { values.count }

  /// What one more site adds where `covers` are there.
  @inline(__always)
  func step(_ covers: Int32) -> Int64 {
    Int(covers) < values.count ? values[Int(covers)] : 0
  }

  /// What so many sites are worth together.
  func worth(_ covers: Int) -> Int64 { values.prefix(covers).reduce(0, +) }
}

extension CoverTable {
  /// The worth of `sites` together, by how many of them cover each cell.
  func worth(of sites: [Int], _ levels: CoverLevels) -> Int64 {
    var covers = [Int32](repeating: 0, count: cellCount)
    var sum: Int64 = 0
    for site in sites {
      for cell in cells(of: site) {
        sum += demand[Int(cell)] * levels.step(covers[Int(cell)])
        covers[Int(cell)] += 1
      }
    }
    return sum
  }
}

// SPDX-License-Identifier: Apache-2.0

/// Lists of numbered neighbours with their distances, in flat columns.
struct NeighbourLists {
  private(set) var offsets: [Int32] = [0]
  private(set) var index: [Int32] = []
  private(set) var distance: [Int32] = []

  var count: Int { offsets.count - 1 }

  @inline(__always)
  func range(_ list: Int) -> Range<Int> { Int(offsets[list])..<Int(offsets[list + 1]) }

  /// What `append` takes: sorting such keys sorts by distance, ties by number.
  static func key(_ distance: Int32, _ index: Int) -> UInt64 {
    UInt64(distance) << 32 | UInt64(index)
  }

  static func distance(of key: UInt64) -> Int64 { Int64(key >> 32) }

  mutating func append(_ keys: [UInt64]) {
    for key in keys {
      index.append(Int32(truncatingIfNeeded: key & 0xFFFF_FFFF))
      distance.append(Int32(truncatingIfNeeded: key >> 32))
    }
    offsets.append(Int32(index.count))
  }

  /// For each number below `count`, the lists that hold it, ascending.
  func transposed(count: Int) -> NeighbourLists {
    var flipped = NeighbourLists()
    flipped.offsets = [Int32](repeating: 0, count: count + 1)
    for item in index { flipped.offsets[Int(item) + 1] += 1 }
    for item in 0..<count { flipped.offsets[item + 1] += flipped.offsets[item] }
    var next = flipped.offsets
    flipped.index = [Int32](repeating: 0, count: index.count)
    flipped.distance = flipped.index
    for list in 0..<self.count {
      for entry in range(list) {
        let place = Int(next[Int(index[entry])])
        next[Int(index[entry])] += 1
        flipped.index[place] = Int32(list)
        flipped.distance[place] = distance[entry]
      }
    }
    return flipped
  }
}

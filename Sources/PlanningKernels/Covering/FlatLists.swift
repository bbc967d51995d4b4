// SPDX-License-Identifier: Apache-2.0

/// Lists of small integers in two flat columns.
struct FlatLists: Sendable {
  private(set) var offsets: [Int32] = [0]
  private(set) var items: [Int32] = []

  init(_ lists: [[Int32]]) {
    items.reserveCapacity(lists.reduce(0) { $0 + $1.count })
    for list in lists {
      items += list
      offsets.append(Int32(items.count))
    }
  }

  private init(offsets: [Int32], items: [Int32]) {
    self.offsets = offsets
    self.items = items
  }

  var count: Int { offsets.count - 1 }

  func range(_ index: Int) -> Range<Int> { Int(offsets[index])..<Int(offsets[index + 1]) }

  subscript(index: Int) -> ArraySlice<Int32> { items[range(index)] }

  /// For each item below `count`, the lists that hold it, ascending.
  func transposed(count: Int) -> FlatLists {
    var offsets = [Int32](repeating: 0, count: count + 1)
    for item in items { offsets[Int(item) + 1] += 1 }
    for index in 0..<count { offsets[index + 1] += offsets[index] }
    var next = offsets
    var flipped = [Int32](repeating: 0, count: items.count)
    for list in 0..<self.count {
      for item in self[list] {
        flipped[Int(next[Int(item)])] = Int32(list)
        next[Int(item)] += 1
      }
    }
    return FlatLists(offsets: offsets, items: flipped)
  }
}

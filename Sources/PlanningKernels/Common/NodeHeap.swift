// SPDX-License-Identifier: Apache-2.0

/// A binary heap of nodes by distance, ties by node. Old entries stay and are skipped when popped.
struct NodeHeap {
  private struct Item {
    var key: Int64
    var node: Int32

    @inline(__always)
    func precedes(_ other: Item) -> Bool {
      key < other.key || (key == other.key && node < other.node)
    }
  }

  private var items: [Item] = []

  mutating func push(_ key: Int64, _ node: Int) {
    let item = Item(key: key, node: Int32(truncatingIfNeeded: node))
    items.append(item)
    var index = items.count - 1
    while index > 0 {
      let above = (index - 1) / 2
      if !item.precedes(items[above]) { break }
      items[index] = items[above]
      index = above
    }
    items[index] = item
  }

  mutating func pop() -> (key: Int64, node: Int)? {
    guard let first = items.first, let last = items.popLast() else { return nil }
    if !items.isEmpty { sink(last) }
    return (first.key, Int(first.node))
  }

  /// Puts `item` in the empty place at the top.
  private mutating func sink(_ item: Item) {
    var index = 0
    while true {
      var child = 2 * index + 1
      if child >= items.count { break }
      if child + 1 < items.count && items[child + 1].precedes(items[child]) { child += 1 }
      if !items[child].precedes(item) { break }
      items[index] = items[child]
      index = child
    }
    items[index] = item
  }
}

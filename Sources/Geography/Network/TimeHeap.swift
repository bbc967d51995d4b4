// SPDX-License-Identifier: Apache-2.0

/// The junctions a search has yet to settle, the nearest first; ties by the lower number.
///
/// Time and junction share one integer (31 bits each), so that one comparison orders both.
struct TimeHeap: Sendable {
  private var keys: [UInt64] = []

  mutating func removeAll() { keys.removeAll(keepingCapacity: true) }

  mutating func insert(time: Int64, junction: Int) {
    let key = UInt64(time) << 32 | UInt64(junction)
    keys.append(key)
    var child = keys.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard key < keys[parent] else { break }
      keys[child] = keys[parent]
      child = parent
    }
    keys[child] = key
  }

  mutating func removeFirst() -> (time: Int64, junction: Int)? {
    guard let first = keys.first, let last = keys.popLast() else { return nil }
    if !keys.isEmpty { sink(last) }
    return (Int64(first >> 32), Int(first & 0xFFFF_FFFF))
  }

  /// Puts a key in the place of the removed root.
  private mutating func sink(_ key: UInt64) {
    var parent = 0
    while true {
      var child = parent * 2 + 1
      guard child < keys.count else { break }
      if child + 1 < keys.count, keys[child + 1] < keys[child] { child += 1 }
      guard keys[child] < key else { break }
      keys[parent] = keys[child]
      parent = child
    }
    keys[parent] = key
  }
}

// SPDX-License-Identifier: Apache-2.0

extension Array {
  /// Moves the `count` first of the leading `length` elements, by the strict order `precedes`, to the
  /// front, in no particular order among themselves (Hoare 1961, algorithm 65).
  mutating func moveFirst(
    _ count: Int, ofLeading length: Int, by precedes: (Element, Element) -> Bool
  ) {
    var (low, high) = (0, length - 1)
    while low < high && count <= high {
      let pivot = self[(low + high) / 2]
      var (left, right) = (low, high)
      while left <= right {
        while precedes(self[left], pivot) { left += 1 }
        while precedes(pivot, self[right]) { right -= 1 }
        if left <= right {
          swapAt(left, right)
          left += 1
          right -= 1
        }
      }
      if count - 1 <= right {
        high = right
      } else if count - 1 >= left {
        low = left
      } else {
        return
      }
    }
  }
}

// SPDX-License-Identifier: Apache-2.0

/// The values of a dynamic programme: one block of 32-bit numbers, kept from search to search.
///
/// Every access is checked against the size where it is made, so that the loops need no check of
/// their own and run several numbers at a time.
@safe
final class ValueStore {
  /// More than any path may cost, and far enough below the largest number that adding is safe.
  static let infinity: Int32 = 1 << 30
  private var start: UnsafeMutablePointer<Int32>
  private(set) var size: Int

  init() {
    size = 1 << 16
    unsafe start = .allocate(capacity: size)
  }

  deinit { unsafe start.deallocate() }

  func reserve(_ count: Int) {
    if count <= size { return }
    unsafe start.deallocate()
    size = count + count / 2
    unsafe start = .allocate(capacity: size)
  }

  func fill(_ range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= size)
    unsafe (start + range.lowerBound).update(repeating: Self.infinity, count: range.count)
  }

  subscript(place: Int) -> Int32 {
    get {
      precondition(place >= 0 && place < size)
      return unsafe start[place]
    }
    set {
      precondition(place >= 0 && place < size)
      unsafe start[place] = newValue
    }
  }

  /// target[i] = min(target[i], source[i] + cost). The two ranges do not overlap.
  func relax(from source: Int, to target: Int, count: Int, cost: Int32) {
    if count <= 0 { return }
    precondition(source >= 0 && target >= 0 && source + count <= size && target + count <= size)
    let from = unsafe start + source
    let to = unsafe start + target
    for index in 0..<count {
      let value = unsafe from[index] &+ cost
      unsafe to[index] = min(to[index], value)
    }
  }

  /// Places of the smallest value of a range, and that value.
  func minimum(_ range: Range<Int>) -> (place: Int, value: Int32) {
    precondition(range.lowerBound >= 0 && range.upperBound <= size)
    var best = (place: range.lowerBound, value: Int32.max)
    for place in range where unsafe start[place] < best.value {
      best = unsafe (place, start[place])
    }
    return best
  }
}

// SPDX-License-Identifier: Apache-2.0

/// A set of the 192 quarters of an hour of a day and the one after it, into which a night runs.
struct SlotBits: Hashable, Sendable {
  static let count = 192

  private var low: UInt64 = 0
  private var middle: UInt64 = 0
  private var high: UInt64 = 0

  mutating func insert(_ slots: Range<Int>) {
    for slot in slots {
      switch slot >> 6 {
      case 0: low |= 1 << UInt64(slot & 63)
      case 1: middle |= 1 << UInt64(slot & 63)
      default: high |= 1 << UInt64(slot & 63)
      }
    }
  }

  func contains(_ slot: Int) -> Bool {
    let word = slot >> 6 == 0 ? low : slot >> 6 == 1 ? middle : high
    return word & (1 << UInt64(slot & 63)) != 0
  }

  var isEmpty: Bool { low | middle | high == 0 }
  var size: Int { low.nonzeroBitCount + middle.nonzeroBitCount + high.nonzeroBitCount }

  func intersection(_ other: Self) -> Self {
    var both = self
    both.low &= other.low
    both.middle &= other.middle
    both.high &= other.high
    return both
  }

  mutating func formUnion(_ other: Self) {
    low |= other.low
    middle |= other.middle
    high |= other.high
  }

  /// Unbroken runs of slots, in order.
  var runs: [Range<Int>] {
    var runs: [Range<Int>] = []
    var start: Int?
    for slot in 0..<Self.count {
      if contains(slot) {
        start = start ?? slot
      } else if let from = start {
        runs.append(from..<slot)
        start = nil
      }
    }
    if let from = start { runs.append(from..<Self.count) }
    return runs
  }
}

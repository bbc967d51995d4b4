// SPDX-License-Identifier: Apache-2.0

/// The radii between what is disproven and what is reached, and which one to try next.
///
/// The interval is halved. A radius that could not be decided with the effort at hand is passed over:
/// first the reach above it is improved, then the bound below it. When only such radii are left,
/// they are tried again with more effort.
struct RadiusInterval {
  /// No choice has a smaller radius.
  private(set) var low: Int32
  /// The radius of `sites`.
  private(set) var high: Int32
  private(set) var sites: [Int]
  /// Relaxations that one decision may take.
  private(set) var effort = 2000
  private var undecided: ClosedRange<Int32>?

  init(low: Int32, high: Int32, sites: [Int]) {
    self.low = low
    self.high = high
    self.sites = sites
  }

  /// Nil if nothing is left to decide.
  mutating func next() -> Int32? {
    if low >= high { return nil }
    if let undecided {
      if undecided.upperBound + 1 < high {
        return undecided.upperBound + (high - undecided.upperBound) / 2
      }
      if low < undecided.lowerBound { return low + (undecided.lowerBound - low) / 2 }
      effort = effort > Int.max / 4 ? Int.max : effort * 4
      self.undecided = nil
    }
    return low + (high - low) / 2
  }

  mutating func reached(_ sites: [Int], within radius: Int32) {
    self.sites = sites
    high = radius
    forgetOutside()
  }

  mutating func raise(to radius: Int32) {
    low = radius
    forgetOutside()
  }

  mutating func leaveOpen(_ radius: Int32) {
    let known = undecided ?? radius...radius
    undecided = min(known.lowerBound, radius)...max(known.upperBound, radius)
  }

  private mutating func forgetOutside() {
    guard let known = undecided else { return }
    let (from, to) = (max(known.lowerBound, low), min(known.upperBound, high - 1))
    undecided = from <= to ? from...to : nil
  }
}

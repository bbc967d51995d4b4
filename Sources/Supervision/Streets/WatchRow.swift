// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation

/// One street on one day in one mode: when the plan promises police there.
struct WatchRow: Hashable, Sendable {
  /// Position of the street and mode in `StreetWatch.cells`.
  var cell: Int
  /// The slots promised.
  var wanted = SlotBits()
  /// The whole windows in which it is promised at all, from which intervals are measured.
  var watched = SlotBits()
  /// Near a post or checkpoint, where somebody stands all the time.
  var isFixed = false
}

/// What the slots in which a street was seen say of one row.
struct WatchMeasure: Hashable, Sendable {
  var slots: Int64 = 0
  var seen: Int64 = 0
  /// Slots without police between two visits.
  var gaps: [Int] = []
  /// The longest stretch of slots without police, the windows' edges counted.
  var longestGap = 0
  /// Chance of seeing police × slots watched, in millionths.
  var chance: Int64 = 0
  var watchedSlots: Int64 = 0
}

extension WatchRow {
  /// - Parameter exposureMinutes: T of the chance 1 − exp(−T/h).
  func measure(_ seen: SlotBits, exposureMinutes: Double) -> WatchMeasure {
    var measure = WatchMeasure()
    measure.slots = Int64(wanted.size)
    measure.seen = Int64(wanted.intersection(seen).size)
    for window in watched.runs {
      let visits = window.filter(seen.contains)
      measure.watchedSlots += Int64(window.count)
      measure.count(visits, in: window)
      measure.chance += chance(visits, in: window, exposureMinutes)
    }
    return measure
  }

  /// The share of slots with police at a fixed place; elsewhere 1 − exp(−T/h), h the mean time
  /// between passes.
  private func chance(_ visits: [Int], in window: Range<Int>, _ exposure: Double) -> Int64 {
    if isFixed { return Int64(visits.count) * 1_000_000 }
    let passes = visits.indices.count { $0 == 0 || visits[$0] > visits[$0 - 1] + 1 }
    guard passes > 0 else { return 0 }
    let headway = Double(window.count * 15) / Double(passes)
    return Int64(((1 - exp(-exposure / headway)) * 1_000_000).rounded()) * Int64(window.count)
  }
}

extension WatchMeasure {
  fileprivate mutating func count(_ visits: [Int], in window: Range<Int>) {
    guard let first = visits.first, let last = visits.last else {
      longestGap = max(longestGap, window.count)
      return
    }
    longestGap = max(longestGap, first - window.lowerBound, window.upperBound - 1 - last)
    for (earlier, later) in zip(visits, visits.dropFirst()) where later > earlier + 1 {
      gaps.append(later - earlier - 1)
      longestGap = max(longestGap, later - earlier - 1)
    }
  }
}

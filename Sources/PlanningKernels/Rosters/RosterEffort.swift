// SPDX-License-Identifier: Apache-2.0

import HiGHS

/// When a search has to end.
struct RosterEffort {
  var deadline: ContinuousClock.Instant
  var stop: HiGHSStop

  var isSpent: Bool { stop.isStopped || ContinuousClock.now >= deadline }

  /// Ends after a part of what is left.
  func part(_ share: Double) -> RosterEffort {
    let now = ContinuousClock.now
    let left = max(.zero, deadline - now)
    return RosterEffort(deadline: now + left * share, stop: stop)
  }
}

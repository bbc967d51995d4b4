// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Ends solves from elsewhere: hand one to a solve, call `stop()` from any thread or task.
///
/// HiGHS looks at it between steps of its search, so a large root relaxation may run on for a while.
/// A stopped solve answers with the best it has.
public final class HiGHSStop: Sendable {
  private let flag = Atomic<Bool>(false)

  public init() {}

  public var isStopped: Bool { flag.load(ordering: .relaxed) }

  public func stop() { flag.store(true, ordering: .relaxed) }
}

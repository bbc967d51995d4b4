// SPDX-License-Identifier: Apache-2.0

import CPSAT

/// Ends a search for better rosters from elsewhere: what has a roster keeps the best found, what has
/// none yet gets its first.
public struct RosterStop: Sendable {
  let search = CPStop()

  public init() {}

  public func stop() { search.stop() }
  public var isStopped: Bool { search.isStopped }
}

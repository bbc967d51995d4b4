// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Operations

/// The newest fix of each holder, kept from look to look: every phone that asks for its day needs it.
actor TerminalWatch {
  private let tracking: LiveTracking
  private var change: Int64 = 0
  private var holders: [DutyModel.ID<TrackedTerminal>: String] = [:]
  private var newest: [String: Fix] = [:]
  private var lookedUp: ContinuousClock.Instant?

  /// A terminal may be given to somebody else.
  private static let lookUpInterval = Duration.seconds(30)

  init(_ tracking: LiveTracking) { self.tracking = tracking }

  func signs() async throws(TrackingError) -> TerminalSigns {
    let isOld = lookedUp.map { .now - $0 > Self.lookUpInterval } ?? true
    let moved = tracking.desk.movement(after: change).fixes
    if isOld || moved.contains(where: { holders[$0.terminal] == nil }) {
      let terminals = try await tracking.directory.terminals()
      holders = Dictionary(terminals.map { ($0.id, $0.holder) }) { first, _ in first }
      (newest, change, lookedUp) = ([:], 0, .now)
    }
    let movement = tracking.desk.movement(after: change)
    for fix in movement.fixes {
      guard let holder = holders[fix.terminal] else { continue }
      if let known = newest[holder], known.received > fix.received { continue }
      newest[holder] = fix
    }
    change = movement.change
    return TerminalSigns(newest, at: .now)
  }
}

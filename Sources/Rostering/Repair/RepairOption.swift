// SPDX-License-Identifier: Apache-2.0

import CPSAT
import DutyModel

/// One way to deal with one open row.
struct RepairOption {
  enum Kind {
    /// Nobody stands in: no rule asks for it.
    case drop
    /// Nobody can: the row stays open, at a price beyond all others.
    case leaveOpen
    case assign(DutyCandidate)
    /// As above, and a row of theirs is opened in turn.
    case exchange(DutyCandidate, for: RosteredDuty)
  }

  var row: RosteredDuty
  var kind: Kind
  var literal: CPLiteral

  /// One change for one person outweighs all soft rules together; the same shift kept is less of one.
  var price: Int {
    switch kind {
    case .drop: 0
    case .leaveOpen: 10_000_000
    case .assign(let candidate): (candidate.standby == nil ? 10_000 : 3_000) + candidate.points
    case .exchange(let candidate, _): 20_000 + candidate.points
    }
  }

  var taker: DutyCandidate? {
    switch kind {
    case .assign(let candidate), .exchange(let candidate, _): candidate
    case .drop, .leaveOpen: nil
    }
  }

  func apply(to duties: [RosteredDuty]) -> [RosteredDuty] {
    guard let taker else { return duties.filter { $0.id != row.id } }
    return duties.filter { $0.id != taker.standby?.id }.map { duty in
      guard duty.id == row.id else { return duty }
      var taken = duty
      taken.officer = taker.officer
      return taken
    }
  }
}

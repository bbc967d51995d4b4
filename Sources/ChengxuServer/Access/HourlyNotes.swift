// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel
import Synchronization

/// Who was written down within the last hour: a page comes back every few minutes.
final class HourlyNotes: Sendable {
  private static let seconds: Int64 = 3600
  private let last = Mutex<[DutyModel.ID<Account>: Instant]>([:])

  func isNew(_ account: DutyModel.ID<Account>, at now: Instant) -> Bool {
    last.withLock { last in
      if let before = last[account], now.seconds(since: before) < Self.seconds { return false }
      last[account] = now
      return true
    }
  }
}

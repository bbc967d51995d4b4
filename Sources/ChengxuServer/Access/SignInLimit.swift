// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// Slows down whoever tries names and passwords from one address; accounts have a lock of their
/// own (`SignInAttempts`).
actor SignInLimit {
  /// A brigade's office behind one address signs in within a few minutes of the shift's start.
  static let perMinute = 30

  private var counts: [String: Int] = [:]
  private var minute: Int64 = 0

  func allows(_ address: String, at now: Instant) -> Bool {
    let current = now.milliseconds / 60_000
    if current != minute {
      minute = current
      counts = [:]
    }
    counts[address, default: 0] += 1
    return counts[address, default: 0] <= Self.perMinute
  }
}

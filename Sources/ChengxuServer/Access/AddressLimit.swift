// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// Slows down whoever tries too much from one address within a span of time. Accounts have a lock of
/// their own beside it (`SignInAttempts`).
actor AddressLimit {
  /// A brigade's office behind one address signs in within a few minutes of the shift's start.
  static let signInsPerMinute = 30

  private let most: Int
  private let milliseconds: Int64
  private var counts: [String: Int] = [:]
  private var span: Int64 = 0

  init(most: Int, seconds: Int64) {
    self.most = most
    milliseconds = seconds * 1000
  }

  func allows(_ address: String, at now: Instant) -> Bool {
    let current = now.milliseconds / milliseconds
    if current != span {
      span = current
      counts = [:]
    }
    counts[address, default: 0] += 1
    return counts[address, default: 0] <= most
  }
}

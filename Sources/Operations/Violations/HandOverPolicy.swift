// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// The clocks of a hand-over 移交; data, because they are local.
public struct HandOverPolicy: Hashable, Codable, Sendable {
  /// A brigade has at least this long to accept.
  public var leastMinutes: Int
  /// And at most this long, whatever its shift.
  public var mostMinutes: Int
  /// From the hand-over until the case must be decided and closed.
  public var settleWithinMinutes: Int

  public init(leastMinutes: Int, mostMinutes: Int, settleWithinMinutes: Int) {
    self.leastMinutes = leastMinutes
    self.mostMinutes = mostMinutes
    self.settleWithinMinutes = settleWithinMinutes
  }

  /// Accepted within 30 minutes or by the end of the shift, at the latest after 24 hours; settled
  /// within 24 hours, the time in which a measure is reported to the head of the unit. Our defaults.
  public static let standard = Self(
    leastMinutes: 30, mostMinutes: 1440, settleWithinMinutes: 1440)

  /// Until when a case handed over at `instant` must be accepted.
  public func acceptanceDue(handedOver instant: Instant, shiftEnd: Instant) -> Instant {
    let least = instant.adding(seconds: Int64(leastMinutes) * 60)
    let most = instant.adding(seconds: Int64(mostMinutes) * 60)
    return max(least, min(most, shiftEnd))
  }
}

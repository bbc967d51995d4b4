// SPDX-License-Identifier: Apache-2.0

/// What counts as on time, off post and attended; data, because it is local.
public struct AttendancePolicy: Hashable, Codable, Sendable {
  /// An arrival this long after the start is still on time.
  public var onTimeSeconds: Int64
  /// An unexplained absence longer than this is put before a leader.
  public var offPostAfterSeconds: Int64
  /// A duty counts as a person-time 人次 from this percentage of its duration.
  public var attendedPercent: Int

  public init(onTimeSeconds: Int64, offPostAfterSeconds: Int64, attendedPercent: Int) {
    self.onTimeSeconds = onTimeSeconds
    self.offPostAfterSeconds = offPostAfterSeconds
    self.attendedPercent = attendedPercent
  }

  /// 5 minutes, 10 minutes, 50 percent. Our defaults: no national definition was found.
  public static let standard = Self(
    onTimeSeconds: 300, offPostAfterSeconds: 600, attendedPercent: 50)
}

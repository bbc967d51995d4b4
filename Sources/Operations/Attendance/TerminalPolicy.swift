// SPDX-License-Identifier: Apache-2.0

/// What a terminal's track must show to sign its holder in; data, because it is local.
public struct TerminalPolicy: Hashable, Codable, Sendable {
  /// Fixes count from so long before the rostered start.
  public var earliestSeconds: Int64
  /// From the first to the last fix of a stretch within the fence.
  public var runSeconds: Int64
  /// Two fixes further apart than this do not belong to one stretch.
  public var longestGapSeconds: Int64

  public init(earliestSeconds: Int64, runSeconds: Int64, longestGapSeconds: Int64) {
    self.earliestSeconds = earliestSeconds
    self.runSeconds = runSeconds
    self.longestGapSeconds = longestGapSeconds
  }

  /// 15 minutes, 60 seconds, 90 seconds: terminals commonly tell their place every 10 to 60 seconds. Our
  /// defaults: no national definition was found.
  public static let standard = Self(earliestSeconds: 900, runSeconds: 60, longestGapSeconds: 90)
}

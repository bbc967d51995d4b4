// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// What terminals were last heard to say, by whom they belong to: signs of life for attendance.
///
/// Only places that the filters believe count. Terminals keep the real time, also in an exercise:
/// what is told is how long ago something was.
public struct TerminalSigns: Sendable {
  private let newest: [String: Fix]
  private let now: Instant

  /// No terminal is heard.
  public init() { self.init([:], at: Instant(milliseconds: 0)) }

  /// - Parameters:
  ///   - newest: the newest accepted fix of each holder, a plate or a badge number.
  ///   - now: by the clock of terminals.
  public init(_ newest: [String: Fix], at now: Instant) {
    self.newest = newest
    self.now = now
  }

  /// Seconds since a terminal of any of these holders reached the platform; `nil` where none did.
  public func secondsSinceHeard(_ holders: [String]) -> Int64? {
    holders.compactMap { newest[$0] }.map { max(0, now.seconds(since: $0.received)) }.min()
  }

  /// The newest fix of a holder, and how many milliseconds ago its terminal took it.
  public func fix(of holder: String) -> (fix: Fix, millisecondsAgo: Int64)? {
    newest[holder].map { ($0, max(0, now.milliseconds - $0.instant.milliseconds)) }
  }
}

// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// How often a sign-in failed in a row, and until when the account answers nobody.
///
/// After five failures the account is locked for a minute, then for twice as long after each
/// further one, for an hour at most (NIST SP 800-63B §5.2.2 asks for a limit; the steps are ours).
public struct SignInAttempts: Hashable, Codable, Sendable {
  public private(set) var failures = 0
  public private(set) var lockedUntil: Instant?

  static let free = 5
  static let firstLock: Int64 = 60
  static let longestLock: Int64 = 3600

  public init() {}

  public func isLocked(at now: Instant) -> Bool { lockedUntil.map { now < $0 } ?? false }

  mutating func fail(at now: Instant) {
    failures += 1
    guard failures >= Self.free else { return }
    let doublings = min(failures - Self.free, 10)
    let seconds = min(Self.longestLock, Self.firstLock << Int64(doublings))
    lockedUntil = now.adding(seconds: seconds)
  }

  mutating func succeed() { self = SignInAttempts() }
}

// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Somebody who is signed in at one browser or phone.
public struct Session: Hashable, Codable, Sendable {
  /// SHA-256 of the secret in the cookie.
  public let digest: String
  public let account: DutyModel.ID<Account>
  /// What a form or script sends along, so that no other page can act for the person.
  public let formSecret: String
  public let started: Instant
  public var lastSeen: Instant

  /// Ends after this many seconds without a request, and after these in any case: a shift and its
  /// hand-over.
  public static let idleSeconds: Int64 = 2 * 3600
  public static let longestSeconds: Int64 = 14 * 3600
  /// A request within this many seconds of the last one does not write the session again.
  static let grainSeconds: Int64 = 60

  public init(
    digest: String, account: DutyModel.ID<Account>, formSecret: String, started: Instant
  ) {
    self.digest = digest
    self.account = account
    self.formSecret = formSecret
    self.started = started
    lastSeen = started
  }

  public func isOver(at now: Instant) -> Bool {
    now.seconds(since: lastSeen) >= Self.idleSeconds
      || now.seconds(since: started) >= Self.longestSeconds
  }
}

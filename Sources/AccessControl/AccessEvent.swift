// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// One thing that happened at the doors: kept for the auditor, never changed.
public struct AccessEvent: Hashable, Codable, Sendable {
  public enum Kind: String, CaseIterable, Codable, Sendable {
    case accountCreated, accountClosed, accountReopened, rolesChanged
    case passwordChanged, passwordReset
    case secondFactorAdded, secondFactorRemoved
    case signedIn, signInFailed, signInLocked, signedOut
    case tokenCreated, tokenRotated, tokenRevoked
    case webhookAdded, webhookPaused, webhookResumed, webhookReplayed, webhookRemoved
    case webhookRotated, webhookTested
    /// By the program: its receiver took nothing for too long.
    case webhookDisabled
    /// Somebody looks where units are.
    case positionsWatched
    /// Somebody read the way that a terminal went: each reading, with its purpose.
    case trackRead
  }

  public var at: Instant
  public var kind: Kind
  /// Who did it: an account's name, or `console:` and the name of the system's user.
  public var actor: String
  /// The account or token it was done to, or the plate or badge number whose way was read.
  public var subject: String
  /// Reason, address or the like; empty if there is nothing to say.
  public var detail: String

  public init(at: Instant, kind: Kind, actor: String, subject: String, detail: String = "") {
    self.at = at
    self.kind = kind
    self.actor = actor
    self.subject = subject
    self.detail = detail
  }
}

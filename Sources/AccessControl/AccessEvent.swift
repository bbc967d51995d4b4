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
    /// Somebody reads this record.
    case auditRead
    /// Somebody took a part of this record away as a file: each file, with what was asked for.
    case auditExported
    /// Somebody had the chained log of the duty verified, and what came of it.
    case chainCheckBegun, chainCheckIntact, chainCheckBroken, chainCheckFailed
  }

  public var at: Instant
  public var kind: Kind
  /// Who did it: an account's name, or `console:` and the name of the system's user.
  public var actor: String
  /// Whom or what it was done to: of which sort it is, `Kind.subject` says.
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

// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Which events of the record somebody asks for; what is `nil` is not asked about.
public struct AccessEventQuery: Hashable, Sendable {
  /// From here until just before `until`.
  public var from: Instant?
  public var until: Instant?
  public var kinds: Set<AccessEvent.Kind>?
  /// By this account, or done to it; also `console:…` and `system`.
  public var account: String?
  /// Concerning any of these.
  public var parties: AccessParties?
  /// Only events with a lower number: where the page before ended.
  public var before: Int64?
  public var limit: Int

  public init(
    from: Instant? = nil, until: Instant? = nil, kinds: Set<AccessEvent.Kind>? = nil,
    account: String? = nil, parties: AccessParties? = nil, before: Int64? = nil, limit: Int
  ) {
    self.from = from
    self.until = until
    self.kinds = kinds
    self.account = account
    self.parties = parties
    self.before = before
    self.limit = limit
  }
}

/// People as the record knows them: an event concerns them where one of the accounts acted or was acted on, or
/// where the way of one of the holders was read.
public struct AccessParties: Hashable, Sendable {
  public var accounts: Set<String>
  /// Plates and badge numbers.
  public var holders: Set<String>

  public init(accounts: Set<String> = [], holders: Set<String> = []) {
    self.accounts = accounts
    self.holders = holders
  }

  public func intersection(_ other: Self) -> Self {
    Self(
      accounts: accounts.intersection(other.accounts), holders: holders.intersection(other.holders))
  }
}

/// An event with its number in the record, by which pages go on.
public struct NumberedAccessEvent: Hashable, Sendable {
  /// From 1, in the order of recording.
  public var number: Int64
  public var event: AccessEvent

  public init(number: Int64, event: AccessEvent) {
    self.number = number
    self.event = event
  }
}

extension AccessEvent.Kind {
  /// What the subject of an event is the name of.
  public enum Subject: Hashable, Sendable {
    case account
    /// A key's number when it is rotated or revoked, its name when it is made.
    case token
    case webhook
    /// A plate or badge number.
    case holder
    case log
  }

  public var subject: Subject {
    switch self {
    case .accountCreated, .accountClosed, .accountReopened, .rolesChanged, .passwordChanged,
      .passwordReset, .secondFactorAdded, .secondFactorRemoved, .signedIn, .signInFailed,
      .signInLocked, .signedOut, .positionsWatched, .auditRead, .auditExported:
      .account
    case .tokenCreated, .tokenRotated, .tokenRevoked: .token
    case .webhookAdded, .webhookPaused, .webhookResumed, .webhookReplayed, .webhookRemoved,
      .webhookRotated, .webhookTested, .webhookDisabled:
      .webhook
    case .trackRead: .holder
    case .chainCheckBegun, .chainCheckIntact, .chainCheckBroken, .chainCheckFailed: .log
    }
  }
}

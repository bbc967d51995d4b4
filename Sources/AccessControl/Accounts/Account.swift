// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Somebody who may sign in.
public struct Account: Identifiable, Hashable, Sendable {
  public let id: DutyModel.ID<Account>
  /// What is typed at the sign-in.
  public var name: AccountName
  public var displayName: String
  public var roles: Set<Role>
  public var territory: Territory
  public var officer: DutyModel.ID<Officer>?
  public var password: PasswordHash
  /// True until a one-time password has been replaced by one of the person's own.
  public var mustChangePassword: Bool
  public var secondFactor: SecondFactor?
  public var attempts: SignInAttempts
  /// When and why it was closed; nobody signs in to a closed account.
  public var closed: Closure?
  public var created: Instant

  public struct Closure: Hashable, Codable, Sendable {
    public var at: Instant
    public var by: String
    public var reason: String

    public init(at: Instant, by: String, reason: String) {
      self.at = at
      self.by = by
      self.reason = reason
    }
  }

  public init(
    id: DutyModel.ID<Account>, name: AccountName, displayName: String, roles: Set<Role>,
    territory: Territory, officer: DutyModel.ID<Officer>?, password: PasswordHash, created: Instant
  ) {
    self.id = id
    self.name = name
    self.displayName = displayName
    self.roles = roles
    self.territory = territory
    self.officer = officer
    self.password = password
    mustChangePassword = true
    secondFactor = nil
    attempts = SignInAttempts()
    closed = nil
    self.created = created
  }
}

extension Account: Codable {}

extension Account {
  /// The same account with the number that the store gave it.
  public func numbered(_ id: DutyModel.ID<Account>) -> Account {
    var account = Account(
      id: id, name: name, displayName: displayName, roles: roles, territory: territory,
      officer: officer, password: password, created: created)
    account.mustChangePassword = mustChangePassword
    account.secondFactor = secondFactor
    account.attempts = attempts
    account.closed = closed
    return account
  }
}

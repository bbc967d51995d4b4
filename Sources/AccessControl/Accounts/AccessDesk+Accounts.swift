// SPDX-License-Identifier: Apache-2.0

public import DutyModel

extension AccessDesk {
  /// An account together with the password of its first sign-in, which is shown once and not kept.
  public struct NewAccount: Sendable {
    public var account: Account
    public var oneTimePassword: String
  }

  /// What an administrator says of a new account.
  public struct AccountRequest: Sendable {
    public var name: String
    public var displayName: String
    public var roles: Set<Role>
    public var territory: Territory
    public var officer: DutyModel.ID<Officer>?

    public init(
      name: String, displayName: String, roles: Set<Role>, territory: Territory = .detachment,
      officer: DutyModel.ID<Officer>? = nil
    ) {
      self.name = name
      self.displayName = displayName
      self.roles = roles
      self.territory = territory
      self.officer = officer
    }
  }

  public func createAccount(
    _ request: AccountRequest, by actor: String, at now: Instant
  ) async throws(AccessError) -> NewAccount {
    let name = try AccountName(request.name)
    guard !request.roles.isEmpty else { throw .noRoles }
    let password = OneTimePassword.random()
    let account = Account(
      id: 0, name: name, displayName: request.displayName, roles: request.roles,
      territory: request.territory, officer: request.officer,
      password: await passwords.hash(password), created: now)
    let roles = request.roles.map(\.rawValue).sorted().joined(separator: ", ")
    let stored = try await store.add(
      account,
      recording: AccessEvent(
        at: now, kind: .accountCreated, actor: actor, subject: name.text, detail: roles))
    return NewAccount(account: stored, oneTimePassword: password)
  }

  /// The administrator of a system that has no account yet; `nil` if it has one.
  public func createFirstAdministrator(at now: Instant) async throws(AccessError) -> NewAccount? {
    guard try await store.accounts().isEmpty else { return nil }
    do throws(AccessError) {
      return try await createAccount(
        AccountRequest(name: "admin", displayName: "系统管理员", roles: [.administrator]),
        by: "console:first-start", at: now)
    } catch .nameTaken {
      // Another server that started at the same moment was first, and has shown the password.
      return nil
    }
  }

  public func accounts() async throws(AccessError) -> [Account] { try await store.accounts() }

  /// Closes an account and ends its sessions.
  public func close(
    _ name: String, by actor: String, reason: String, at now: Instant
  ) async throws(AccessError) {
    guard reason.contains(where: { !$0.isWhitespace }) else { throw .reasonMissing }
    let account = try await existing(name)
    var next = account
    next.closed = Account.Closure(at: now, by: actor, reason: reason)
    try await store.replace(
      account, with: next,
      recording: AccessEvent(
        at: now, kind: .accountClosed, actor: actor, subject: account.name.text, detail: reason))
    try await store.endSessions(of: account.id)
  }

  /// Changes the roles from the next request on.
  public func setRoles(
    _ roles: Set<Role>, of name: String, by actor: String, at now: Instant
  ) async throws(AccessError) {
    guard !roles.isEmpty else { throw .noRoles }
    let account = try await existing(name)
    var next = account
    next.roles = roles
    let names = roles.map(\.rawValue).sorted().joined(separator: ", ")
    try await store.replace(
      account, with: next,
      recording: AccessEvent(
        at: now, kind: .rolesChanged, actor: actor, subject: account.name.text, detail: names))
  }

  /// A new one-time password; opens a lock and ends the sessions. The second factor stays.
  public func resetPassword(
    of name: String, by actor: String, at now: Instant
  ) async throws(AccessError) -> NewAccount {
    let account = try await existing(name)
    let password = OneTimePassword.random()
    var next = account
    next.password = await passwords.hash(password)
    next.mustChangePassword = true
    next.attempts = SignInAttempts()
    try await store.replace(
      account, with: next,
      recording: AccessEvent(
        at: now, kind: .passwordReset, actor: actor, subject: account.name.text))
    try await store.endSessions(of: account.id)
    return NewAccount(account: next, oneTimePassword: password)
  }

  /// For a phone that was lost.
  public func removeSecondFactor(
    of name: String, by actor: String, reason: String, at now: Instant
  ) async throws(AccessError) {
    guard reason.contains(where: { !$0.isWhitespace }) else { throw .reasonMissing }
    let account = try await existing(name)
    var next = account
    next.secondFactor = nil
    try await store.replace(
      account, with: next,
      recording: AccessEvent(
        at: now, kind: .secondFactorRemoved, actor: actor, subject: account.name.text,
        detail: reason))
  }

  private func existing(_ name: String) async throws(AccessError) -> Account {
    guard let account = try await store.account(named: AccountName(name)) else {
      throw .unknownAccount(name)
    }
    return account
  }
}

// SPDX-License-Identifier: Apache-2.0

public import DutyModel

extension AccessDesk {
  /// What goes back to the browser after a sign-in.
  public struct SignedIn: Sendable {
    public var account: Account
    public var session: Session
    /// For the cookie; not kept.
    public var secret: Secret
  }

  /// Opens a session, or says only that the sign-in failed.
  ///
  /// - Parameters:
  ///   - digits: Of the authenticator, if the account has one.
  ///   - address: Where the request came from, for the record.
  /// - Throws: `.signInFailed`, `.locked`, `.digitsNeeded` (only after the right password).
  public func signIn(
    name: String, password: String, digits: String? = nil, address: String, at now: Instant
  ) async throws(AccessError) -> SignedIn {
    let known = try? AccountName(name)
    let found: Account? =
      if let known { try await store.account(named: known) } else { nil }
    let isRight = await passwords.matches(password, found?.password ?? decoy)
    guard let account = found, account.closed == nil else { throw .signInFailed }
    if account.attempts.isLocked(at: now), let until = account.attempts.lockedUntil {
      throw .locked(until: until)
    }
    var next = account
    guard isRight else { throw try await refuse(account, address, now) }
    if next.secondFactor != nil {
      guard let digits else { throw .digitsNeeded }
      guard next.secondFactor?.accept(digits, at: now) == true else {
        throw try await refuse(account, address, now)
      }
    }
    next.attempts.succeed()
    if next != account { try await store.replace(account, with: next, recording: nil) }
    return try await open(next, address, now)
  }

  /// Counts the failure before it is answered: whoever drops the connection gains no attempt.
  private func refuse(
    _ account: Account, _ address: String, _ now: Instant
  ) async throws(AccessError) -> AccessError {
    var next = account
    next.attempts.fail(at: now)
    let kind: AccessEvent.Kind = next.attempts.isLocked(at: now) ? .signInLocked : .signInFailed
    try await store.replace(
      account, with: next,
      recording: AccessEvent(
        at: now, kind: kind, actor: account.name.text, subject: account.name.text, detail: address))
    return .signInFailed
  }

  private func open(
    _ account: Account, _ address: String, _ now: Instant
  ) async throws(AccessError) -> SignedIn {
    let secret = Secret.random()
    let session = Session(
      digest: secret.digest, account: account.id, formSecret: Secret.random().text, started: now)
    try await store.add(
      session,
      recording: AccessEvent(
        at: now, kind: .signedIn, actor: account.name.text, subject: account.name.text,
        detail: address))
    return SignedIn(account: account, session: session, secret: secret)
  }

  /// The account behind a cookie.
  ///
  /// - Throws: `.sessionOver` also for an account that was closed meanwhile.
  public func resume(
    _ secret: Secret, at now: Instant
  ) async throws(AccessError) -> (account: Account, session: Session) {
    guard case (var session, let account)? = try await store.session(digest: secret.digest),
      !session.isOver(at: now), account.closed == nil
    else { throw .sessionOver }
    if now.seconds(since: session.lastSeen) >= Session.grainSeconds {
      session.lastSeen = now
      try await store.touch(session)
    }
    return (account, session)
  }

  public func signOut(_ secret: Secret, at now: Instant) async throws(AccessError) {
    let (account, session) = try await resume(secret, at: now)
    try await store.endSession(
      digest: session.digest,
      recording: AccessEvent(
        at: now, kind: .signedOut, actor: account.name.text, subject: account.name.text))
  }

  /// Replaces the password and ends every session, so that whoever knew the old one is out.
  public func changePassword(
    of account: Account, from old: String, to new: String, at now: Instant
  ) async throws(AccessError) {
    guard await passwords.matches(old, account.password) else {
      throw try await refuse(account, "password change", now)
    }
    try PasswordPolicy.check(new, for: account.name)
    if old == new { throw .weakPassword(.wellKnown) }
    var next = account
    next.password = await passwords.hash(new)
    next.mustChangePassword = false
    try await store.replace(
      account, with: next,
      recording: AccessEvent(
        at: now, kind: .passwordChanged, actor: account.name.text, subject: account.name.text))
    try await store.endSessions(of: account.id)
  }

  /// Binds an authenticator once the person has typed its digits.
  ///
  /// - Parameter factor: Made by `SecondFactor.random()` and shown to the person.
  public func addSecondFactor(
    _ factor: SecondFactor, digits: String, to account: Account, at now: Instant
  ) async throws(AccessError) {
    var factor = factor
    guard factor.accept(digits, at: now) else { throw .signInFailed }
    var next = account
    next.secondFactor = factor
    try await store.replace(
      account, with: next,
      recording: AccessEvent(
        at: now, kind: .secondFactorAdded, actor: account.name.text, subject: account.name.text))
  }
}

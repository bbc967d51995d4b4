// SPDX-License-Identifier: Apache-2.0

public import DutyModel

extension AccessDesk {
  /// A token together with its secret, which is shown once and not kept.
  public struct NewToken: Sendable {
    public var token: APIToken
    public var secret: Secret
  }

  public func createToken(
    name: String, scopes: Set<APIToken.Scope>, expires: Instant, by actor: String, at now: Instant
  ) async throws(AccessError) -> NewToken {
    guard !scopes.isEmpty else { throw .noScopes }
    guard expires > now, expires.seconds(since: now) <= APIToken.longestSeconds else {
      throw .badExpiry(longestDays: Int(APIToken.longestSeconds / 86_400))
    }
    return try await issue(name, scopes, expires, nil, .tokenCreated, actor, now)
  }

  /// A new token in place of an old one, which works for another day.
  public func rotateToken(
    _ id: DutyModel.ID<APIToken>, by actor: String, at now: Instant
  ) async throws(AccessError) -> NewToken {
    let old = try await existing(id)
    guard old.isValid(at: now) else { throw .tokenRefused }
    let new = try await issue(
      old.name, old.scopes, old.expires, old.officer, .tokenCreated, actor, now)
    var fading = old
    fading.expires = min(old.expires, now.adding(seconds: APIToken.overlapSeconds))
    try await store.replace(
      old, with: fading,
      recording: AccessEvent(
        at: now, kind: .tokenRotated, actor: actor, subject: "\(id)", detail: "\(new.token.id)"))
    return new
  }

  public func revokeToken(
    _ id: DutyModel.ID<APIToken>, by actor: String, reason: String, at now: Instant
  ) async throws(AccessError) {
    guard reason.contains(where: { !$0.isWhitespace }) else { throw .reasonMissing }
    let token = try await existing(id)
    var next = token
    next.revoked = Account.Closure(at: now, by: actor, reason: reason)
    try await store.replace(
      token, with: next,
      recording: AccessEvent(
        at: now, kind: .tokenRevoked, actor: actor, subject: "\(id)", detail: reason))
  }

  public func tokens() async throws(AccessError) -> [APIToken] { try await store.tokens() }

  /// The token behind a secret, if it may do what `scope` names.
  public func authenticate(
    _ secret: Secret, for scope: APIToken.Scope, at now: Instant
  ) async throws(AccessError) -> APIToken {
    guard let token = try await store.token(digest: secret.digest), token.isValid(at: now) else {
      throw .tokenRefused
    }
    guard token.scopes.contains(scope) else { throw .scopeMissing(scope) }
    return token
  }

  /// Whether a secret opens a door, for doors that say no more than yes or no.
  public func allows(
    _ secret: Secret, to scope: APIToken.Scope, at now: Instant
  ) async throws(AccessError) -> Bool {
    do {
      _ = try await authenticate(secret, for: scope, at: now)
      return true
    } catch {
      switch error {
      case .tokenRefused, .scopeMissing: return false
      default: throw error
      }
    }
  }

  func issue(
    _ name: String, _ scopes: Set<APIToken.Scope>, _ expires: Instant,
    _ officer: DutyModel.ID<Officer>?, _ kind: AccessEvent.Kind, _ actor: String, _ now: Instant
  ) async throws(AccessError) -> NewToken {
    let secret = Secret.random()
    let token = APIToken(
      id: 0, name: name, scopes: scopes, digest: secret.digest, created: now, createdBy: actor,
      expires: expires, officer: officer)
    let list = scopes.map(\.rawValue).sorted().joined(separator: ", ")
    let stored = try await store.add(
      token, recording: AccessEvent(at: now, kind: kind, actor: actor, subject: name, detail: list))
    return NewToken(token: stored, secret: secret)
  }

  private func existing(_ id: DutyModel.ID<APIToken>) async throws(AccessError) -> APIToken {
    guard let token = try await store.tokens().first(where: { $0.id == id }) else {
      throw .unknownToken(id)
    }
    return token
  }
}

// SPDX-License-Identifier: Apache-2.0

public import DutyModel

extension AccessDesk {
  /// How long a calendar's address works: a year, so that a forgotten one ends by itself.
  public static let calendarSeconds: Int64 = 366 * 86_400

  /// The key of the officer's own calendar that works now; `nil` if there is none.
  public func calendarKey(
    of officer: DutyModel.ID<Officer>, at now: Instant
  ) async throws(AccessError) -> APIToken? {
    try await store.tokens().last { $0.officer == officer && $0.isValid(at: now) }
  }

  /// A new address for the officer's calendar; the one before it works no longer.
  public func createCalendarKey(
    of officer: DutyModel.ID<Officer>, by actor: String, at now: Instant
  ) async throws(AccessError) -> NewToken {
    try await revokeCalendarKey(of: officer, by: actor, at: now)
    return try await issue(
      "calendar of officer \(officer)", [], now.adding(seconds: Self.calendarSeconds), officer,
      .tokenCreated, actor, now)
  }

  public func revokeCalendarKey(
    of officer: DutyModel.ID<Officer>, by actor: String, at now: Instant
  ) async throws(AccessError) {
    guard let key = try await calendarKey(of: officer, at: now) else { return }
    try await revokeToken(key.id, by: actor, reason: "by its owner", at: now)
  }

  /// Whose calendar the secret of an address opens.
  public func calendarOwner(
    _ secret: Secret, at now: Instant
  ) async throws(AccessError) -> DutyModel.ID<Officer> {
    guard let token = try await store.token(digest: secret.digest), token.isValid(at: now),
      let officer = token.officer
    else { throw .tokenRefused }
    return officer
  }
}

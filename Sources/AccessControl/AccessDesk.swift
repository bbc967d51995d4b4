// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Everything that is done with accounts, sign-ins and tokens. Reads no clock of its own: the
/// moment comes in with each call.
public struct AccessDesk: Sendable {
  let store: any AccessStore
  let passwords: PasswordWork
  /// A hash that no password fits, made once: a sign-in to an account that does not exist takes as
  /// long as one that does.
  let decoy: PasswordHash

  /// - Parameter passwordCost: Of passwords that are set from now on; older ones keep theirs.
  public init(store: any AccessStore, passwordCost: PasswordCost = .standard) {
    self.store = store
    passwords = PasswordWork(cost: passwordCost)
    decoy = .decoy(cost: passwordCost)
  }

  /// What the record says, newest first.
  public func record(
    _ query: AccessEventQuery
  ) async throws(AccessError) -> [NumberedAccessEvent] {
    try await store.events(query)
  }

  /// - Returns: `nil` for what is no account's name, or nobody's.
  public func account(_ name: String) async throws(AccessError) -> Account? {
    guard let name = try? AccountName(name) else { return nil }
    return try await store.account(named: name)
  }

  /// Writes down that somebody reads this record.
  public func noteAuditRead(by visitor: Visitor, at now: Instant) async throws(AccessError) {
    try await store.record(
      AccessEvent(
        at: now, kind: .auditRead, actor: visitor.name.text, subject: visitor.name.text))
  }

  /// Writes down that somebody takes a part of this record away; to be called before it is given out.
  ///
  /// - Parameter detail: Which file, what was asked for, and how much it was.
  public func noteAuditExport(
    _ detail: String, by visitor: Visitor, at now: Instant
  ) async throws(AccessError) {
    try await store.record(
      AccessEvent(
        at: now, kind: .auditExported, actor: visitor.name.text, subject: visitor.name.text,
        detail: detail))
  }

  /// Writes down that somebody looks where units are.
  public func notePositionsWatched(
    by visitor: Visitor, at now: Instant
  ) async throws(AccessError) {
    try await store.record(
      AccessEvent(
        at: now, kind: .positionsWatched, actor: visitor.name.text, subject: visitor.name.text))
  }

  /// Writes down that somebody reads the way that a terminal went; to be called before the way is given out.
  ///
  /// - Parameters:
  ///   - holder: The plate or badge number that the terminal belongs to.
  ///   - detail: Which terminal, day and hours, how much, and for what purpose.
  public func noteTrackRead(
    of holder: String, detail: String, by visitor: Visitor, at now: Instant
  ) async throws(AccessError) {
    try await store.record(
      AccessEvent(
        at: now, kind: .trackRead, actor: visitor.name.text, subject: holder, detail: detail))
  }
}

// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// What the doors ask of storage. Each call is one transaction: the change and its event are both
/// kept or neither.
public protocol AccessStore: Sendable {
  /// Gives the account its number.
  ///
  /// - Throws: `.nameTaken`.
  func add(
    _ account: Account, recording event: AccessEvent
  ) async throws(AccessError) -> Account
  func account(named name: AccountName) async throws(AccessError) -> Account?
  /// By name.
  func accounts() async throws(AccessError) -> [Account]
  /// Stores `next` if the stored account still equals `previous`.
  ///
  /// - Throws: `.conflict` if it does not.
  func replace(
    _ previous: Account, with next: Account, recording event: AccessEvent?
  ) async throws(AccessError)

  func add(_ session: Session, recording event: AccessEvent) async throws(AccessError)
  /// The session with its account, in one reading: every request asks for both.
  func session(
    digest: String
  ) async throws(AccessError) -> (session: Session, account: Account)?
  /// Keeps when the session was last seen; several that come together may share a transaction.
  func touch(_ session: Session) async throws(AccessError)
  func endSession(digest: String, recording event: AccessEvent) async throws(AccessError)
  /// Ends every session of an account.
  func endSessions(of account: DutyModel.ID<Account>) async throws(AccessError)

  /// Gives the token its number.
  func add(_ token: APIToken, recording event: AccessEvent) async throws(AccessError) -> APIToken
  func token(digest: String) async throws(AccessError) -> APIToken?
  /// By number.
  func tokens() async throws(AccessError) -> [APIToken]
  func replace(
    _ previous: APIToken, with next: APIToken, recording event: AccessEvent
  ) async throws(AccessError)

  func record(_ event: AccessEvent) async throws(AccessError)
  /// Newest first.
  func events(limit: Int) async throws(AccessError) -> [AccessEvent]
  /// Newest first.
  func events(_ query: AccessEventQuery) async throws(AccessError) -> [NumberedAccessEvent]
}

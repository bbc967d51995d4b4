// SPDX-License-Identifier: Apache-2.0

public import AccessControl
import DutyModel
import StorePort

extension SQLAccessStore {
  public func events(
    _ query: AccessEventQuery
  ) async throws(AccessError) -> [NumberedAccessEvent] {
    try await read { session in
      try session.rows(query.statement).map { row in
        NumberedAccessEvent(
          number: try row.integer(5), event: try AccessEvent(row: row))
      }
    }
  }
}

extension AccessEventQuery {
  private static let everything: SQLText = "1 = 1"
  private static let ofAccounts = AccessEvent.Kind.allCases.filter { $0.subject == .account }
    .map(\.rawValue)
  private static let ofHolders = AccessEvent.Kind.allCases.filter { $0.subject == .holder }
    .map(\.rawValue)

  /// instant, kind, actor, subject, detail, id.
  fileprivate var statement: SQLText {
    """
    SELECT instant, kind, actor, subject, detail, id FROM access_event
    WHERE \(any: [below]) AND \(any: [begin]) AND \(any: [end]) AND \(any: [ofKinds])
      AND \(any: byOrOn) AND \(any: concerning)
    ORDER BY id DESC LIMIT \(limit)
    """
  }

  private var below: SQLText { before.map { "id < \($0)" } ?? Self.everything }
  private var begin: SQLText { from.map { "instant >= \($0.milliseconds)" } ?? Self.everything }
  private var end: SQLText { until.map { "instant < \($0.milliseconds)" } ?? Self.everything }

  private var ofKinds: SQLText {
    kinds.map { "kind IN \(anyOf: $0.map(\.rawValue).sorted())" } ?? Self.everything
  }

  /// A subject is a name of an account only where the kind says so: keys and webhooks have names too.
  private var byOrOn: [SQLText] {
    guard let account else { return [Self.everything] }
    return [
      "actor = \(account)", "(subject = \(account) AND kind IN \(anyOf: Self.ofAccounts))",
    ]
  }

  private var concerning: [SQLText] {
    guard let parties else { return [Self.everything] }
    let (accounts, holders) = (parties.accounts.sorted(), parties.holders.sorted())
    return [
      "actor IN \(anyOf: accounts)",
      "(subject IN \(anyOf: accounts) AND kind IN \(anyOf: Self.ofAccounts))",
      "(subject IN \(anyOf: holders) AND kind IN \(anyOf: Self.ofHolders))",
    ]
  }
}

// SPDX-License-Identifier: Apache-2.0

import AccessControl
public import DutyModel
public import Operations
public import StorePort

/// Checks of the chained log in any SQL database, each step with its event in the auditor's record.
public struct SQLChainCheckStore: ChainCheckStore {
  private let database: any SQLDatabase

  /// - Parameter database: Already brought up to date by `SchemaUpgrade`; the one that holds the log.
  public init(_ database: any SQLDatabase) { self.database = database }

  public func begin(
    by account: String, at now: Instant
  ) async throws(EventLogError) -> ChainCheckStart {
    try await EventLogError.translated {
      try await database.write { session in
        if let newest = try session.chainCheck(.newest), newest.isUnderWay(at: now) {
          return .underWay(newest)
        }
        let end = try session.endOfChain()
        let check = ChainCheck(
          id: ID(rawValue: try session.nextNumber(in: "chain_check")), account: account,
          begun: now, heard: now, walked: 0, length: end.length)
        try session.execute(
          """
          INSERT INTO chain_check (id, account, begun, heard, walked, length)
          VALUES (\(check.id.rawValue), \(account), \(now.milliseconds), \(now.milliseconds), 0,
            \(end.length))
          """)
        try session.record(check, .chainCheckBegun, .begun(length: end.length), at: now)
        var sealed: ChainSeal?
        if case .intact(let seal) = try session.chainCheck(.intact)?.finding { sealed = seal }
        return .begun(check, sealed: sealed)
      }
    }
  }

  public func advance(
    _ id: DutyModel.ID<ChainCheck>, walked: Int, at now: Instant
  ) async throws(EventLogError) {
    try await EventLogError.translated {
      _ = try await database.write { session in
        try session.execute(
          """
          UPDATE chain_check SET walked = \(walked), heard = \(now.milliseconds)
          WHERE id = \(id.rawValue) AND ended IS NULL AND heard <= \(now.milliseconds)
          """)
      }
    }
  }

  public func end(
    _ id: DutyModel.ID<ChainCheck>, _ finding: ChainCheck.Finding, walked: Int, at now: Instant
  ) async throws(EventLogError) {
    try await EventLogError.translated {
      try await database.write { session in
        let row = FindingRow(finding)
        let changed = try session.execute(
          """
          UPDATE chain_check SET walked = \(walked), ended = \(now.milliseconds),
            finding = \(row.word), events = \(row.events), seal = \(row.seal),
            broken_at = \(row.brokenAt), problem = \(row.problem)
          WHERE id = \(id.rawValue) AND ended IS NULL
          """)
        guard changed == 1, let check = try session.chainCheck(.numbered(id)) else { return }
        try session.record(check, row.kind, .ended(finding), at: now)
      }
    }
  }

  public func state() async throws(EventLogError) -> ChainState {
    try await EventLogError.translated {
      try await database.read { session in
        let end = try session.endOfChain()
        return ChainState(
          length: end.length, seal: end.seal, newest: try session.chainCheck(.newest),
          lastEnded: try session.chainCheck(.ended), lastIntact: try session.chainCheck(.intact),
          lastFound: try session.chainCheck(.found))
      }
    }
  }
}

/// Which check is asked for.
private enum ChainCheckChoice {
  case newest, ended, intact, found
  case numbered(DutyModel.ID<ChainCheck>)

  var condition: SQLText {
    switch self {
    case .newest: "1 = 1"
    case .ended: "ended IS NOT NULL"
    case .intact: "finding = 'intact'"
    case .found: "finding IN ('intact', 'broken')"
    case .numbered(let id): "id = \(id.rawValue)"
    }
  }
}

extension SQLSession {
  fileprivate func chainCheck(_ choice: ChainCheckChoice) throws -> ChainCheck? {
    try rows(
      """
      SELECT id, account, begun, heard, walked, length, ended, finding, events, seal, broken_at,
        problem
      FROM chain_check WHERE \(any: [choice.condition]) ORDER BY id DESC LIMIT 1
      """
    ).first.map(ChainCheck.init(row:))
  }

  /// The greatest number and the digest beside it, whatever they are: this must also tell of a broken log.
  fileprivate func endOfChain() throws(StoreError) -> (length: Int, seal: String?) {
    let row = try rows("SELECT id, digest FROM duty_event ORDER BY id DESC LIMIT 1").first
    return (Int(try row?.integer(0) ?? 0), try row?.text(1))
  }

  fileprivate func record(
    _ check: ChainCheck, _ kind: AccessEvent.Kind, _ said: ChainCheckNote.Said, at now: Instant
  ) throws(StoreError) {
    try record(
      AccessEvent(
        at: now, kind: kind, actor: check.account, subject: "duty_event",
        detail: ChainCheckNote(check: check.id, said).text))
  }
}

/// A finding as columns, and which kind of event the auditor reads.
private struct FindingRow {
  var word: String
  var kind: AccessEvent.Kind
  var events = SQLValue.null
  var seal = SQLValue.null
  var brokenAt = SQLValue.null
  var problem = SQLValue.null

  init(_ finding: ChainCheck.Finding) {
    switch finding {
    case .intact(let seal):
      (word, kind) = ("intact", .chainCheckIntact)
      (events, self.seal) = (seal.events.sqlValue, seal.digest.hexadecimal.sqlValue)
    case .broken(let id, let reason):
      (word, kind) = ("broken", .chainCheckBroken)
      (brokenAt, problem) = (id.rawValue.sqlValue, reason.rawValue.sqlValue)
    case .failed(let text):
      (word, kind) = ("failed", .chainCheckFailed)
      problem = text.sqlValue
    }
  }
}

extension ChainCheck {
  /// - Parameter row: id, account, begun, heard, walked, length, ended, finding, events, seal,
  ///   broken_at, problem.
  fileprivate init(row: SQLRow) throws {
    self.init(
      id: DutyModel.ID(rawValue: try row.integer(0)), account: try row.text(1),
      begun: Instant(milliseconds: try row.integer(2)),
      heard: Instant(milliseconds: try row.integer(3)), walked: Int(try row.integer(4)),
      length: Int(try row.integer(5)),
      ended: try row.optionalInteger(6).map(Instant.init(milliseconds:)),
      finding: row.isNull(7) ? nil : try Finding(row: row))
  }
}

extension ChainCheck.Finding {
  fileprivate init(row: SQLRow) throws {
    switch try row.text(7) {
    case "intact":
      guard let digest = EventDigest(hexadecimal: try row.text(9)) else {
        throw StoreError(.corrupt, "Chain check \(try row.integer(0)) has a seal that is none.")
      }
      self = .intact(ChainSeal(events: Int(try row.integer(8)), digest: digest))
    case "broken":
      guard let reason = ChainVerification.Break(rawValue: try row.text(11)) else {
        throw StoreError(
          .corrupt, "Chain check \(try row.integer(0)) has an unknown break: \(try row.text(11)).")
      }
      self = .broken(at: DutyModel.ID(rawValue: try row.integer(10)), reason)
    default: self = .failed(detail: try row.text(11))
    }
  }
}

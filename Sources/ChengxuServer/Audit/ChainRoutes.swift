// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel
import Hummingbird
import Operations

/// `/api/audit/chain`: the chained log of the duty, and the checks that it went through; an auditor has it walked
/// anew, the same walk as `chengxu verify`.
struct ChainRoutes: Sendable {
  let checks: ChainChecks
  let access: AccessDesk?

  func add(to router: Router<ServerContext>) {
    router.get("/api/audit/chain") { _, _ in
      try Response(private: try await state())
    }
    router.post("/api/audit/chain/verifications") { _, context in
      guard let account = context.visitor?.account else { throw AccessError.sessionOver }
      switch try await checks.begin(by: account.name.text, at: .now) {
      case .begun: return try Response(private: try await state(), status: .accepted)
      case .underWay(let check): throw Problem.checkUnderWay(check.account)
      }
    }
  }

  private func state() async throws -> ChainStateBody {
    let state = try await checks.store.state()
    let accounts = Set(
      [state.newest, state.lastEnded, state.lastIntact, state.lastFound].compactMap { $0?.account })
    var names: [String: String] = [:]
    for account in accounts { names[account] = try await access?.account(account)?.displayName }
    return ChainStateBody(state, names: names, at: .now)
  }
}

struct ChainStateBody: Codable, Sendable {
  var now: Instant
  /// Events of the log, and the digest of the last one; no digest for an empty log.
  var length: Int
  var seal: String?
  /// The newest check, whether it has ended or not.
  var newest: ChainCheckBody?
  /// The newest that has come to its end.
  var lastEnded: ChainCheckBody?
  /// The newest that found the log intact.
  var lastIntact: ChainCheckBody?
  /// The newest that found it intact or broken: a break stands until a later check finds none.
  var lastFound: ChainCheckBody?

  /// - Parameter names: of people, by account.
  init(_ state: ChainState, names: [String: String], at now: Instant) {
    func body(_ check: ChainCheck?) -> ChainCheckBody? {
      check.map { ChainCheckBody($0, name: names[$0.account], at: now) }
    }
    self.now = now
    length = state.length
    seal = state.seal
    newest = body(state.newest)
    lastEnded = body(state.lastEnded)
    lastIntact = body(state.lastIntact)
    lastFound = body(state.lastFound)
  }
}

struct ChainCheckBody: Codable, Sendable {
  enum State: String, Codable, Sendable {
    case underWay, intact, broken, failed
    /// Its server is gone.
    case lost
  }

  var number: Int64
  var state: State
  /// The account that asked for it, and the person's name.
  var account: String
  var name: String?
  var begun: Instant
  var ended: Instant?
  /// Events walked over, of so many that there were at the beginning.
  var walked: Int
  var length: Int
  /// Of an intact log: how far it went, and the digest of its last event.
  var events: Int?
  var seal: String?
  /// The first event that does not fit, and how.
  var brokenAt: Int64?
  var reason: String?
  /// What was found, in words.
  var explanation: LocalizedName?

  init(_ check: ChainCheck, name: String?, at now: Instant) {
    number = check.id.rawValue
    account = check.account
    self.name = name
    begun = check.begun
    ended = check.ended
    walked = check.walked
    length = check.length
    switch check.finding {
    case nil: state = check.isUnderWay(at: now) ? .underWay : .lost
    case .intact(let seal):
      state = .intact
      (events, self.seal) = (seal.events, seal.digest.hexadecimal)
    case .broken(let id, let reason):
      state = .broken
      (brokenAt, self.reason) = (id.rawValue, reason.rawValue)
    case .failed: state = .failed
    }
    explanation = check.finding?.explanation
  }
}

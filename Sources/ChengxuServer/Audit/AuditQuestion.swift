// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel
import Hummingbird

/// What an auditor asks the record for: `?from=2026-11-25&to=2026-11-26` (whole days by the city's clock, both
/// within), `&account=`, `&kind=signedIn,signInFailed`, `&unit=3` (with all below it), `&officer=` (a badge number).
struct AuditQuestion: Hashable, Sendable {
  var from: CivilDate?
  var to: CivilDate?
  var account: String?
  var kinds: Set<AccessEvent.Kind>?
  var unit: DutyModel.ID<DutyModel.Unit>?
  var badge: String?

  /// Asks for everything.
  init() {}

  /// - Throws: What is wrong with the first part of the query that is. What is blank is not asked about.
  init(_ query: Parameters) throws(Problem) {
    func text(_ name: Substring) -> String? {
      query[name].flatMap { $0.isEmpty ? nil : String($0) }
    }
    func day(_ name: Substring) throws(Problem) -> CivilDate? {
      guard let text = text(name) else { return nil }
      guard let date = CivilDate(text) else { throw .badTrackDay(text) }
      return date
    }
    from = try day("from")
    to = try day("to")
    if let from, let to, from > to { throw .daysTurned(from, to) }
    account = text("account").map { $0.hasPrefix("console:") ? $0 : $0.lowercased() }
    badge = text("officer")
    if let number = text("unit") {
      guard let unit = Int64(number) else { throw .noNumber(number) }
      self.unit = DutyModel.ID(rawValue: unit)
    }
    guard let words = text("kind") else { return }
    var chosen: Set<AccessEvent.Kind> = []
    for word in words.split(separator: ",") {
      guard let kind = AccessEvent.Kind(rawValue: String(word)) else {
        throw .unknownAuditKind(String(word))
      }
      chosen.insert(kind)
    }
    kinds = chosen
  }

  /// - Parameter reach: whom the auditor may read about; `nil` for everybody.
  func query(
    _ people: AuditPeople, reach: AccessParties?, clock: CityClock, before: Int64?, limit: Int
  ) throws -> AccessEventQuery {
    var parties = reach
    func narrow(_ asked: AccessParties) { parties = parties?.intersection(asked) ?? asked }
    if let unit { narrow(try people.parties(of: unit)) }
    if let badge { narrow(try people.parties(ofBadge: badge)) }
    return AccessEventQuery(
      from: from.map { clock.instant(of: CivilTime(date: $0)) },
      until: to.map { clock.instant(of: CivilTime(date: $0.adding(days: 1))) }, kinds: kinds,
      account: account, parties: parties, before: before, limit: limit)
  }
}

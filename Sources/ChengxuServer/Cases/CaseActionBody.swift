// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel
import Operations

/// What is sent with an action; which fields an action needs, `command(for:)` says.
struct CaseActionBody: Codable {
  /// The number of events that the person saw; 409 where the case has moved on.
  var version: Int
  /// A new one for each thing done; sending it again does nothing again.
  var key: String?
  var reason: String?
  var note: String?
  var unit: Int64?
  /// `classOwner` or `coordination`.
  var basis: String?
  var code: String?
  var parent: Int64?
  /// Hashes that `POST /api/photos` answered.
  var photos: [String]?
  var passed: Bool?
  var granted: Bool?
  /// Such as `2d`: two working days.
  var limit: String?
  /// The day on which a case on the ledger is looked at again.
  var review: String?
  var outcome: String?

  func requestKey() throws(Problem) -> RequestKey? {
    guard let key else { return nil }
    return try found(RequestKey(key), "key")
  }

  func command(for action: CaseAction) throws(Problem) -> CaseCommand {
    switch action {
    case .open: .open(try code.map(classCode))
    case .decline: .decline(try why())
    case .withdraw: .withdraw(try why())
    case .markDuplicate: .markDuplicate(of: ID(rawValue: try found(parent, "parent")))
    case .correctClass: .correctClass(try classCode(try found(code, "code")), try why())
    case .dispatch: .dispatch(to: try body(), basis: try dispatchBasis())
    case .dispatchToTerritory: .dispatchToTerritory
    case .refer: .refer(to: try body())
    case .pause: .pause(try why())
    case .resume: .resume
    case .accept: .accept
    case .giveBack: .giveBack(try why())
    case .requestExtension:
      .requestExtension(try found(limit.flatMap(TimeLimit.init), "limit"), try why())
    case .decideExtension: .decideExtension(isGranted: try found(granted, "granted"), try why())
    case .putOnLedger:
      .putOnLedger(try why(), review: try found(review.flatMap(CivilDate.init), "review"))
    case .takeOffLedger: .takeOffLedger
    case .finish: .finish(try hashes(), note: String((note ?? "").prefix(2000)))
    case .brigadeOutcome:
      .brigadeOutcome(try found(outcome.flatMap(BrigadeOutcome.init), "outcome"))
    case .verify: .verify(passed: try found(passed, "passed"), try photo())
    case .crossCheck: .crossCheck(passed: try found(passed, "passed"), try photo())
    case .close: .close(note: String((note ?? "").prefix(2000)))
    case .evaluate: .evaluate
    }
  }

  private func found<Value>(_ value: Value?, _ field: String) throws(Problem) -> Value {
    guard let value else { throw .badField(field) }
    return value
  }

  private func why() throws(Problem) -> CaseReason {
    try found(reason.flatMap(CaseReason.init), "reason")
  }

  private func body() throws(Problem) -> ID<OrderUnit> {
    ID(rawValue: try found(unit.flatMap { $0 > 0 ? $0 : nil }, "unit"))
  }

  private func classCode(_ text: String) throws(Problem) -> ClassCode {
    try found(ClassCode(text), "code")
  }

  /// By territory goes another way, where the server says which body that is.
  private func dispatchBasis() throws(Problem) -> DispatchBasis {
    let basis = try found(DispatchBasis(rawValue: basis ?? "classOwner"), "basis")
    guard basis != .territorial else { throw .badField("basis") }
    return basis
  }

  private func hashes() throws(Problem) -> [PhotoHash] {
    let hashes = (photos ?? []).compactMap(PhotoHash.init)
    guard !hashes.isEmpty, hashes.count == photos?.count, hashes.count <= 9 else {
      throw .badField("photos")
    }
    return hashes
  }

  private func photo() throws(Problem) -> PhotoHash {
    let hashes = try hashes()
    guard hashes.count == 1 else { throw .badField("photos") }
    return hashes[0]
  }
}

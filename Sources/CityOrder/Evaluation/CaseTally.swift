// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// What a period's cases add up to, for one group of them: counts, from which every figure follows.
///
/// Who belongs to the period: `received` and `opened` count cases received in it; all the others
/// count opened cases whose handling was due in it (应结案), less those on the ledger.
public struct CaseTally: Hashable, Codable, Sendable {
  /// 受理
  public var received = 0
  /// 立案, of those received.
  public var opened = 0
  /// 应结案
  public var due = 0
  /// 结案 before the period's end, of those due.
  public var closed = 0
  /// 按期结案: closed, and the work done by its deadline. Time that verification takes is not the
  /// solver's.
  public var closedOnTime = 0
  /// 返工: failed verification at least once, of those closed.
  public var reworked = 0
  /// 延期, of those due.
  public var extended = 0
  /// Returned once, of those due.
  public var returned = 0
  /// 推诿: tried to return it again, of those due.
  public var buckPassed = 0
  /// Opened again by a cross-check, of those due.
  public var reopened = 0
  /// Left out of `due` because they are on the ledger 挂账.
  public var onLedger = 0

  public init() {}

  public static func += (left: inout Self, right: Self) {
    left.received += right.received
    left.opened += right.opened
    left.due += right.due
    left.closed += right.closed
    left.closedOnTime += right.closedOnTime
    left.reworked += right.reworked
    left.extended += right.extended
    left.returned += right.returned
    left.buckPassed += right.buckPassed
    left.reopened += right.reopened
    left.onLedger += right.onLedger
  }
}

/// What cases are grouped by. A role is what people acted as; persons are never compared.
public enum CaseDimension: String, CaseIterable, Codable, Sendable {
  case area
  /// The body that has to solve it.
  case unit
  /// 岗位/网格
  case grid
  case kind
  /// The role of whoever reported it.
  case role
}

/// Counts of one group.
public struct CaseTallyRow: Hashable, Codable, Sendable {
  /// The group's number or code as text; empty for cases without one.
  public var group: String
  public var tally: CaseTally

  public init(group: String, tally: CaseTally) {
    self.group = group
    self.tally = tally
  }
}

/// The columns of a case that evaluation needs.
public struct CaseFacts: Hashable, Sendable {
  public var area: ID<Area>?
  public var unit: ID<OrderUnit>?
  public var grid: GridCode?
  public var kind: String
  public var role: CaseActor.Role
  public var received: Instant
  public var opened: Instant?
  public var due: Instant?
  public var completed: Instant?
  public var closed: Instant?
  public var isOnLedger: Bool
  public var wasReworked: Bool
  public var wasExtended: Bool
  public var wasReturned: Bool
  public var wasBuckPassed: Bool
  public var wasReopened: Bool

  /// - Parameter kind: Component or event, from the class list; empty where the list has no such
  ///   class.
  public init(_ one: CityCase, kind: String) {
    area = one.report.area
    unit = one.unit
    grid = one.report.grid
    self.kind = kind
    role = one.reportedBy.role
    received = one.receivedAt
    opened = one.openedAt
    due = one.handlingDeadline?.due
    completed = one.completedAt
    closed = one.closedAt
    if case .onLedger = one.state { isOnLedger = true } else { isOnLedger = false }
    wasReworked = one.reworks > 0
    wasExtended = one.extensions > 0
    wasReturned = one.returns > 0
    wasBuckPassed = one.buckPassings > 0
    wasReopened = one.reopenings > 0
  }

  func group(by dimension: CaseDimension) -> String {
    switch dimension {
    case .area: area?.description ?? ""
    case .unit: unit?.description ?? ""
    case .grid: grid?.digits ?? ""
    case .kind: kind
    case .role: role.rawValue
    }
  }
}

extension CaseTally {
  /// Counts a case into the period, if it belongs there.
  public mutating func count(_ facts: CaseFacts, in period: Range<Instant>) {
    if period.contains(facts.received) {
      received += 1
      if facts.opened != nil { opened += 1 }
    }
    guard facts.opened != nil, let due = facts.due, period.contains(due) else { return }
    if facts.isOnLedger {
      onLedger += 1
      return
    }
    self.due += 1
    extended += facts.wasExtended ? 1 : 0
    returned += facts.wasReturned ? 1 : 0
    buckPassed += facts.wasBuckPassed ? 1 : 0
    reopened += facts.wasReopened ? 1 : 0
    guard let closed = facts.closed, closed < period.upperBound else { return }
    self.closed += 1
    reworked += facts.wasReworked ? 1 : 0
    if let completed = facts.completed, completed <= due { closedOnTime += 1 }
  }

  /// Counts by group, in the order of the groups; the slow and obvious way, for stores in memory and
  /// for checking the others.
  public static func rows(
    of facts: some Sequence<CaseFacts>, in period: Range<Instant>, by dimension: CaseDimension
  ) -> [CaseTallyRow] {
    var tallies: [String: CaseTally] = [:]
    for one in facts {
      tallies[one.group(by: dimension), default: CaseTally()].count(one, in: period)
    }
    return tallies.filter { $0.value != CaseTally() }.sorted { $0.key < $1.key }
      .map { CaseTallyRow(group: $0.key, tally: $0.value) }
  }
}

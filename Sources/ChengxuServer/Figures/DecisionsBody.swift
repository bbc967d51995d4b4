// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import DutyPlanning
import IncidentAnalysis
import Operations
import Supervision

/// What waits for a leader's word: matters that a rule sends up, the longest waiting first.
struct DecisionsBody: Encodable {
  struct Matter: Encodable {
    /// `returnedTwice`, `unexplainedRelease`, `handOverOverdue`, `findingOverdue`, `offPost`,
    /// `pointOverdue`, `pointUnlisted` or `holidayUnordered`.
    var kind: String
    var count: Int
    /// The figure that counts such matters, to be opened; `nil` for points and holidays, which no figure counts.
    var kpi: String?
    var examples: [Example]
  }

  struct Example: Encodable {
    var label: LocalizedName
    var since: CivilTime
    var events: [Int64]
  }

  var asOf: CivilTime
  var matters: [Matter]

  static let mostExamples = 5
}

extension DecisionsBody {
  init(_ period: FigureArchive.Period, points: PointLedger?, plans: DutyPlanSet) {
    let facts = period.facts
    let clock = facts.snapshot.organization.clock
    let wording = TraceWording(facts: facts)
    func matter(_ kind: String, _ kpi: String, _ found: [WaitingCase]) -> Matter? {
      guard !found.isEmpty else { return nil }
      let oldest = found.sorted { ($0.since, $0.order) < ($1.since, $1.order) }
      return Matter(
        kind: kind, count: found.count, kpi: kpi,
        examples: oldest.prefix(Self.mostExamples).map { item in
          Example(
            label: wording.label(of: item.source), since: clock.civilTime(of: item.since),
            events: period.events.events(of: item.source).map(\.rawValue))
        })
    }
    asOf = clock.civilTime(of: facts.asOf)
    matters =
      [
        matter("returnedTwice", "hand-over-returns", facts.returnedTwice),
        matter("unexplainedRelease", "unexplained-release", facts.silentWithoutOutcome),
        matter("handOverOverdue", "hand-over-timeliness", facts.overdueHandOvers),
        matter("findingOverdue", "rectification-on-time", facts.overdueFindings),
        matter("offPost", "off-post-events", facts.confirmedAbsences),
      ].compactMap { $0 } + Self.points(points, on: clock.civilTime(of: facts.asOf).date)
      + Self.holidays(plans, on: clock.civilTime(of: facts.asOf).date)
  }

  /// Holidays that are near and that no special order answers.
  private static func holidays(_ plans: DutyPlanSet, on date: CivilDate) -> [Matter] {
    guard let calendar = plans.calendar else { return [] }
    let order = plans[.special]?.specialOrder
    let open = HolidayTrigger.due(by: calendar, on: date).filter { holiday in
      order.map { !holiday.isAnswered(by: $0) } ?? true
    }
    guard !open.isEmpty else { return [] }
    return [
      Matter(
        kind: "holidayUnordered", count: open.count,
        examples: open.prefix(mostExamples).map { holiday in
          Example(label: holiday.name, since: CivilTime(date: holiday.orderBy), events: [])
        })
    ]
  }

  private static func points(_ ledger: PointLedger?, on date: CivilDate) -> [Matter] {
    func matter(_ kind: String, _ found: [PointCase]) -> Matter? {
      guard !found.isEmpty else { return nil }
      return Matter(
        kind: kind, count: found.count,
        examples: found.prefix(mostExamples).map { point in
          Example(
            label: LocalizedName(chinese: point.place, english: point.place),
            since: point.history.last?.time ?? CivilTime(date: date), events: [])
        })
    }
    let cases = ledger?.cases ?? []
    return [
      matter("pointOverdue", cases.filter { $0.isOverdue(on: date) }),
      matter("pointUnlisted", cases.filter(\.waitsForAnOwner)),
    ].compactMap { $0 }
  }
}

extension PointCase {
  /// Seen on site, or back again, and nobody's yet.
  fileprivate var waitsForAnOwner: Bool {
    switch state {
    case .verified, .reopened: true
    default: false
    }
  }
}

/// A case that waits, and since when.
private struct WaitingCase {
  var source: FactReference
  var since: Instant
  /// What decides between two of one moment.
  var order: Int64
}

extension DutyFacts {
  /// Second returns that the rules refused 推诿.
  fileprivate var returnedTwice: [WaitingCase] {
    violations.filter { refusedViolations.contains($0.history.id) }.map(Self.waiting)
  }

  /// Without a lawful outcome and without a step: what the figure counts.
  fileprivate var silentWithoutOutcome: [WaitingCase] {
    let counted = Set(
      UnexplainedRelease().trace(.detachment, in: self).filter { $0.numerator > 0 }.map(\.source))
    guard !counted.isEmpty else { return [] }
    return violations.filter { counted.contains(.violation($0.history.id)) }.map(Self.waiting)
  }

  private static func waiting(_ fact: ViolationFact) -> WaitingCase {
    let id = fact.history.id
    return WaitingCase(
      source: .violation(id), since: fact.history.record.observation.at, order: id.rawValue)
  }

  /// Handed over, not accepted, and past its deadline.
  fileprivate var overdueHandOvers: [WaitingCase] {
    violations.compactMap { fact in
      guard case .handedOver(let handOver) = fact.history.record.state, handOver.due < asOf
      else { return nil }
      let id = fact.history.id
      return WaitingCase(source: .violation(id), since: handOver.at, order: id.rawValue)
    }
  }

  /// Findings whose deadline has passed and that nobody found in order.
  fileprivate var overdueFindings: [WaitingCase] {
    findings.compactMap { fact in
      guard let due = fact.finding.firstDue, due < asOf, fact.finding.foundInOrderAt == nil
      else { return nil }
      let id = fact.finding.id
      return WaitingCase(source: .finding(id), since: fact.finding.notice.at, order: id.rawValue)
    }
  }

  /// Absences that were confirmed as off post 脱岗.
  fileprivate var confirmedAbsences: [WaitingCase] {
    stays.filter { $0.record.confirmedOffPost > 0 }.map { stay in
      WaitingCase(
        source: .stay(stay.id), since: stay.record.start, order: stay.id.duty.rawValue)
    }
  }
}

// SPDX-License-Identifier: Apache-2.0

public import CityData
public import DutyModel
public import DutyPlanning
import Geography
public import Operations
public import Rostering

/// What happened in a period, read once from the log through the same state machines that wrote
/// it; every KPI counts on this.
public struct DutyFacts: Sendable {
  public let period: CivilInterval
  public let policy: SupervisionPolicy
  public let plan: DutyPlanSet
  public let roster: Roster
  public let snapshot: CitySnapshot
  public let version: Version
  public let isDemoData: Bool
  /// Until when the log tells: the end of the period or the last event, whichever is later.
  public let asOf: Instant
  /// Rostered stays that start in the period, with or without an event.
  public let stays: [StayFact]
  public let incidents: [IncidentFact]
  public let violations: [ViolationFact]
  /// Steps that the rules refused, such as a second return.
  public let refusedViolations: [ID<ViolationCase>]
  public let vehicles: [VehicleFact]
  public let visibility: [VisibilityCell]
  let territory: TerritoryIndex

  /// - Throws: `SupervisionError`.
  public init(
    plan: DutyPlanSet, roster: Roster, events: [DutyEvent], snapshot: CitySnapshot,
    period: CivilInterval, policy: SupervisionPolicy = SupervisionPolicy()
  ) throws(SupervisionError) {
    guard roster.plan == plan.version else {
      throw .planMismatch(rosterNames: roster.plan, given: plan.version)
    }
    let clock = snapshot.organization.clock
    let span = clock.instant(of: period.start)..<clock.instant(of: period.end)
    let ordered = events.sorted { $0.id < $1.id }
    guard ordered.contains(where: { span.contains($0.instant) }) else { throw .noEvents(period) }

    var reader = EventReader(
      stays: StayFact.rostered(roster, plan: plan, snapshot: snapshot, period: period),
      period: span, policy: policy)
    for event in ordered { try reader.take(event) }

    let territory = TerritoryIndex(plan: plan, snapshot: snapshot)
    self.territory = territory
    self.period = period
    self.policy = policy
    self.plan = plan
    self.roster = roster
    self.snapshot = snapshot
    asOf = max(span.upperBound, ordered.map(\.instant).max() ?? span.upperBound)
    stays = reader.stays
    incidents = reader.incidents.values.sorted { $0.id < $1.id }.map {
      IncidentFact(response: $0, territory: territory, clock: clock)
    }
    violations = reader.violations.values.sorted { $0.id < $1.id }.map {
      ViolationFact(violation: $0, territory: territory)
    }
    refusedViolations = reader.refused.sorted()
    vehicles = VehicleFact.all(roster, period: period, moves: reader.vehicleMoves, clock: clock)
    var count = VisibilityCount(plan: plan, snapshot: snapshot, policy: policy)
    visibility = count.cells(
      stays: reader.stays, stops: reader.stops, walks: reader.walks, period: period, until: asOf)
    isDemoData =
      plan.isDemoData || roster.isDemoData || snapshot.organization.isDemoData
      || ordered.contains { $0.entry.isSimulated }
    version = Self.version(plan: plan, roster: roster, period: period, events: ordered)
  }

  /// Every scope that has a name in this city.
  public var scopes: [KPIScope] {
    [.detachment] + snapshot.organization.areas.map { .area($0.id) }
      + snapshot.organization.units.filter { $0.kind == .brigade }.map { .brigade($0.id) }
      + DutyMode.allCases.map { .mode($0) }
  }

  private static func version(
    plan: DutyPlanSet, roster: Roster, period: CivilInterval, events: [DutyEvent]
  ) -> Version {
    let source =
      [plan.version.digest, roster.version.digest, "\(period.start)", "\(period.end)"]
      + events.map(\.digest.hexadecimal)
    let digest = EventChain.digest(
      after: .start, id: 0, body: source.joined(separator: "\n"))
    return Version(stage: "supervision", digest: digest.hexadecimal)
  }
}

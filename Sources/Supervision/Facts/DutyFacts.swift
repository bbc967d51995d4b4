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
  public let refusedViolations: Set<ID<ViolationCase>>
  public let vehicles: [VehicleFact]
  public let streets: [WatchCell]
  public let visits: [VisitFact]
  public let samples: [SampleFact]
  public let surveys: [SurveyFact]
  public let findings: [FindingFact]
  public let jams: [JamFact]
  /// Whether closed cases stand by themselves or counted together.
  let detail: CaseDetail
  let territory: TerritoryIndex
  let book: ScopeBook

  /// - Parameters:
  ///   - dimensions: By what the figures are to be broken down.
  /// - Throws: `SupervisionError`.
  public init(
    plan: DutyPlanSet, roster: Roster, events: [DutyEvent], snapshot: CitySnapshot,
    period: CivilInterval, policy: SupervisionPolicy = SupervisionPolicy(),
    dimensions: Set<KPIDimension> = KPIDimension.leading
  ) throws(SupervisionError) {
    var reader = try DutyFactsReader(
      plan: plan, roster: roster, snapshot: snapshot, period: period, policy: policy,
      dimensions: dimensions)
    for event in Self.inOrder(events) { try reader.take(event) }
    self = try reader.facts()
  }

  init(
    _ reader: EventReader, _ seen: StreetWatch, plan: DutyPlanSet, roster: Roster,
    snapshot: CitySnapshot, period: CivilInterval, policy: SupervisionPolicy, detail: CaseDetail,
    isSimulated: Bool, version: Version, reports: StreetReports?
  ) {
    let end = snapshot.organization.clock.instant(of: period.end)
    let asOf = max(end, reader.latest ?? end)
    let territory = TerritoryIndex(plan: plan, snapshot: snapshot)
    var book = reader.book
    self.territory = territory
    self.detail = detail
    self.period = period
    self.policy = policy
    self.plan = plan
    self.roster = roster
    self.snapshot = snapshot
    self.asOf = asOf
    self.version = version
    isDemoData =
      plan.isDemoData || roster.isDemoData || snapshot.organization.isDemoData || isSimulated
    stays = reader.stays
    incidents = reader.incidents.values.sorted { $0.response.id < $1.response.id }
    // Only the numbers are sorted: a fact is large, and sorting would move each of them many times.
    let cases = reader.violations.values + reader.settled.facts
    violations = cases.indices.map { (id: cases[$0].history.id, position: $0) }
      .sorted { $0.id < $1.id }.map { cases[$0.position] }
    refusedViolations = reader.refused
    visits = reader.visits
    samples = reader.samples
    surveys = reader.surveys
    findings = reader.findings.values.sorted { $0.finding.id < $1.finding.id }
    jams = reader.jams.values.sorted { $0.jam.id < $1.jam.id }
    vehicles = VehicleFact.all(
      roster, snapshot: snapshot, period: period, moves: reader.vehicleMoves,
      territory: territory, book: &book)
    var watch = seen
    watch.see(stays, until: asOf)
    watch.measureAll(reports)
    watch.setScopes(&book)
    streets = watch.cells.sorted { ($0.mode.position, $0.segment) < ($1.mode.position, $1.segment) }
    self.book = book
  }

  /// The scopes of the figures, in order.
  public var scopes: [KPIScope] { book.scopes }

  static func span(
    of period: CivilInterval, plan: DutyPlanSet, roster: Roster, snapshot: CitySnapshot
  ) throws(SupervisionError) -> Range<Instant> {
    guard roster.plan == plan.version else {
      throw .planMismatch(rosterNames: roster.plan, given: plan.version)
    }
    let clock = snapshot.organization.clock
    return clock.instant(of: period.start)..<clock.instant(of: period.end)
  }

  /// A log gives its events in order already.
  private static func inOrder(_ events: [DutyEvent]) -> [DutyEvent] {
    let isInOrder = zip(events, events.dropFirst()).allSatisfy { $0.id < $1.id }
    return isInOrder ? events : events.sorted { $0.id < $1.id }
  }
}

extension EventReader {
  init(
    plan: DutyPlanSet, roster: Roster, snapshot: CitySnapshot, period: CivilInterval,
    policy: SupervisionPolicy, dimensions: Set<KPIDimension>, detail: CaseDetail
  ) {
    let clock = snapshot.organization.clock
    let territory = TerritoryIndex(plan: plan, snapshot: snapshot)
    let places = PlaceIndex(plan: plan, snapshot: snapshot)
    var book = ScopeBook(plan: plan, snapshot: snapshot, dimensions: dimensions)
    let stays = StayFact.rostered(
      roster, snapshot: snapshot, period: period, territory: territory, places: places,
      book: &book)
    self.init(
      stays: stays, period: clock.instant(of: period.start)..<clock.instant(of: period.end),
      policy: policy, territory: territory, places: places, clock: clock, book: book,
      detail: detail)
  }
}

extension StreetWatch {
  /// Marks where somebody stood.
  mutating func see(_ stays: [StayFact], until asOf: Instant) {
    for stay in stays {
      guard let place = stay.place, let location = places.location(of: place, in: stay.mode)
      else { continue }
      for span in stay.record.presence(until: asOf) {
        see(sightings(of: span, at: location))
      }
    }
  }

  /// Marks where somebody stopped or walked.
  mutating func see(_ sighting: SightingFact) { see(sightings(of: sighting)) }

  private mutating func see(_ sightings: [Sighting]) {
    for sighting in sightings {
      for segment in sighting.segments {
        _ = see(Int(segment), sighting.slots, in: sighting.frame)
      }
    }
  }
}

extension DutyMode {
  /// In the order in which the modes are told.
  var position: Int { DutyMode.allCases.firstIndex(of: self) ?? 0 }
}

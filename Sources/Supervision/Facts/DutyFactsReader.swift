// SPDX-License-Identifier: Apache-2.0

public import CityData
public import DutyModel
public import DutyPlanning
public import Operations
public import Rostering

/// Gathers the facts of a period while the log is being read, event by event, so that a period of
/// any length takes the memory of its cases and not of its events; with `CaseDetail.sums` that of its
/// shifts, its streets by the day, and the cases that are open or were handed over.
///
/// The figures are those of `Supervisor.scorecard(plan:roster:events:…)` on the same events, the
/// version too: that reads through this.
public struct DutyFactsReader: Sendable {
  private var reader: EventReader
  /// The slots in which stops and walks were seen so far.
  private var watch: StreetWatch
  private let plan: DutyPlanSet
  private let roster: Roster
  private let snapshot: CitySnapshot
  private let period: CivilInterval
  private let span: Range<Instant>
  private let policy: SupervisionPolicy
  private let detail: CaseDetail
  private var events = 0
  private var first: ID<DutyEvent>?
  private var last: EventDigest?
  private var isSimulated = false
  private var hasEventInPeriod = false

  /// - Throws: `SupervisionError` for a roster of another plan.
  public init(
    plan: DutyPlanSet, roster: Roster, snapshot: CitySnapshot, period: CivilInterval,
    policy: SupervisionPolicy = SupervisionPolicy(),
    dimensions: Set<KPIDimension> = KPIDimension.leading, detail: CaseDetail = .each
  ) throws(SupervisionError) {
    span = try DutyFacts.span(of: period, plan: plan, roster: roster, snapshot: snapshot)
    reader = EventReader(
      plan: plan, roster: roster, snapshot: snapshot, period: period, policy: policy,
      dimensions: dimensions, detail: detail)
    watch = StreetWatch(
      plan: plan, snapshot: snapshot, policy: policy,
      places: PlaceIndex(plan: plan, snapshot: snapshot), period: period, dimensions: dimensions)
    self.plan = plan
    self.roster = roster
    self.snapshot = snapshot
    self.period = period
    self.policy = policy
    self.detail = detail
  }

  /// How long after a period its cases may still move, and the log is read for it.
  public static let daysToSettle = 7

  /// The moments whose events belong to the period's cases.
  public var reach: Range<Instant> {
    span.lowerBound..<span.upperBound.adding(seconds: Int64(Self.daysToSettle) * 86_400)
  }

  /// Takes the next event in the order of the log.
  ///
  /// - Throws: `SupervisionError.inconsistentEvent` for a step that the rules forbid.
  public mutating func take(_ event: DutyEvent) throws(SupervisionError) {
    try reader.take(event)
    for sighting in reader.takeSightings() { watch.see(sighting) }
    events += 1
    first = first ?? event.id
    last = event.digest
    if event.entry.isSimulated { isSimulated = true }
    if span.contains(event.instant) { hasEventInPeriod = true }
  }

  /// What is known so far.
  ///
  /// - Parameter reports: What terminals said of streets; without, there is nothing of 见警率（定位）.
  /// - Throws: `SupervisionError.noEvents` where nothing was recorded in the period.
  public func facts(_ reports: StreetReports? = nil) throws(SupervisionError) -> DutyFacts {
    guard hasEventInPeriod else { throw .noEvents(period) }
    return DutyFacts(
      reader, watch, plan: plan, roster: roster, snapshot: snapshot, period: period, policy: policy,
      detail: detail, isSimulated: isSimulated, version: version, reports: reports)
  }

  /// An event's digest covers all events before it, so the last one stands for them.
  private var version: Version {
    let source = [
      plan.version.digest, roster.version.digest, "\(period.start)", "\(period.end)", "\(events)",
      "\(first ?? 0)", last?.hexadecimal ?? "",
    ]
    let digest = EventChain.digest(after: .start, id: 0, body: source.joined(separator: "\n"))
    return Version(stage: "supervision", digest: digest.hexadecimal)
  }
}

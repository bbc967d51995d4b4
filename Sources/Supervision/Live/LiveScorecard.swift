// SPDX-License-Identifier: Apache-2.0

public import CityData
public import DutyModel
public import DutyPlanning
public import Operations
public import Rostering

/// The figures of the street kept up to date by the event: visibility, revisit intervals, presence
/// and response, without reading the log again. What terminals say is no event, so 见警率（定位）is a gap here.
///
/// Each case is taken out of the sums as it was and put in as it is, by the same code that counts a
/// whole period; sums are whole numbers, so nothing drifts. At any moment the results equal those
/// of `Supervisor.scorecard` on the events so far. Events come in the order of the log.
///
/// - Complexity: an event costs what its case and the streets it touches cost; reading the results
///   costs the streets of the plan and the people on duty, whatever the length of the log.
public struct LiveScorecard: Sendable {
  private var reader: EventReader
  private var streets: LiveStreets
  private var stayCounts: [Count<any StayKPI>]
  private var incidentCounts: [Count<any IncidentKPI>]
  private var violationCounts: [Count<any ViolationKPI>]
  private let context: CountingContext
  /// Stays that end after the period: what they count depends on how far the log tells.
  private let late: Set<Int>
  /// Stays whose officer is there now.
  private var open: Set<Int> = []

  private struct Count<Kind: Sendable>: Sendable {
    var kpi: Kind
    var tally: KPITally
  }

  /// - Throws: `SupervisionError` for a roster of another plan.
  public init(
    plan: DutyPlanSet, roster: Roster, snapshot: CitySnapshot, period: CivilInterval,
    policy: SupervisionPolicy = SupervisionPolicy(),
    dimensions: Set<KPIDimension> = KPIDimension.leading
  ) throws(SupervisionError) {
    let span = try DutyFacts.span(of: period, plan: plan, roster: roster, snapshot: snapshot)
    var reader = EventReader(
      plan: plan, roster: roster, snapshot: snapshot, period: period, policy: policy,
      dimensions: dimensions, detail: .each)
    streets = LiveStreets(
      StreetWatch(
        plan: plan, snapshot: snapshot, policy: policy,
        places: PlaceIndex(plan: plan, snapshot: snapshot), period: period,
        dimensions: dimensions))
    streets.setScopes(&reader.book)
    context = CountingContext(policy: policy, asOf: span.upperBound)
    late = Set(reader.stays.indices.filter { reader.stays[$0].record.end > span.upperBound })
    let empty = KPITally(scopes: reader.book.scopes.count)
    stayCounts = Self.kpis.compactMap { ($0 as? any StayKPI).map { Count(kpi: $0, tally: empty) } }
    incidentCounts = Self.kpis.compactMap {
      ($0 as? any IncidentKPI).map { Count(kpi: $0, tally: empty) }
    }
    violationCounts = Self.kpis.compactMap {
      ($0 as? any ViolationKPI).map { Count(kpi: $0, tally: empty) }
    }
    self.reader = reader
    for position in reader.stays.indices where !late.contains(position) {
      count(reader.stays[position], context, sign: 1)
    }
  }

  /// The figures kept, in the order of the scorecard. Those that depend on the time that has passed
  /// since an event, such as overdue hand-overs, are not among them.
  public static let kpis: [any KPI] = KPIRegistry.all.filter { kpi in
    switch kpi {
    case is any StayKPI, is any IncidentKPI, is any StreetKPI, is Interventions,
      is DissuasionShare:
      true
    default: false
    }
  }
}

extension LiveScorecard {
  /// Takes the next event.
  ///
  /// - Throws: `SupervisionError.inconsistentEvent`; the figures stay as they were.
  public mutating func take(_ event: DutyEvent) throws(SupervisionError) {
    switch event.entry.content {
    case .attendance: try takeStay(event)
    case .stop, .beatWalk: try takeSighting(event)
    case .incidentReported(let id, _, _), .incidentMoved(let id, _):
      let before = reader.incidents[id]
      try reader.take(event)
      count(before, sign: -1)
      count(reader.incidents[id], sign: 1)
    case .violationObserved(let id, _), .violationMoved(let id, _):
      let before = reader.violations[id]
      try reader.take(event)
      count(before, sign: -1)
      count(reader.violations[id], sign: 1)
    case .vehicle, .violationRefused, .violationClock, .inspection, .jam, .roster, .point, .special,
      .shiftHandOver, .orderStep, .caseReminded, .evidenceRead, .attendanceNoted, .incidentJoined,
      .incidentMerged,
      .incidentUnanswered, .incidentWelfare:
      try reader.take(event)
    }
  }

  /// The present figures, as the scorecard has them.
  public func results() -> [KPIResult] {
    var current = self
    let now = CountingContext(
      policy: context.policy, asOf: max(context.asOf, reader.latest ?? context.asOf))
    for position in late { current.count(reader.stays[position], now, sign: 1) }
    for position in open {
      guard case .present(let since) = reader.stays[position].record.state else { continue }
      let record = reader.stays[position].record
      let (from, until) = (max(since, record.start), min(record.end, now.asOf))
      if from < until { current.streets.see(from..<until, of: reader.stays[position]) }
    }
    return Self.kpis.flatMap { current.results(of: $0) }
  }

  private mutating func takeStay(_ event: DutyEvent) throws(SupervisionError) {
    let position = reader.stay(of: event.entry.content)
    let before = position.map { reader.stays[$0] }
    try reader.take(event)
    guard let position, let before else { return }
    let after = reader.stays[position]
    if !late.contains(position) {
      count(before, context, sign: -1)
      count(after, context, sign: 1)
    }
    let isPresent = if case .present = after.record.state { true } else { false }
    guard case .present(let since) = before.record.state, !isPresent else {
      if isPresent { open.insert(position) }
      return
    }
    open.remove(position)
    // An arrival that was withdrawn leaves no time on the street.
    guard after.record.arrival != nil else { return }
    // What lies behind is settled: a stay's spans are only ever added to.
    let (from, until) = (max(since, after.record.start), min(after.record.end, event.instantOfStay))
    if from < until { streets.see(from..<until, of: after) }
  }

  private mutating func takeSighting(_ event: DutyEvent) throws(SupervisionError) {
    try reader.take(event)
    for sighting in reader.takeSightings() { streets.see(sighting) }
  }

  private mutating func count(_ stay: StayFact, _ context: CountingContext, sign: Int) {
    for index in stayCounts.indices {
      stayCounts[index].tally.weight = sign
      stayCounts[index].kpi.count(stay, context, into: &stayCounts[index].tally)
    }
  }

  private mutating func count(_ incident: IncidentFact?, sign: Int) {
    guard let incident else { return }
    for index in incidentCounts.indices {
      incidentCounts[index].tally.weight = sign
      incidentCounts[index].kpi.count(incident, context, into: &incidentCounts[index].tally)
    }
  }

  private mutating func count(_ violation: ViolationFact?, sign: Int) {
    guard let violation else { return }
    for index in violationCounts.indices {
      violationCounts[index].tally.weight = sign
      violationCounts[index].kpi.count(violation, context, into: &violationCounts[index].tally)
    }
  }

  private func results(of kpi: any KPI) -> [KPIResult] {
    let id = kpi.definition.id
    let scopes = reader.book.scopes
    if let kept = stayCounts.first(where: { $0.kpi.definition.id == id }) {
      return kept.tally.results(of: kept.kpi, for: scopes)
    }
    if let kept = incidentCounts.first(where: { $0.kpi.definition.id == id }) {
      return kept.tally.results(of: kept.kpi, for: scopes)
    }
    if let kept = violationCounts.first(where: { $0.kpi.definition.id == id }) {
      return kept.tally.results(of: kept.kpi, for: scopes)
    }
    guard let street = kpi as? any StreetKPI else { return [] }
    var tally = KPITally(scopes: scopes.count)
    street.count(streets.watch.cells, reader.book, into: &tally)
    return tally.results(of: street, for: scopes)
  }
}

extension DutyEvent {
  /// When the step of a stay happened, as its record has it.
  fileprivate var instantOfStay: Instant {
    if case .attendance(_, let event) = entry.content { event.at } else { instant }
  }
}

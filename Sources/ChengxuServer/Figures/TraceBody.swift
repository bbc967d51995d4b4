// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import DutyPlanning
import Operations
import Supervision

/// A figure opened: what was asked, what it came to, and its cases one by one.
struct TraceBody: Encodable {
  struct Query: Encodable {
    var kpi: String
    var version: Int
    var scope: ScorecardBody.ScopeBody
    var period: CivilInterval
    var scorecard: String
  }

  /// One case, in words, and what it adds; `events` are numbers in the log.
  struct Step: Encodable {
    var kind: String
    var label: LocalizedName
    /// As shown, in the figure's own unit.
    var numerator: Double
    var denominator: Double
    var isExcluded: Bool
    var events: [Int64]
    var eventCount: Int
    var shifts: Int
    var places: [LocalizedName]
    var streets: [String]
    var incidents: Int
    /// The incident itself, where the case is one.
    var incident: PlaceIncidentsBody.IncidentBody?
  }

  var query: Query
  var definition: KPIDefinition
  var result: ScorecardBody.ResultBody
  var count: Int
  var offset: Int
  var steps: [Step]

  static let pageSize = 40
  static let mostEvents = 60
  static let mostNames = 4
}

extension TraceBody {
  init(
    _ trace: FigureTrace, of kpi: any KPI, offset: Int, _ period: FigureArchive.Period
  ) {
    let wording = TraceWording(facts: period.facts)
    self.init(
      query: Query(
        kpi: trace.query.kpi, version: trace.query.definitionVersion,
        scope: ScorecardBody.ScopeBody(trace.query.scope), period: trace.query.period,
        scorecard: trace.query.scorecard.digest),
      definition: trace.result.definition, result: ScorecardBody.ResultBody(trace.result),
      count: trace.count, offset: offset,
      steps: trace.steps.map { step in
        Step(
          kind: step.case.source.kind, label: wording.label(of: step.case.source),
          numerator: Double(step.case.numerator) / Double(kpi.scale.numerator),
          denominator: Double(step.case.denominator) / Double(kpi.scale.denominator),
          isExcluded: step.case.isExcluded,
          events: step.events.prefix(Self.mostEvents).map(\.rawValue),
          eventCount: step.events.count, shifts: step.shifts.count,
          places: step.places.prefix(Self.mostNames).map(wording.name),
          streets: wording.streets(step.segments, most: Self.mostNames),
          incidents: step.incidents.count, incident: wording.incident(of: step.case.source))
      })
  }
}

extension FactReference {
  /// A stable key, such as `violation`.
  var kind: String {
    switch self {
    case .stay: "stay"
    case .shift: "shift"
    case .incident: "incident"
    case .violation: "violation"
    case .street: "street"
    case .place: "place"
    case .finding: "finding"
    case .jam: "jam"
    case .event: "event"
    }
  }
}

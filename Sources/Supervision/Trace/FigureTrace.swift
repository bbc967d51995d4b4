// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import DutyPlanning
public import Geography
public import Operations
public import Rostering

/// The way back from one figure: figure → cases → events → shifts → posts → segments → incidents.
public struct FigureTrace: Hashable, Codable, Sendable {
  /// What was asked, so that the answer can be had again.
  public struct Query: Hashable, Codable, Sendable {
    public var kpi: String
    public var definitionVersion: Int
    public var scope: KPIScope
    public var period: CivilInterval
    public var scorecard: Version
  }

  /// One case and all that hangs on it.
  public struct Step: Hashable, Codable, Sendable {
    public var `case`: TracedCase
    public var events: [ID<DutyEvent>]
    public var shifts: [ID<RosteredDuty>]
    public var places: [DutyPlace]
    public var segments: [ID<RoadSegment>]
    public var incidents: [ID<Incident>]
  }

  public var query: Query
  public var result: KPIResult
  /// How many cases there are; `steps` may hold fewer.
  public var count: Int
  public var steps: [Step]
}

extension DutyFacts {
  /// Opens one figure.
  ///
  /// - Parameters:
  ///   - limit: how many cases to follow to their end, those from `offset` on.
  /// - Precondition: the facts hold every case by itself.
  /// - Returns: `nil` for a figure that the scope does not have.
  public func trace(
    _ kpi: any KPI, for scope: KPIScope, events: EventIndex, offset: Int = 0, limit: Int = 100
  ) -> FigureTrace? {
    precondition(detail == .each, "Facts read for sums cannot be opened to their cases.")
    guard let result = kpi.evaluate(self).first(where: { $0.scope == scope }) else { return nil }
    let cases = kpi.trace(scope, in: self)
    let tracer = CaseTracer(self, events)
    return FigureTrace(
      query: FigureTrace.Query(
        kpi: kpi.definition.id, definitionVersion: kpi.definition.version, scope: scope,
        period: period, scorecard: version),
      result: result, count: cases.count,
      steps: cases.dropFirst(max(0, offset)).prefix(max(0, limit)).map(tracer.step))
  }
}

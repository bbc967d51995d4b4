// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel
import Hummingbird

/// `/api/cases/evaluation`: a period counted by area, body, grid, kind or role, and `/api/cases/anomalies`: what a
/// person should look at again; never by person.
struct CaseEvaluationRoutes: Sendable {
  private let entrance: CaseEntrance

  /// Longer periods are several questions.
  static let longestDays: Int64 = 366

  init(_ entrance: CaseEntrance) { self.entrance = entrance }

  func add(to router: Router<ServerContext>) {
    router.get("/api/cases/evaluation", use: evaluation)
    router.get("/api/cases/anomalies", use: anomalies)
  }

  /// `?from=2017-06-01&until=2017-07-01&by=unit`, `until` being the day after the last.
  ///
  /// An account of single bodies sees their rows, and only when counted by body.
  @Sendable private func evaluation(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let (service, visitor) = try entrance.open(to: context)
    let (from, until) = try days(request)
    let by = request.uri.queryParameters["by"].flatMap { CaseDimension(rawValue: String($0)) }
    guard let by else { throw Problem.badField("by") }
    guard visitor.seesAll || by == .unit else { throw Problem.otherBody }
    let rows = try await rows(period(from, until, service), by: by, service, visitor)
    return try Response(
      private: CaseEvaluationBody(
        rows, from: from, until: until, by: by, directory: service.directory,
        hasTotal: visitor.seesAll))
  }

  /// `?from=2017-06-01&until=2017-07-01`: of the cases that were due in the period and closed before its end.
  @Sendable private func anomalies(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let (service, visitor) = try entrance.open(to: context)
    let (from, until) = try days(request)
    let period = period(from, until, service)
    // What a body may not see takes no room in its list.
    let found = try await service.cases.anomalies(dueIn: period).filter {
      visitor.seesAll || visitor.isOf($0.unit)
    }
    let anomalies = CaseAnomalies(found, most: Self.mostAnomalies)
    return try Response(
      private: CaseAnomalyBody(
        anomalies, closed: try await rows(period, by: .unit, service, visitor), from: from,
        until: until, directory: service.directory))
  }

  /// Cases that an answer names.
  static let mostAnomalies = 2000

  private func rows(
    _ period: Range<Instant>, by dimension: CaseDimension, _ service: Open311Service,
    _ visitor: CaseVisitor
  ) async throws -> [CaseTallyRow] {
    try await service.cases.tallies(in: period, by: dimension).filter { row in
      visitor.seesAll || ID<OrderUnit>(row.group).map(visitor.isOf) ?? false
    }
  }

  private func days(_ request: Request) throws(Problem) -> (from: CivilDate, until: CivilDate) {
    let (from, until) = (try date("from", request), try date("until", request))
    guard from < until, until.day - from.day <= Self.longestDays else {
      throw .badField("until")
    }
    return (from, until)
  }

  private func period(
    _ from: CivilDate, _ until: CivilDate, _ service: Open311Service
  ) -> Range<Instant> {
    let clock = service.directory.clock
    return clock.instant(of: CivilTime(date: from))..<clock.instant(of: CivilTime(date: until))
  }

  private func date(_ name: Substring, _ request: Request) throws(Problem) -> CivilDate {
    guard let date = request.uri.queryParameters[name].flatMap({ CivilDate(String($0)) }) else {
      throw .badField(String(name))
    }
    return date
  }
}

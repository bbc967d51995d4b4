// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel
import Hummingbird

/// `/api/cases/evaluation`: a period counted by area, body, grid, kind or role; never by person.
struct CaseEvaluationRoutes: Sendable {
  private let entrance: CaseEntrance

  /// Longer periods are several questions.
  static let longestDays: Int64 = 366

  init(_ entrance: CaseEntrance) { self.entrance = entrance }

  func add(to router: Router<ServerContext>) {
    router.get("/api/cases/evaluation", use: evaluation)
  }

  /// `?from=2017-06-01&until=2017-07-01&by=unit`, `until` being the day after the last.
  ///
  /// An account of single bodies sees their rows, and only when counted by body.
  @Sendable private func evaluation(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let (service, visitor) = try entrance.open(to: context)
    let (from, until) = (try date("from", request), try date("until", request))
    guard from < until, until.day - from.day <= Self.longestDays else {
      throw Problem.badField("until")
    }
    let by = request.uri.queryParameters["by"].flatMap { CaseDimension(rawValue: String($0)) }
    guard let by else { throw Problem.badField("by") }
    guard visitor.seesAll || by == .unit else { throw Problem.otherBody }
    let clock = service.directory.clock
    let period =
      clock.instant(of: CivilTime(date: from))..<clock.instant(of: CivilTime(date: until))
    let rows = try await service.cases.tallies(in: period, by: by).filter { row in
      visitor.seesAll || ID<OrderUnit>(row.group).map(visitor.isOf) ?? false
    }
    return try Response(
      private: CaseEvaluationBody(
        rows, from: from, until: until, by: by, directory: service.directory,
        hasTotal: visitor.seesAll))
  }

  private func date(_ name: Substring, _ request: Request) throws(Problem) -> CivilDate {
    guard let date = request.uri.queryParameters[name].flatMap({ CivilDate(String($0)) }) else {
      throw .badField(String(name))
    }
    return date
  }
}

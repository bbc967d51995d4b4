// SPDX-License-Identifier: Apache-2.0

import AccessControl
import CityData
import DutyModel
import Hummingbird
import Operations
import Supervision

/// `/api/day/scorecard`: the figures of the running day, from the log that the desks write.
struct DayRoutes: Sendable {
  let source: DutyDesksSource
  let territories: TerritoryIndex
  let figures: DayFigures

  func add(to router: Router<ServerContext>) {
    router.get("/api/day/scorecard", use: scorecard)
  }

  @Sendable private func scorecard(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let desks = source.current
    let date = try request.uri.queryParameters["date"].map { text in
      guard let date = CivilDate(String(text)) else { throw Problem.noNumber(String(text)) }
      return date
    }
    let day = date ?? desks.book.clock.civilTime(of: desks.now).date
    do {
      let body = ScorecardBody(try await figures.card(of: day, desks))
      let reach = desks.caller(context, territories).reach
      return try Response(
        private: reach.map { body.limited(to: $0, of: desks.book.snapshot.organization) }
          ?? body)
    } catch SupervisionError.noEvents {
      throw Problem.nothingYet(day)
    }
  }
}

extension ScorecardBody {
  /// What somebody sees whose territory holds these units: the figures of its own brigades and
  /// squadrons, and of the areas that lie in it whole, each with its name.
  func limited(to reach: Set<ID<Unit>>, of organization: Organization) -> Self {
    let units = organization.units
    let names = Dictionary(
      uniqueKeysWithValues: units.map { ("unit \($0.id.rawValue)", $0.name) }
        + organization.areas.map { ("area \($0.id.rawValue)", $0.name) })
    var limited = self
    limited.figures = figures.map { figure in
      FigureBody(
        definition: figure.definition, whole: nil,
        parts: figure.parts.filter { $0.scope.lies(in: reach, of: organization) }.map { part in
          var named = part
          named.scope.name = part.scope.id.flatMap { id in
            names["\(part.scope.kind == "area" ? "area" : "unit") \(id)"]
          }
          return named
        })
    }
    return limited
  }
}

extension ScorecardBody.ScopeBody {
  /// Whether whoever answers for these units sees the part's figures.
  func lies(in reach: Set<ID<Unit>>, of organization: Organization) -> Bool {
    let units = organization.units
    switch (kind, id) {
    case ("brigade", let id?), ("squadron", let id?): return reach.contains(ID(rawValue: id))
    case ("area", let id?):
      return units.contains { $0.area?.rawValue == id && reach.contains($0.id) }
        && units.allSatisfy { $0.area?.rawValue != id || reach.contains($0.id) }
    // Of modes, hours and places the figures are the whole detachment's.
    default: return false
    }
  }
}

extension Problem {
  fileprivate static func nothingYet(_ day: CivilDate) -> Self {
    Self(
      status: .notFound,
      explanation: LocalizedName(
        chinese: "\(day) 还没有勤务事件，没有可计算的指标。可以等第一次签到之后再看。",
        english: "There is no event of \(day) yet, so there are no figures. Maybe look again after "
          + "the first check-in."))
  }
}

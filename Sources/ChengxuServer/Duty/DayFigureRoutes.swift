// SPDX-License-Identifier: Apache-2.0

import AccessControl
import CityData
import DutyModel
import DutyPlanning
import Hummingbird
import Operations
import Supervision

/// `/api/day/figures`: the way back from a figure of the running day to its cases and their events,
/// as `/api/figures` has it for the published period.
struct DayFigureRoutes: Sendable {
  let source: DutyDesksSource
  let territories: TerritoryIndex
  let figures: DayFigures

  func add(to router: Router<ServerContext>) {
    router.get("/api/day/figures/{kpi}/cases", use: cases)
    router.get("/api/day/figures/{kpi}/events", use: events)
  }

  /// `?date=` and `?scope=brigade&id=2` as the day's figures have them, `?offset=`.
  @Sendable private func cases(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let offset = try request.uri.queryParameters["offset"].map { text in
      guard let number = Int(text), number >= 0 else { throw Problem.noNumber(String(text)) }
      return number
    }
    let question = try await question(request, context)
    guard let trace = question.trace(offset: offset ?? 0, limit: TraceBody.pageSize) else {
      throw Problem.unknownScope
    }
    return try Response(
      private: TraceBody(trace, of: question.kpi, offset: offset ?? 0, question.period))
  }

  /// `?numbers=1,2,3`, worded; of events that the figure does not rest on nothing is told.
  @Sendable private func events(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let desks = source.current
    guard let read = desks.live.readEvents else { throw Problem.noLog }
    let text = request.uri.queryParameters["numbers"].map(String.init) ?? ""
    let numbers = try text.split(separator: ",").map { part in
      guard let number = Int64(part) else { throw Problem.noNumber(String(part)) }
      return ID<DutyEvent>(rawValue: number)
    }
    let question = try await question(request, context)
    guard let trace = question.trace(offset: 0, limit: .max) else { throw Problem.unknownScope }
    let known = Set(trace.steps.flatMap(\.events))
    let asked = numbers.filter(known.contains).prefix(TraceBody.mostEvents)
    let clock = desks.book.clock
    return try Response(
      private: try await read(Array(asked)).map { NumberedEventBody($0, clock: clock) })
  }

  private struct Question {
    var kpi: any KPI
    var scope: KPIScope
    var period: FigureArchive.Period

    func trace(offset: Int, limit: Int) -> FigureTrace? {
      period.facts.trace(kpi, for: scope, events: period.events, offset: offset, limit: limit)
    }
  }

  /// - Throws: `Problem` for a figure or part that there is not, or that lies outside the territory.
  private func question(_ request: Request, _ context: ServerContext) async throws -> Question {
    let desks = source.current
    let id = context.parameters.get("kpi") ?? ""
    guard let kpi = KPIRegistry.all.first(where: { $0.definition.id == id }) else {
      throw Problem.unknownFigure(id)
    }
    guard let scope = KPIScope(request) else { throw Problem.unknownScope }
    if let reach = desks.caller(context, territories).reach {
      let body = ScorecardBody.ScopeBody(scope)
      guard body.lies(in: reach, of: desks.book.snapshot.organization) else {
        throw DeskError.outsideTerritory
      }
    }
    return Question(
      kpi: kpi, scope: scope, period: try await figures.period(of: day(request, desks), desks))
  }

  private func day(_ request: Request, _ desks: DutyDesks) throws -> CivilDate {
    guard let text = request.uri.queryParameters["date"] else {
      return desks.book.clock.civilTime(of: desks.now).date
    }
    guard let date = CivilDate(String(text)) else { throw Problem.noNumber(String(text)) }
    return date
  }
}

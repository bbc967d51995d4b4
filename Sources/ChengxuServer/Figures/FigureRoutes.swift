// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import DutyPlanning
import IncidentAnalysis
import Foundation
import Hummingbird
import Operations
import Supervision

/// `/api/review`, `/api/decisions`, and the way back from a figure: `/api/figures/{kpi}/cases` and
/// `/api/figures/events`.
struct FigureRoutes: Sendable {
  private let contents: ServerContents
  private let wholePeriod: CivilInterval
  private let clock: CityClock

  init(_ contents: ServerContents) {
    self.contents = contents
    wholePeriod = contents.scorecard.period
    clock = contents.snapshot.organization.clock
  }

  func add(to router: Router<ServerContext>) {
    router.get("/api/review", use: review)
    router.get("/api/decisions", use: decisions)
    router.get("/api/figures/events", use: events)
    router.get("/api/figures/{kpi}/cases", use: cases)
  }

  @Sendable private func review(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let body = ReviewBody(contents, points: try await contents.pointDesk?.ledger())
    return try PreparedBody(json: body).response(to: request)
  }

  @Sendable private func decisions(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let period = try await open(request, for: .detachment)
    let body = DecisionsBody(
      period, points: try await contents.pointDesk?.ledger(), plans: contents.plans)
    return try PreparedBody(json: body).response(to: request)
  }

  /// `?scope=area&id=1` (nothing for the detachment), `?from=&to=` for another period than the
  /// scorecard's, `?definition=local` or `ours` where a province's own figure stands beside ours (the
  /// province's, which is in force, where it is not said), `?offset=`.
  @Sendable private func cases(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let id = context.parameters.get("kpi") ?? ""
    let (kpi, policy) = try figure(id, of: request)
    guard let scope = KPIScope(request) else { throw Problem.unknownScope }
    let offset = try request.uri.queryParameters["offset"].map { text in
      guard let number = Int(text), number >= 0 else { throw Problem.noNumber(String(text)) }
      return number
    }
    let period = try await open(request, for: scope, by: policy)
    guard
      let trace = period.facts.trace(
        kpi, for: scope, events: period.events, offset: offset ?? 0, limit: TraceBody.pageSize)
    else { throw Problem.unknownScope }
    return try PreparedBody(json: TraceBody(trace, of: kpi, offset: offset ?? 0, period))
      .response(to: request)
  }

  /// `?numbers=1,2,3`: at most a page of events, worded, without anybody's name.
  @Sendable private func events(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    guard let archive = contents.archive else { throw Problem.noLog }
    let text = request.uri.queryParameters["numbers"].map(String.init) ?? ""
    let numbers = try text.split(separator: ",").map { part in
      guard let number = Int64(part) else { throw Problem.noNumber(String(part)) }
      return ID<DutyEvent>(rawValue: number)
    }
    let events = try await archive.readEvents(Array(numbers.prefix(TraceBody.mostEvents)))
    return try PreparedBody(json: events.map { NumberedEventBody($0, clock: clock) })
      .response(to: request)
  }

  private func figure(
    _ id: String, of request: Request
  ) throws -> (kpi: any KPI, policy: SupervisionPolicy) {
    guard let ours = KPIRegistry.all.first(where: { $0.definition.id == id }) else {
      throw Problem.unknownFigure(id)
    }
    let local = contents.scorecard.local?.figures().first { $0.definition.id == id }
    switch (request.uri.queryParameters["definition"], local) {
    case (nil, nil), ("ours", _): return (ours, SupervisionPolicy())
    case (nil, let local?), ("local", let local?): return (local, local.policy)
    case ("local", nil): throw Problem.noLocalDefinition(id)
    case (let other?, _): throw Problem.unknownDefinition(String(other))
    }
  }

  private func open(
    _ request: Request, for scope: KPIScope, by policy: SupervisionPolicy = SupervisionPolicy()
  ) async throws -> FigureArchive.Period {
    guard let archive = contents.archive else { throw Problem.noLog }
    return try await archive.period(
      .init(period: try period(of: request), dimensions: scope.dimensions, policy: policy))
  }

  private func period(of request: Request) throws -> CivilInterval {
    let query = request.uri.queryParameters
    guard let from = query["from"], let to = query["to"] else { return wholePeriod }
    guard let start = CivilTime(String(from)), let end = CivilTime(String(to)), start < end,
      wholePeriod.start <= start, end <= wholePeriod.end
    else { throw Problem.badPeriod(wholePeriod) }
    return CivilInterval(start: start, end: end)
  }
}

/// An event with its number, so that it can be found in the log.
struct NumberedEventBody: Encodable {
  var number: Int64
  var isSimulated: Bool
  var time: CivilTime
  var kind: String
  var incident: ID<Incident>?
  var text: LocalizedName

  init(_ numbered: NumberedEvent, clock: CityClock) {
    number = numbered.number.rawValue
    isSimulated = numbered.isSimulated
    time = clock.civilTime(of: numbered.event.time)
    kind = numbered.event.kind
    incident = numbered.event.incident
    text = numbered.event.text
  }
}

extension KPIScope {
  init?(_ request: Request) {
    let query = request.uri.queryParameters
    self.init(
      kind: query["scope"].map(String.init) ?? "detachment", id: query["id"].flatMap { Int64($0) },
      mode: query["mode"].flatMap { DutyMode(rawValue: String($0)) },
      form: query["form"].flatMap { DutyForm(rawValue: String($0)) })
  }
}

extension Problem {
  static func unknownFigure(_ id: String) -> Self {
    Self(
      status: .notFound,
      explanation: LocalizedName(
        chinese: "没有指标“\(id.prefix(40))”。可以用 chengxu kpis --list 查看全部键名。",
        english: "There is no figure \"\(id.prefix(40))\". Maybe look at chengxu kpis --list."))
  }

  static func noLocalDefinition(_ id: String) -> Self {
    Self(
      status: .notFound,
      explanation: LocalizedName(
        chinese: "考核表里没有指标“\(id)”的地方定义。可以用 chengxu supervise --definitions 文件 重新计算。",
        english: "The scorecard has no local definition of \"\(id)\". "
          + "Maybe compute it anew with chengxu supervise --definitions FILE."))
  }

  static func unknownDefinition(_ text: String) -> Self {
    Self(
      status: .badRequest,
      explanation: LocalizedName(
        chinese: "没有定义“\(text.prefix(40))”。可以写 definition=local（地方定义）或 definition=ours（本系统的定义）。",
        english: "There is no definition \"\(text.prefix(40))\". "
          + "Maybe write definition=local or definition=ours."))
  }

  static let unknownScope = Self(
    status: .notFound,
    explanation: LocalizedName(
      chinese: "该指标没有这个范围。可以用支队、片区（scope=area&id=1）、大队或勤务方式（scope=mode&mode=peak）。",
      english: "The figure has no such part. Maybe the detachment, an area (scope=area&id=1), a "
        + "brigade or a mode (scope=mode&mode=peak)."))

  static func badPeriod(_ whole: CivilInterval) -> Self {
    Self(
      status: .badRequest,
      explanation: LocalizedName(
        chinese: "时段应在 \(whole.start) 至 \(whole.end) 之内。可以写作 from=\(whole.start)&to=\(whole.end)。",
        english: "The period must lie within \(whole.start) to \(whole.end). "
          + "Maybe write from=\(whole.start)&to=\(whole.end)."))
  }

  static let noLog = Self(
    status: .notFound,
    explanation: LocalizedName(
      chinese: "这里没有勤务事件库，指标无法追溯。可以先推演或运行一天。",
      english: "There is no event log here to walk back to. Maybe replay or run a day first."))
}

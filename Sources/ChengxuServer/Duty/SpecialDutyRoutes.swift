// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel
import DutyPlanning
import Geography
import HTTPTypes
import Hummingbird
import Operations

/// `/api/special-duties`: started, acknowledged one by one, ended; `/api/partner-tasks` for partners.
struct SpecialDutyRoutes: Sendable {
  let source: DutyDesksSource
  let territories: TerritoryIndex

  private var desks: DutyDesks { source.current }

  func add(to router: Router<ServerContext>) {
    router.get("/api/special-duties", use: list)
    router.post("/api/special-duties", use: start)
    router.post("/api/special-duties/:id/end", use: end)
    router.post("/api/special-duties/:id/reminders", use: urge)
    router.post("/api/duty/special-duties/:id/acknowledgement", use: acknowledge)
    router.get("/api/partner-tasks", use: partnerTasks)
    router.post("/api/partner-tasks/:id/:task/acknowledgement", use: acknowledgePartner)
  }

  /// `?state=open` for those in force.
  @Sendable private func list(_ request: Request, context: ServerContext) async throws -> Response {
    let (desks, page) = (desks, try request.page())
    let reach = desks.caller(context, territories).reach
    let query = DeskQuery(
      isOpen: request.uri.queryParameters["state"] == "open" ? true : nil, units: reach,
      before: page.before, limit: page.limit)
    let body = try await desks.live.store.read { session in
      let found = try session.files(SpecialDutyFile.self, query)
      return PageBody(
        desks, items: found.map { SpecialDutyBody($0, desks, reach: reach) },
        next: found.count == page.limit ? found.last?.id.rawValue : nil)
    }
    return try Response(private: body)
  }

  struct StartBody: Codable, Sendable {
    /// A template's trigger, planned on the spot; the order that the plan in force holds, without.
    var trigger: SpecialOrder.Trigger?
    var level: AlertLevel?
    var name: String?
    var latitude: Double?
    var longitude: Double?
    /// How long, for an order planned on the spot.
    var minutes: Int?
    var reason: String
  }

  @Sendable private func start(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let read = try await desks.read(StartBody.self, request, context, territories)
    let cause: SpecialDutyOrder.Cause =
      context.program.map { .programme(name: $0.name) } ?? .leader(account: read.caller.account)
    let wanted = try wanted(read.body, cause, at: read.caller.now)
    let desks = desks
    let body = try await desks.live.store.change(read.request, at: read.caller.now) { session in
      SpecialDutyBody(
        try desks.special.start(wanted, by: read.caller, in: session), desks, reach: nil)
    }
    return try Response(private: body, status: .created)
  }

  private func wanted(
    _ body: StartBody, _ cause: SpecialDutyOrder.Cause, at now: Instant
  ) throws -> SpecialDutyDesk.Request {
    guard let trigger = body.trigger else {
      guard let planned = desks.special.planned(cause: cause, reason: body.reason, at: now) else {
        throw Problem.noSpecialOrder
      }
      return planned
    }
    guard let plan = desks.live.planOrder else { throw Problem.noPlanning }
    let minutes = body.minutes ?? 240
    guard (10...SpecialDutyPolicy.standard.longestMinutes).contains(minutes) else {
      throw Problem.noNumber("\(minutes)")
    }
    var centre: Coordinate?
    if let latitude = body.latitude, let longitude = body.longitude {
      centre = try PlaceOnEarth.checked(latitude, longitude, nil).wgs84
    }
    let template = SpecialTemplate.standard(trigger)
    let time = desks.book.clock.civilTime(of: now)
    let mission = SpecialMission(
      trigger: trigger,
      name: body.name.map { LocalizedName(chinese: $0, english: $0) } ?? template.name,
      interval: CivilInterval(start: time, end: time.adding(minutes: minutes)), centre: centre,
      coreRadiusMetres: template.coreRadiusMetres, outerRadiusMetres: template.outerRadiusMetres)
    let activation = SpecialActivation(
      trigger: trigger, level: body.level, interval: mission.interval, now: time)
    let answer: SpecialAnswer
    do throws(PlanningError) {
      answer = try plan(mission, activation)
    } catch {
      throw Problem(status: .conflict, explanation: error.explanation)
    }
    return SpecialDutyDesk.Request(
      cause: cause, reason: body.reason, mission: mission, activation: activation,
      plan: answer.plan, ready: answer.ready, version: answer.version)
  }

  struct EndBody: Codable, Sendable {
    var reason: String
    var version: Int
  }

  @Sendable private func end(_ request: Request, context: ServerContext) async throws -> Response {
    let (desks, id) = (desks, try context.number("id"))
    let read = try await desks.read(EndBody.self, request, context, territories)
    let body = try await desks.live.store.change(read.request, at: read.caller.now) { session in
      SpecialDutyBody(
        try desks.special.stop(
          ID(rawValue: id), reason: read.body.reason, version: read.body.version, by: read.caller,
          in: session), desks, reach: nil)
    }
    return try Response(private: body)
  }

  struct UrgeBody: Codable, Sendable {
    var version: Int
  }

  @Sendable private func urge(_ request: Request, context: ServerContext) async throws -> Response {
    let (desks, id) = (desks, try context.number("id"))
    let read = try await desks.read(UrgeBody.self, request, context, territories)
    let body = try await desks.live.store.change(read.request, at: read.caller.now) { session in
      SpecialDutyBody(
        try desks.special.urge(
          ID(rawValue: id), version: read.body.version, by: read.caller, in: session), desks,
        reach: read.caller.reach)
    }
    return try Response(private: body)
  }

  struct ReadBody: Codable, Sendable {
    /// When the order was read, by the device.
    var at: Instant
  }

  @Sendable private func acknowledge(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let (desks, id) = (desks, try context.number("id"))
    let read = try await desks.read(ReadBody.self, request, context, territories)
    let officer = read.caller.handler?.officer
    let body = try await desks.live.store.change(read.request, at: read.caller.now) { session in
      let file = try desks.special.acknowledge(
        ID(rawValue: id), at: read.body.at, by: read.caller, in: session)
      return file.duty.calls.filter { $0.officer == officer }.map { SpecialTaskBody(file, $0) }
    }
    return try Response(private: body)
  }

  @Sendable private func partnerTasks(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let (desks, force, limit) = (desks, try partner(context), try request.page().limit)
    let body = try await desks.live.store.read { session in
      let found = try session.files(SpecialDutyFile.self, DeskQuery(isOpen: true, limit: limit))
      return PageBody(desks, items: found.flatMap { PartnerTaskBody.own($0, of: force) })
    }
    return try Response(private: body)
  }

  @Sendable private func acknowledgePartner(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let (desks, id) = (desks, try context.number("id"))
    let task = Int(try context.number("task"))
    let read = try await desks.read(ReadBody.self, request, context, territories)
    let force = try partner(context)
    let body = try await desks.live.store.change(read.request, at: read.caller.now) { session in
      PartnerTaskBody.own(
        try desks.special.acknowledgePartner(
          task, of: ID(rawValue: id), for: force, at: read.body.at, by: read.caller, in: session),
        of: force)
    }
    return try Response(private: body)
  }

  private func partner(_ context: ServerContext) throws -> PartnerForce {
    guard case .partner(let force)? = context.visitor?.visitor.territory else {
      throw Problem.noPartner
    }
    return force
  }
}

extension Problem {
  fileprivate static let noSpecialOrder = Self(
    status: .notFound,
    explanation: LocalizedName(
      chinese: "现行方案没有特殊勤务命令。可以按触发条件启动模板。",
      english: "The plan in force holds no special order. Maybe start a template by its trigger."))

  fileprivate static let noPlanning = Self(
    status: .notFound,
    explanation: LocalizedName(
      chinese: "本服务器不能现场编制特殊勤务方案。可以用 chengxu order 编制后启动现行命令。",
      english: "This server cannot plan an order. Maybe plan it with chengxu order and start that.")
  )

  fileprivate static let noPartner = Self(
    status: .notFound,
    explanation: LocalizedName(
      chinese: "本账号没有登记联勤单位，没有可看的任务。可以请管理员用 --partner 登记。",
      english: "The account speaks for no partner, so it has no tasks. Maybe ask an administrator "
        + "to give it one with --partner."))
}

// SPDX-License-Identifier: Apache-2.0

import AccessControl
import CityData
import CityOrder
import DutyModel
public import Hummingbird
import JobQueue
public import Logging
import Operations
import ServiceLifecycle
import StringCatalogue
import UnixSignals
import Webhooks

/// Wires the server: every route, every middleware and the one place that starts and stops it.
public enum ChengxuApplication {
  /// Prepares all answers and builds an application that is ready to run.
  ///
  /// - Parameters:
  ///   - contents: what the stages published; `nil` for a server that only takes in the day.
  ///   - tracking: `nil` for a server that only shows what was published.
  ///   - duty: the desks of the running day; `nil` for a server that only shows what was published.
  ///   - onReady: called once when every port accepts, with the ports that were bound, which
  ///     matters when port 0 was asked for.
  /// - Throws: `ServerError` when the pages cannot be read; encoding and compression errors as
  ///   they come.
  public static func build(
    _ contents: ServerContents?, door: Door, tracking: LiveTracking? = nil,
    duty: LiveDuty? = nil, configuration: ServerConfiguration, logger: Logger,
    onReady: @escaping @Sendable (ServerPorts) async -> Void = { _ in }
  ) throws -> some ApplicationProtocol {
    let readiness = Readiness()
    let links = LinkCount()
    let gate = ReadyGate(expectsGateway: tracking?.gateway != nil, onReady: onReady)
    let desks = try desks(duty, contents)
    for problem in desks?.current.referral?.unmatched ?? [] {
      logger.warning(
        "no case goes to a traffic brigade of city order",
        metadata: ["error": "\(problem.explanation.english)"])
    }
    let registry = PrometheusRegistry()
    let signs = signs(of: tracking)
    let checks = desks.map(ChainChecks.init)
    let router = try router(
      contents, door: door, tracking: tracking, signs: signs, desks: desks,
      checks: checks, webhooks: duty?.webhooks,
      clock: duty?.clock ?? DutyClock(), links: links, configuration: configuration,
      readiness: readiness, registry: registry)
    readiness.state = .ready

    var services: [any Service] = [ReadinessService(readiness: readiness)]
    if let tracking {
      services += self.services(
        of: tracking, contents, links: links, gate: gate, logger: logger)
    }
    if let desks {
      services.append(
        DutyClockService(
          source: desks, signs: signs, checkIns: tracking.map(TerminalCheckIns.init),
          logger: logger))
      services.append(LogSignService(source: desks, logger: logger))
    }
    if let checks { services.append(ChainCheckService(checks: checks, logger: logger)) }
    services += jobServices(contents, configuration, logger: logger)
    if let contents, let desk = contents.rosterDesk {
      services.append(StaffWatch(desk: desk, people: contents.people, logger: logger))
    }
    services += webhookServices(duty, registry, logger: logger)
    if let order = contents?.open311 {
      services += orderServices(order, duty: desks, logger: logger)
    }
    services += photoServices(contents?.open311, duty: desks, logger: logger)
    return Application(
      router: router,
      configuration: ApplicationConfiguration(
        address: .hostname(configuration.host, port: configuration.port)),
      services: services,
      onServerRunning: { channel in
        await gate.open(http: channel.localAddress?.port ?? configuration.port)
      },
      logger: logger)
  }

  private static func orderServices(
    _ order: Open311Service, duty: DutyDesksSource?, logger: Logger
  ) -> [any Service] {
    [
      ContactRetention(reporters: order.reporters, logger: logger),
      CaseClockService(order: order, duty: duty, logger: logger),
      CalendarWatch(order: order, logger: logger),
    ]
  }

  /// Photos lie in one folder whatever shows them, so one service looks after all.
  private static func photoServices(
    _ order: Open311Service?, duty: DutyDesksSource?, logger: Logger
  ) -> [any Service] {
    guard let photos = order?.photos ?? duty?.current.live.photos else { return [] }
    var uses: [any PhotoUses] = []
    if let order { uses.append(CasePhotos(cases: order.cases)) }
    if let records = order?.orders { uses.append(AssessmentPhotos(records: records)) }
    if let duty { uses.append(FindingPhotos(desks: duty.current.live.store)) }
    return [PhotoRetentionService(photos: photos, uses: uses, logger: logger)]
  }

  /// The desks need to know the city, its plan and its roster.
  static func desks(_ duty: LiveDuty?, _ contents: ServerContents?) throws -> DutyDesksSource? {
    guard let duty, let contents else { return nil }
    return try DutyDesksSource(duty, contents)
  }

  /// What terminals were last heard to say; nothing without any.
  static func signs(
    of tracking: LiveTracking?
  ) -> @Sendable () async throws(TrackingError) -> TerminalSigns {
    let watch = tracking.map(TerminalWatch.init)
    return { () throws(TrackingError) in try await watch?.signs() ?? TerminalSigns() }
  }

  /// Every route behind every middleware.
  static func router(
    _ contents: ServerContents?, door: Door, tracking: LiveTracking?,
    signs: @escaping @Sendable () async throws(TrackingError) -> TerminalSigns = {
      () throws(TrackingError) in TerminalSigns()
    }, desks: DutyDesksSource? = nil, checks: ChainChecks? = nil,
    webhooks: WebhookDesk? = nil, clock: DutyClock = DutyClock(), links: LinkCount,
    configuration: ServerConfiguration, readiness: Readiness,
    registry: PrometheusRegistry = PrometheusRegistry()
  ) throws -> Router<ServerContext> {
    let territories = TerritoryIndex(units: contents?.snapshot.organization.units ?? [])
    let pages = try StaticRoutes<ServerContext>(folder: configuration.webFolder)
    let router = Router(context: ServerContext.self, options: .autoGenerateHeadEndpoints)
    router.addMiddleware {
      RequestRecord(metrics: registry)
      SecurityHeaders()
      ProblemMiddleware()
      DoorMiddleware(
        door: door, territories: territories, openPaths: pages.paths)
    }
    if let contents {
      try addPages(of: contents, door: door, duty: desks, to: router)
      if let access = door.desk {
        add(auditOf: access, desks?.current.live.log, contents, territories, to: router)
      }
    }
    let days = DayFigures(presence: tracking?.presence)
    if let desks {
      ChainRoutes(checks: checks ?? ChainChecks(desks), access: door.desk).add(to: router)
      add(desks, territories, signs, days, to: router)
      ShiftHandOverPaperRoutes(source: desks, territories: territories, texts: try strings())
        .add(to: router)
      IncidentRoutes(source: desks, territories: territories) { () throws(TrackingError) in
        try await tracking?.whereabouts() ?? Whereabouts()
      }.add(to: router)
    }
    try OpenAPIDocument().add(to: router)
    if let webhooks { WebhookRoutes(desk: webhooks).add(to: router) }
    if let tracking {
      PhoneRoutes(desk: tracking.desk, directory: tracking.directory).add(to: router)
      let units = UnitRoutes(
        desk: tracking.desk, directory: tracking.directory,
        holders: HolderIndex(contents), territories: territories,
        access: door.desk)
      units.add(to: router)
      TrackRoutes(units: units, tracking: tracking).add(to: router)
      if let presence = tracking.presence, let contents {
        PresenceRoutes(
          store: presence, places: PresencePlaces(contents), territories: territories,
          clock: tracking.clock
        ).add(to: router)
      }
    }
    let order = contents?.open311
    HealthRoutes(
      readiness: readiness, contents: contents.map { .init($0) },
      calendar: { order?.calendarReach.map { HealthBody.Calendar($0) } }
    ).add(to: router)
    MetricsRoutes(
      registry: registry, process: ProcessMeasurements(),
      tracking: tracking.map { TrackingMeasurements(desk: $0.desk, links: links) },
      supervision: SupervisionMeasurements(
        published: contents?.scorecard, source: desks, days: days),
      calendar: order.map { CalendarMeasurements(order: $0) },
      webhooks: webhooks.map { WebhookMeasurements(desk: $0, clock: clock) }
    ).add(to: router)
    try addDoor(door, isSecure: configuration.isReachedOverTLS, to: router)
    pages.add(to: router)
    return router
  }

  private static func addDoor(
    _ door: Door, isSecure: Bool, to router: Router<ServerContext>
  ) throws {
    let strings = try PreparedBody(json: try strings().table(of: [.web, .planning]))
    router.get("/strings.json") { request, _ in strings.response(to: request) }
    router.get("/api/session") { _, context in
      try Response(private: SessionBody(context.visitor))
    }
    if let desk = door.desk {
      SignInRoutes(
        desk: desk, limit: AddressLimit(most: AddressLimit.signInsPerMinute, seconds: 60),
        enrolments: SecondFactorEnrolments(), isSecure: isSecure
      ).add(to: router)
    }
  }

  private static func add(
    _ source: DutyDesksSource, _ territories: TerritoryIndex,
    _ signs: @escaping @Sendable () async throws(TrackingError) -> TerminalSigns,
    _ days: DayFigures, to router: Router<ServerContext>
  ) {
    AttendanceRoutes(source: source, territories: territories, signs: signs).add(to: router)
    ViolationRoutes(source: source, territories: territories).add(to: router)
    SpecialDutyRoutes(source: source, territories: territories).add(to: router)
    ShiftHandOverRoutes(source: source, territories: territories).add(to: router)
    InspectionRoutes(source: source, territories: territories).add(to: router)
    FindingRoutes(source: source, territories: territories).add(to: router)
    NoticeRoutes(source: source, territories: territories).add(to: router)
    DayRoutes(source: source, territories: territories, figures: days).add(to: router)
    DayFigureRoutes(source: source, territories: territories, figures: days).add(to: router)
    LiveRoutes(source: source, territories: territories).add(to: router)
    ExerciseRoutes(source: source, territories: territories).add(to: router)
  }

  private static func add(
    auditOf access: AccessDesk, _ log: (any DutyEventLog)?, _ contents: ServerContents,
    _ territories: TerritoryIndex, to router: Router<ServerContext>
  ) {
    AuditRoutes(access: access, contents: contents, territories: territories).add(to: router)
    TrackReadingRoutes(access: access, log: log, contents: contents).add(to: router)
  }

  private static func addPages(
    of contents: ServerContents, door: Door, duty: DutyDesksSource?,
    to router: Router<ServerContext>
  ) throws {
    let people = contents.people
    try CityRoutes(contents).add(to: router)
    let owners = PlaceOwners(contents)
    try PlanRoutes(contents, people: people, owners: owners).add(to: router)
    if let desk = contents.planDesk {
      PlanEditRoutes(desk, contents, people: people).add(to: router)
    }
    RosterRoutes(contents, people: people, owners: owners).add(to: router)
    if let jobs = contents.jobs { JobRoutes(store: jobs).add(to: router) }
    if let desk = contents.rosterDesk {
      let planning = RosterDeskRoutes(desk, contents, people: people)
      planning.add(to: router)
      RosterSheetRoutes(
        desk: desk, places: planning.places, territories: planning.territories
      ).add(to: router)
      if let jobs = contents.jobs {
        RedraftRoutes(desk: desk, roster: planning, jobs: jobs).add(to: router)
        WeeksRoutes(desk: desk, roster: planning, jobs: jobs).add(to: router)
      }
      StaffImportRoutes(desk: desk, territories: planning.territories, roster: planning)
        .add(to: router)
      let own = OwnRosterRoutes(desk, contents, access: door.desk)
      own.add(to: router)
      RosterRequestRoutes(desk, contents, own: own).add(to: router)
    }
    try SupervisionRoutes(contents, people: people, owners: owners).add(to: router)
    FigureRoutes(contents).add(to: router)
    if let desk = contents.pointDesk { PointRoutes(desk, contents, people: people).add(to: router) }
    ChartRoutes(contents: contents).add(to: router)
    BulletinRoutes(files: contents.bulletin).add(to: router)
    BulletinEditorRoutes(
      desk: contents.bulletinDesk, clock: contents.snapshot.organization.clock
    ).add(to: router)
    addCases(of: contents, duty: duty, to: router)
  }

  private static func addCases(
    of contents: ServerContents, duty: DutyDesksSource?, to router: Router<ServerContext>
  ) {
    let entrance = CaseEntrance(
      contents.open311,
      territories: TerritoryIndex(units: contents.snapshot.organization.units), duty: duty)
    CaseRoutes(entrance).add(to: router)
    CaseActionRoutes(entrance).add(to: router)
    CaseEvaluationRoutes(entrance).add(to: router)
    ResponsibilityRoutes(entrance).add(to: router)
    PhotoRoutes(entrance).add(to: router)
    PublicReportRoutes(entrance).add(to: router)
    let orders = OrderEntrance(cases: entrance)
    CampaignRoutes(orders, ground: CampaignGround(contents.snapshot.roads)).add(to: router)
    MarketRoutes(orders).add(to: router)
    AssessmentRoutes(orders).add(to: router)
    if let open311 = contents.open311 { Open311Routes(open311).add(to: router) }
  }

  private static func jobServices(
    _ contents: ServerContents?, _ configuration: ServerConfiguration, logger: Logger
  ) -> [any Service] {
    guard configuration.worksOnJobs, let contents else { return [] }
    return JobService(contents, logger: logger).map { [$0] } ?? []
  }

  private static func webhookServices(
    _ duty: LiveDuty?, _ registry: PrometheusRegistry, logger: Logger
  ) -> [any Service] {
    guard let duty, let webhooks = duty.webhooks else { return [] }
    return [
      WebhookService(
        desk: webhooks, duty: duty.store, logger: logger,
        counting: WebhookMeasurements.counting(in: registry))
    ]
  }

  private static func services(
    of tracking: LiveTracking, _ contents: ServerContents?, links: LinkCount, gate: ReadyGate,
    logger: Logger
  ) -> [any Service] {
    let keeper = PresenceKeeper(tracking, contents)
    var services: [any Service] = [
      RetentionService(
        store: tracking.store, clock: tracking.clock, days: tracking.retentionDays,
        countsPresence: keeper != nil, logger: logger)
    ]
    if let keeper { services.append(PresenceService(keeper: keeper, logger: logger)) }
    if let exchange = tracking.exchange {
      services.append(
        PositionExchangeService(
          exchange: exchange, desk: tracking.desk, store: tracking.store, clock: tracking.clock,
          logger: logger))
    }
    if let gateway = tracking.gateway {
      services.append(
        TerminalGateway(
          configuration: gateway, desk: tracking.desk, directory: tracking.directory,
          logger: logger, openLinks: links, onListening: { await gate.open(jt808: $0) }))
    }
    return services
  }

  /// Serves until SIGINT or SIGTERM, or until the task is cancelled.
  ///
  /// - Throws: `ServerError`, also for a port that is taken.
  public static func run(
    _ contents: ServerContents?, door: Door, tracking: LiveTracking?,
    duty: LiveDuty?, configuration: ServerConfiguration, logger: Logger,
    onReady: @escaping @Sendable (ServerPorts) async -> Void = { _ in }
  ) async throws {
    let application = try build(
      contents, door: door, tracking: tracking, duty: duty, configuration: configuration,
      logger: logger, onReady: onReady)
    var group = ServiceGroupConfiguration(
      services: [application], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
    group.maximumGracefulShutdownDuration = .seconds(configuration.stopSeconds)
    do {
      try await ServiceGroup(configuration: group).run()
    } catch {
      throw ServerError(error, configuration: configuration)
    }
  }

  /// Takes slow work and nothing else, until SIGINT or SIGTERM, or until the task is cancelled.
  ///
  /// - Parameter onReady: called once it takes work.
  /// - Throws: `ServerError.nothingToWorkOn` for contents without a roster and a plan to try.
  public static func work(
    on contents: ServerContents, logger: Logger, onReady: @Sendable () -> Void
  ) async throws {
    guard let service = JobService(contents, logger: logger) else {
      throw ServerError.nothingToWorkOn
    }
    onReady()
    var group = ServiceGroupConfiguration(
      services: [service], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
    group.maximumGracefulShutdownDuration = .seconds(10)
    try await ServiceGroup(configuration: group).run()
  }

  private static func strings() throws(ServerError) -> StringCatalogue {
    do {
      return try StringCatalogue()
    } catch {
      throw .stringCatalogueUnreadable(reason: "\(error)")
    }
  }
}

/// The ports that a server accepts on.
public struct ServerPorts: Hashable, Sendable {
  public var http: Int
  /// `nil` for a server that takes in no terminals.
  public var jt808: Int?
}

/// Waits until every port accepts, then says so once.
private actor ReadyGate {
  private let expectsGateway: Bool
  private let onReady: @Sendable (ServerPorts) async -> Void
  private var http: Int?
  private var jt808: Int?

  init(expectsGateway: Bool, onReady: @escaping @Sendable (ServerPorts) async -> Void) {
    self.expectsGateway = expectsGateway
    self.onReady = onReady
  }

  func open(http port: Int) async {
    http = port
    await tell()
  }

  func open(jt808 port: Int) async {
    jt808 = port
    await tell()
  }

  private func tell() async {
    guard let http, !expectsGateway || jt808 != nil else { return }
    await onReady(ServerPorts(http: http, jt808: jt808))
  }
}

/// Turns `/health` to "stopping" as soon as a stop is asked for.
private struct ReadinessService: Service {
  let readiness: Readiness

  func run() async throws {
    try? await gracefulShutdown()
    readiness.state = .stopping
  }
}

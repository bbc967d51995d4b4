// SPDX-License-Identifier: Apache-2.0

import AccessControl
import CityData
import DutyModel
public import Hummingbird
public import Logging
import ServiceLifecycle
import StringCatalogue
import UnixSignals

/// Wires the server: every route, every middleware and the one place that starts and stops it.
public enum ChengxuApplication {
  /// Prepares all answers and builds an application that is ready to run.
  ///
  /// - Parameters:
  ///   - onReady: called once with the port that was bound, which matters when port 0 was asked for.
  /// - Throws: `ServerError` when the pages cannot be read; encoding and compression errors as
  ///   they come.
  public static func build(
    _ contents: ServerContents, configuration: ServerConfiguration, logger: Logger,
    onReady: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
  ) throws -> some ApplicationProtocol {
    let readiness = Readiness()
    let router = try router(contents, configuration: configuration, readiness: readiness)
    readiness.state = .ready

    return Application(
      router: router,
      configuration: ApplicationConfiguration(
        address: .hostname(configuration.host, port: configuration.port)),
      services: [ReadinessService(readiness: readiness)],
      onServerRunning: { channel in
        await onReady(channel.localAddress?.port ?? configuration.port)
      },
      logger: logger)
  }

  /// Every route behind every middleware.
  static func router(
    _ contents: ServerContents, configuration: ServerConfiguration, readiness: Readiness
  ) throws -> Router<ServerContext> {
    let registry = PrometheusRegistry()
    let people = PeopleIndex(contents.snapshot.organization)

    let pages = try StaticRoutes<ServerContext>(folder: configuration.webFolder)
    let router = Router(context: ServerContext.self, options: .autoGenerateHeadEndpoints)
    router.addMiddleware {
      RequestRecord(metrics: registry)
      SecurityHeaders()
      ProblemMiddleware()
      DoorMiddleware(
        door: contents.door,
        territories: TerritoryIndex(units: contents.snapshot.organization.units),
        openPaths: pages.paths)
    }
    try CityRoutes(contents, strings: try strings()).add(to: router)
    try PlanRoutes(contents, people: people).add(to: router)
    RosterRoutes(contents, people: people).add(to: router)
    try SupervisionRoutes(contents, people: people).add(to: router)
    BulletinRoutes(files: contents.bulletin).add(to: router)
    HealthRoutes(readiness: readiness, contents: .init(contents)).add(to: router)
    MetricsRoutes(registry: registry, process: ProcessMeasurements()).add(to: router)
    if let open311 = contents.open311 { Open311Routes(open311).add(to: router) }
    router.get("/api/session") { _, context in
      try Response(private: SessionBody(context.visitor))
    }
    if let desk = contents.door.desk {
      SignInRoutes(
        desk: desk, limit: SignInLimit(), enrolments: SecondFactorEnrolments(),
        isSecure: configuration.isReachedOverTLS
      ).add(to: router)
    }
    pages.add(to: router)
    return router
  }

  /// Serves until SIGINT or SIGTERM, or until the task is cancelled.
  ///
  /// - Throws: `ServerError`, also for a port that is taken.
  public static func run(
    _ contents: ServerContents, configuration: ServerConfiguration, logger: Logger,
    onReady: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
  ) async throws {
    let application = try build(
      contents, configuration: configuration, logger: logger, onReady: onReady)
    var group = ServiceGroupConfiguration(
      services: [application], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
    group.maximumGracefulShutdownDuration = .seconds(configuration.stopSeconds)
    do {
      try await ServiceGroup(configuration: group).run()
    } catch {
      throw ServerError(error, configuration: configuration)
    }
  }

  private static func strings() throws(ServerError) -> StringCatalogue {
    do {
      return try StringCatalogue()
    } catch {
      throw .stringCatalogueUnreadable(reason: "\(error)")
    }
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

// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel
import Geography
import HTTPTypes
import Hummingbird
import Operations
import Rostering

/// `/api/incidents`: from the call to the clear street.
struct IncidentRoutes: Sendable {
  let source: DutyDesksSource
  let territories: TerritoryIndex
  /// Where units are by their terminals; nobody's place is known to a server without any.
  let whereabouts: @Sendable () async throws(TrackingError) -> Whereabouts

  private var desks: DutyDesks { source.current }

  func add(to router: Router<ServerContext>) {
    router.get("/api/incidents", use: list)
    router.post("/api/incidents") { request, context in
      try await report(
        request, context, as: context.program == nil ? .operator : .programme)
    }
    router.post("/api/duty/incidents") { request, context in
      try await report(request, context, as: .phone)
    }
    router.get("/api/incidents/:id", use: one)
    router.get("/api/incidents/:id/candidates", use: candidates)
    router.post("/api/incidents/:id/units", use: send)
    router.post("/api/incidents/:id/steps") { request, context in
      try await step(request, context, isOwn: false)
    }
    router.post("/api/duty/incidents/:id/steps") { request, context in
      try await step(request, context, isOwn: true)
    }
    router.post("/api/incidents/:id/merge", use: merge)
    router.post("/api/incidents/:id/cancellation", use: cancel)
  }

  /// `?state=open` for those that are not over.
  @Sendable private func list(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let (desks, page) = (desks, try request.page())
    let query = DeskQuery(
      isOpen: request.uri.queryParameters["state"] == "open" ? true : nil,
      units: desks.caller(context, territories).reach, before: page.before, limit: page.limit)
    let body = try await desks.live.store.read { session in
      let found = try session.files(IncidentFile.self, query)
      return PageBody(
        desks, items: found.map { IncidentBody($0, desks) },
        next: found.count == page.limit ? found.last?.id.rawValue : nil)
    }
    return try Response(private: body)
  }

  struct ReportBody: Codable, Sendable {
    /// A crash, where nothing is said.
    var matter: IncidentReport.Matter?
    var severity: Incident.Severity?
    var kind: String
    var words: String?
    var latitude: Double
    var longitude: Double
    var system: CoordinateSystem?
    var priority: IncidentFile.Priority?
    var at: Instant?

    /// - Throws: where a crash has no severity, or what is none has one.
    func requireSeverityOfCrash() throws(DeskError) {
      guard (matter == .lostContact) == (severity == nil) else { throw .severityOfCrash }
    }
  }

  private func report(
    _ request: Request, _ context: ServerContext, as source: IncidentReport.Source
  ) async throws -> Response {
    let read = try await desks.read(ReportBody.self, request, context, territories)
    let place = try PlaceOnEarth.checked(
      read.body.latitude, read.body.longitude, read.body.system)
    guard (1...100).contains(read.body.kind.count) else { throw Problem.badBody }
    try read.body.requireSeverityOfCrash()
    let report = IncidentReport(
      source: source, severity: read.body.severity, kind: read.body.kind,
      words: read.body.words ?? "", place: place.wgs84, at: read.body.at ?? read.caller.now)
    return try await answer(read, status: .created) { desks, session in
      try desks.dispatch.report(
        report, priority: read.body.priority, by: read.caller, in: session)
    }
  }

  @Sendable private func one(_: Request, context: ServerContext) async throws -> Response {
    let (desks, id) = (desks, try context.number("id"))
    let caller = desks.caller(context, territories)
    return try Response(
      private: try await desks.live.store.read { session in
        IncidentBody(try Self.file(id, caller, session), desks)
      })
  }

  private static func file(
    _ id: Int64, _ caller: DeskCaller, _ session: any DeskSession
  ) throws -> IncidentFile {
    guard let file = try session.file(IncidentFile.self, DeskKey(number: id)) else {
      throw DeskError.missing(.incident, DeskKey(number: id))
    }
    if let reach = caller.reach, reach.isDisjoint(with: file.units) {
      throw DeskError.outsideTerritory
    }
    return file
  }

  struct CandidatesBody: Codable, Sendable {
    struct Candidate: Codable, Sendable {
      var unit: Int64
      var officer: LocalizedName?
      var travelSeconds: Int64
      var leavesPost: Bool
      var reason: LocalizedName
    }

    /// The nearest suitable units, the best first.
    var candidates: [Candidate]
    var passedOver: [DispatchDecision.PassedOver]
    var possibleDuplicates: [Int64]
  }

  @Sendable private func candidates(_: Request, context: ServerContext) async throws -> Response {
    let (desks, id) = (desks, try context.number("id"))
    let caller = desks.caller(context, territories)
    let whereabouts = try await whereabouts()
    let body = try await desks.live.store.read { session in
      let file = try Self.file(id, caller, session)
      let found = try desks.dispatch.candidates(
        for: file, at: caller.now, from: whereabouts, in: session)
      return CandidatesBody(
        candidates: (found.decision?.candidates ?? []).map { candidate in
          CandidatesBody.Candidate(
            unit: candidate.unit.rawValue,
            officer: desks.book.officer(of: candidate.unit)?.name,
            travelSeconds: candidate.travelSeconds, leavesPost: candidate.leavesPost,
            reason: candidate.reason)
        },
        passedOver: found.passedOver,
        possibleDuplicates: try desks.dispatch.possibleDuplicates(of: file, in: session)
          .map(\.id.rawValue))
    }
    return try Response(private: body)
  }

  struct SendBody: Codable, Sendable {
    /// The duty that names the unit; the best one without it.
    var unit: Int64?
    var reason: String?
    var version: Int
  }

  @Sendable private func send(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let id = try context.number("id")
    let read = try await desks.read(SendBody.self, request, context, territories)
    let whereabouts = try await whereabouts()
    return try await answer(read) { desks, session in
      try desks.dispatch.send(
        read.body.unit.map { ID(rawValue: $0) }, to: ID(rawValue: id), reason: read.body.reason,
        version: read.body.version, from: whereabouts, by: read.caller, in: session)
    }
  }

  struct StepBody: Codable, Sendable {
    enum Step: String, CaseIterable, Codable, Sendable {
      case acknowledge, setOut, arrive, clear, decline, heard
    }

    var step: Step
    /// Which of the units; an officer's own phone names none.
    var unit: Int64?
    var reason: IncidentResponse.DeclineReason?
    /// How a unit was heard that did not say so itself.
    var words: String?
    var at: Instant?

    /// `nil` for what moves nothing.
    var unitStep: DispatchDesk.UnitStep? {
      switch step {
      case .acknowledge: .acknowledge
      case .setOut: .setOut
      case .arrive: .arrive
      case .clear: .clear
      case .decline: .decline(reason ?? .cannotReach)
      case .heard: nil
      }
    }
  }

  private func step(
    _ request: Request, _ context: ServerContext, isOwn: Bool
  ) async throws -> Response {
    let id = try context.number("id")
    let read = try await desks.read(StepBody.self, request, context, territories)
    guard isOwn || read.body.unit != nil else { throw Problem.badBody }
    let unit: ResponseUnit.Key? = isOwn ? nil : read.body.unit.map { ID(rawValue: $0) }
    return try await answer(read) { desks, session in
      guard let step = read.body.unitStep else {
        return try desks.dispatch.heard(
          of: ID(rawValue: id), unit: unit, words: read.body.words, at: read.body.at,
          by: read.caller, in: session)
      }
      return try desks.dispatch.step(
        step, of: ID(rawValue: id), unit: unit, at: read.body.at, version: nil, by: read.caller,
        in: session)
    }
  }

  struct MergeBody: Codable, Sendable {
    var into: Int64
    var version: Int
  }

  @Sendable private func merge(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let id = try context.number("id")
    let read = try await desks.read(MergeBody.self, request, context, territories)
    return try await answer(read) { desks, session in
      try desks.dispatch.merge(
        ID(rawValue: id), into: ID(rawValue: read.body.into), version: read.body.version,
        by: read.caller, in: session)
    }
  }

  struct CancelBody: Codable, Sendable {
    var reason: String
    var version: Int
  }

  @Sendable private func cancel(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let id = try context.number("id")
    let read = try await desks.read(CancelBody.self, request, context, territories)
    return try await answer(read) { desks, session in
      try desks.dispatch.cancel(
        ID(rawValue: id), reason: read.body.reason, version: read.body.version, by: read.caller,
        in: session)
    }
  }

  private func answer(
    _ read: DeskCall<some Decodable & Sendable>, status: HTTPResponse.Status = .ok,
    _ body: @escaping @Sendable (DutyDesks, any DeskSession) throws -> IncidentFile
  ) async throws -> Response {
    let desks = desks
    let answer = try await desks.live.store.change(read.request, at: read.caller.now) { session in
      IncidentBody(try body(desks, session), desks)
    }
    return try Response(private: answer, status: status)
  }
}

extension DeskError {
  fileprivate static var severityOfCrash: DeskError {
    .invalid(
      LocalizedName(
        chinese: "事故警情要有伤亡程度 severity；查看失联民警（matter 为 lostContact）没有伤亡程度。",
        english:
          "A crash has a severity, and looking after an officer (matter lostContact) has none. "
          + "Maybe give one of severity and that matter."))
  }
}

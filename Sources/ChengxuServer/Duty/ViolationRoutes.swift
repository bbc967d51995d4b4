// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel
import Geography
import HTTPTypes
import Hummingbird
import Operations

/// `/api/violations` and `/api/hand-overs`: from the street to the closed file.
struct ViolationRoutes: Sendable {
  let source: DutyDesksSource
  let territories: TerritoryIndex

  private var desks: DutyDesks { source.current }

  func add(to router: Router<ServerContext>) {
    router.get("/api/violation-codes") { _, _ in
      try Response(private: desks.violations.codes)
    }
    router.get("/api/violations") { request, context in
      try await list(request, context, of: .territory)
    }
    router.get("/api/duty/violations") { request, context in
      try await list(request, context, of: .person)
    }
    router.get("/api/hand-overs") { request, context in
      try await list(request, context, of: .unit)
    }
    router.post("/api/violations", use: report)
    router.post("/api/duty/photos") { request, _ in
      try await PhotoUpload.answer(request, desks.live.photos)
    }
    // The finder's and the own unit's, and those of the whole territory.
    router.get("/api/duty/violations/:id/photos/:hash", use: photo)
    router.get("/api/violations/:id/photos/:hash", use: photo)
    router.post("/api/violations/:id/hand-over") { request, context in
      try await step(HandOverBody.self, request, context) { body in
        .handOver(to: body.unit.map { ID(rawValue: $0) })
      }
    }
    router.post("/api/violations/:id/acceptance") { request, context in
      try await step(PlainBody.self, request, context) { _ in .accept }
    }
    router.post("/api/violations/:id/return") { request, context in
      try await step(ReturnBody.self, request, context) { .giveBack(reason: $0.reason) }
    }
    router.post("/api/violations/:id/decision") { request, context in
      try await step(DecisionBody.self, request, context) { body in
        .decide(try body.result, document: body.document)
      }
    }
    router.post("/api/violations/:id/release") { request, context in
      try await step(ReleaseBody.self, request, context) { .release(ground: $0.ground) }
    }
    router.post("/api/violations/:id/intervention") { request, context in
      try await step(InterventionBody.self, request, context) { .intervene($0.intervention) }
    }
    router.post("/api/violations/:id/absence") { request, context in
      try await step(PlainBody.self, request, context) { _ in .notFound }
    }
    router.post("/api/violations/:id/closing") { request, context in
      try await step(PlainBody.self, request, context) { _ in .close }
    }
    router.post("/api/violations/:id/clocks") { request, context in
      try await step(ClockBody.self, request, context) { .meet($0.clock) }
    }
  }

  private enum Whose { case territory, person, unit }

  private func list(
    _ request: Request, _ context: ServerContext, of whose: Whose
  ) async throws -> Response {
    let (desks, page) = (desks, try request.page())
    let caller = desks.caller(context, territories)
    var query = DeskQuery(
      isOpen: request.uri.queryParameters["state"] == "open" ? true : nil, before: page.before,
      limit: page.limit)
    switch whose {
    case .territory: query.units = caller.reach
    case .person: query.person = caller.handler?.officer ?? 0
    case .unit: query.units = caller.handler.map { [$0.unit] } ?? []
    }
    let body = try await desks.live.store.read { [query] session in
      let found = try session.files(ViolationFile.self, query)
      return PageBody(
        desks, items: found.map { ViolationBody($0, desks) },
        next: found.count == page.limit ? found.last?.id.rawValue : nil)
    }
    return try Response(private: body)
  }

  struct ReportBody: Codable, Sendable {
    var code: ViolationCode
    var intervention: ViolationCase.Intervention
    var latitude: Double
    var longitude: Double
    var system: CoordinateSystem?
    var words: String?
    var evidence: [EvidenceReference]?
    /// Hashes that `POST /api/duty/photos` answered.
    var photos: [PhotoHash]?
    var at: Instant?
  }

  @Sendable private func report(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let read = try await desks.read(ReportBody.self, request, context, territories)
    let body = read.body
    let report = ViolationDesk.Report(
      code: body.code, intervention: body.intervention,
      place: try PlaceOnEarth.checked(body.latitude, body.longitude, body.system),
      words: body.words, evidence: body.evidence ?? [], photos: body.photos ?? [])
    let photos = PhotoEvidence(store: desks.live.photos, hashes: report.photos)
    try await photos.require()
    let answer = try await answer(read, status: .created) { desks, session in
      try desks.violations.report(report, at: body.at, by: read.caller, in: session)
    }
    try await photos.keep(for: report.retention)
    return answer
  }

  @Sendable private func photo(_: Request, context: ServerContext) async throws -> Response {
    let (desks, id) = (desks, try context.number("id"))
    guard let hash = PhotoHash(context.parameters.get("hash") ?? "") else {
      throw Problem.badField("hash")
    }
    let caller = desks.caller(context, territories)
    // Recorded before it is shown: nobody sees a photo without a trace.
    _ = try await desks.live.store.change(nil, at: caller.now) { session in
      try desks.violations.show(hash, of: ID(rawValue: id), to: caller, in: session)
      return id
    }
    return try await PhotoAnswer.response(hash, desks.live.photos)
  }

  struct PlainBody: StepBody {
    var version: Int
    var at: Instant?
  }

  struct HandOverBody: StepBody {
    /// A brigade; the one whose ground it is, without it.
    var unit: Int64?
    var version: Int
    var at: Instant?
  }

  struct ReturnBody: StepBody {
    var reason: ReturnReason
    var version: Int
    var at: Instant?
  }

  struct DecisionBody: StepBody {
    enum Outcome: String, CaseIterable, Codable, Sendable {
      case warned, fined, generalProcedure
    }

    var outcome: Outcome
    /// Of a fine, in fen.
    var cents: Int64?
    var document: DocumentNumber
    var version: Int
    var at: Instant?

    var result: ViolationCase.Outcome {
      get throws {
        switch outcome {
        case .warned: return .warned
        case .generalProcedure: return .generalProcedure
        case .fined:
          guard let cents else { throw Problem.badBody }
          return .fined(cents: cents)
        }
      }
    }
  }

  struct InterventionBody: StepBody {
    var intervention: ViolationCase.Intervention
    var version: Int
    var at: Instant?
  }

  struct ReleaseBody: StepBody {
    var ground: LegalGround
    var version: Int
    var at: Instant?
  }

  struct ClockBody: StepBody {
    var clock: ViolationClock.Kind
    var version: Int
    var at: Instant?
  }

  protocol StepBody: Codable, Sendable {
    /// Which version of the file the person has read.
    var version: Int { get }
    var at: Instant? { get }
  }

  private func step<Body: StepBody>(
    _ type: Body.Type, _ request: Request, _ context: ServerContext,
    _ make: (Body) throws -> ViolationDesk.Step
  ) async throws -> Response {
    let id = try context.number("id")
    let read = try await desks.read(type, request, context, territories)
    let step = try make(read.body)
    return try await answer(read) { desks, session in
      try desks.violations.step(
        step, of: ID(rawValue: id), at: read.body.at, version: read.body.version,
        by: read.caller, in: session)
    }
  }

  private func answer(
    _ read: DeskCall<some Decodable & Sendable>, status: HTTPResponse.Status = .ok,
    _ body: @escaping @Sendable (DutyDesks, any DeskSession) throws -> ViolationFile
  ) async throws -> Response {
    let desks = desks
    let answer = try await desks.live.store.change(read.request, at: read.caller.now) { session in
      ViolationBody(try body(desks, session), desks)
    }
    return try Response(private: answer, status: status)
  }
}

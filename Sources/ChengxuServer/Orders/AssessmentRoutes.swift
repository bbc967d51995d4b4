// SPDX-License-Identifier: Apache-2.0

import AccessControl
import CityOrder
import DutyModel
import Hummingbird
import Operations

/// `/api/assessments`: rounds of 文明城市测评 and 全员复审.
///
/// The supervision centre opens a round, files its findings as cases and ends it. Who answers for a
/// site checks it themselves; collectors and inspectors check it independently; both are kept apart.
/// A body sees its own sites.
struct AssessmentRoutes: Sendable {
  private let entrance: OrderEntrance

  init(_ entrance: OrderEntrance) { self.entrance = entrance }

  func add(to router: Router<ServerContext>) {
    router.get("/api/assessments", use: list)
    router.get("/api/assessments/:assessment") { _, context in
      let (opened, stored) = try await seen(context)
      return try Response(private: AssessmentBody(stored, opened))
    }
    router.get("/api/assessments/:assessment/photos/:hash", use: photo)
    router.post("/api/assessments", use: start)
    router.post("/api/assessments/:assessment/observations", use: observe)
    router.post("/api/assessments/:assessment/findings", use: file)
    router.post("/api/assessments/:assessment/end", use: end)
  }

  @Sendable private func list(_: Request, context: ServerContext) async throws -> Response {
    let opened = try entrance.open(to: context)
    let found = try await opened.records.records(
      AssessmentRecord.self, limit: OrderEntrance.mostRecords)
    return try Response(
      private: AssessmentListBody(
        rounds: found.filter { opened.visitor.sees($0.record) }.map(AssessmentSummaryBody.init),
        register: opened.service.sites))
  }

  @Sendable private func start(_ request: Request, context: ServerContext) async throws -> Response
  {
    let opened = try entrance.open(to: context)
    let body: AssessmentStartBody = try await request.json(upTo: OrderEntrance.bodyBytes)
    let stored = try await opened.records.open(
      AssessmentRecord.self,
      with: OrderEntry(
        by: opened.visitor.actor(for: .supervisor), at: opened.service.now(),
        try body.step(opened.service.sites), key: try OrderFields.key(body.key)))
    return try Response(private: AssessmentBody(stored, opened), status: .created)
  }

  @Sendable private func observe(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let (opened, stored) = try await seen(context)
    let body: AssessmentObservationBody = try await request.json(upTo: OrderEntrance.bodyBytes)
    let finding = AssessmentRecord.Finding(
      site: ID(rawValue: body.site), criterion: body.criterion)
    let owner = stored.record.round.sites.first { $0.id == finding.site }?.owner
    let role: CaseActor.Role =
      opened.visitor.permissions.contains(.verifyCase) ? .collector : .handler
    let next = try await opened.desk.observe(
      finding, try OrderFields.found(.init(rawValue: body.verdict), "verdict"),
      photo: try body.photo.map { text throws(Problem) in
        try OrderFields.found(PhotoHash(text), "photo")
      }, note: String((body.note ?? "").prefix(2000)), in: stored.number, version: body.version,
      by: opened.visitor.actor(for: role, of: owner), key: try body.requestKey(),
      at: opened.service.now())
    return try Response(private: AssessmentBody(next, opened))
  }

  @Sendable private func file(_ request: Request, context: ServerContext) async throws -> Response {
    let (opened, stored) = try await seen(context)
    let body: AssessmentStepBody = try await request.json(upTo: OrderEntrance.bodyBytes)
    let next = try await opened.desk.fileFindings(
      of: stored.number, version: body.version, by: opened.visitor.actor(for: .supervisor),
      key: try body.requestKey(), at: opened.service.now())
    return try Response(private: AssessmentBody(next, opened))
  }

  @Sendable private func end(_ request: Request, context: ServerContext) async throws -> Response {
    let (opened, stored) = try await seen(context)
    let body: AssessmentStepBody = try await request.json(upTo: OrderEntrance.bodyBytes)
    let entry = OrderEntry(
      by: opened.visitor.actor(for: .supervisor), at: opened.service.now(),
      AssessmentRecord.Step.end, key: try body.requestKey())
    let next = try await opened.records.append(
      entry, to: stored.number, version: body.version, AssessmentRecord.self)
    return try Response(private: AssessmentBody(next, opened))
  }

  @Sendable private func photo(_: Request, context: ServerContext) async throws -> Response {
    let (opened, stored) = try await seen(context)
    let hash = try OrderFields.found(PhotoHash(context.parameters.get("hash") ?? ""), "hash")
    let isShown = stored.record.round.observations.contains {
      $0.photo == hash && opened.visitor.sees($0.site, of: stored.record)
    }
    guard isShown else { throw CaseDeskError.photos(.missing(hash)) }
    return try await PhotoAnswer.response(hash, opened.service.photos)
  }

  private func seen(
    _ context: ServerContext
  ) async throws -> (OrderEntrance.Opened, StoredOrderRecord<AssessmentRecord>) {
    let opened = try entrance.open(to: context)
    let stored = try await opened.records.record(
      try context.recordNumber("assessment"), AssessmentRecord.self)
    guard opened.visitor.sees(stored.record) else { throw Problem.otherBody }
    return (opened, stored)
  }
}

extension OrderEntrance.Opened {
  fileprivate var desk: OrderDesk { OrderDesk(records: records, cases: service.desk) }
}

extension CaseVisitor {
  func sees(_ record: AssessmentRecord) -> Bool {
    seesAll || record.round.sites.contains { isOf($0.owner) }
  }

  func sees(_ site: ID<EvaluationSite>, of record: AssessmentRecord) -> Bool {
    seesAll || record.round.sites.contains { $0.id == site && isOf($0.owner) }
  }
}

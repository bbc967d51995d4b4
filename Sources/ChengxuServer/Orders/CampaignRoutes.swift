// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel
import Geography
import Hummingbird

/// `/api/campaigns`: 专项整治, 联合执法 and 地毯式排查 from their plan to their end.
///
/// The command centre plans and ends; each body with a task, the traffic brigade among them, says
/// where it went and what it did. A body sees the campaigns that it has a task in.
struct CampaignRoutes: Sendable {
  private let entrance: OrderEntrance
  private let ground: CampaignGround

  init(_ entrance: OrderEntrance, ground: CampaignGround) {
    self.entrance = entrance
    self.ground = ground
  }

  func add(to router: Router<ServerContext>) {
    router.get("/api/campaigns", use: list)
    router.get("/api/campaigns/ground") { _, context in
      let opened = try entrance.open(to: context)
      return try Response(private: ground.grids(opened.service.grids))
    }
    router.get("/api/campaigns/:campaign") { _, context in
      let (opened, stored) = try await seen(context)
      return try answer(stored, opened)
    }
    router.post("/api/campaigns", use: plan)
    router.post("/api/campaigns/:campaign/visits") { request, context in
      let body: CampaignVisitBody = try await request.json(upTo: OrderEntrance.bodyBytes)
      return try await step(body, .handler, task: body.task, context) { record throws(Problem) in
        try body.step(in: record)
      }
    }
    router.post("/api/campaigns/:campaign/results") { request, context in
      let body: CampaignResultBody = try await request.json(upTo: OrderEntrance.bodyBytes)
      return try await step(body, .handler, task: body.task, context) { _ throws(Problem) in
        try body.step
      }
    }
    router.post("/api/campaigns/:campaign/end") { request, context in
      let body: CampaignEndBody = try await request.json(upTo: OrderEntrance.bodyBytes)
      return try await step(body, .dispatcher, task: nil, context) { _ throws(Problem) in
        try body.step
      }
    }
  }

  @Sendable private func list(_: Request, context: ServerContext) async throws -> Response {
    let opened = try entrance.open(to: context)
    let found = try await opened.records.records(
      CampaignRecord.self, limit: OrderEntrance.mostRecords)
    return try Response(
      private: found.filter { opened.visitor.sees($0.record) }
        .map { CampaignSummaryBody($0, opened) })
  }

  @Sendable private func plan(_ request: Request, context: ServerContext) async throws -> Response {
    let opened = try entrance.open(to: context)
    let body: CampaignPlanBody = try await request.json(upTo: OrderEntrance.bodyBytes)
    let step = try body.step(opened, ground)
    let stored = try await opened.records.open(
      CampaignRecord.self,
      with: OrderEntry(
        by: opened.visitor.actor(for: .dispatcher), at: opened.service.now(), step,
        key: try OrderFields.key(body.key)))
    return try answer(stored, opened, status: .created)
  }

  /// Does a step for the body that has the task; without a task, for the planner's own.
  private func step(
    _ body: some OrderStepBody, _ role: CaseActor.Role, task: Int?, _ context: ServerContext,
    _ make: (CampaignRecord) throws(Problem) -> CampaignRecord.Step
  ) async throws -> Response {
    let (opened, stored) = try await seen(context)
    let unit = try task.map { number throws(OrderStoreError) in
      guard stored.record.campaign.tasks.indices.contains(number - 1) else {
        throw .refused(.notYourTask)
      }
      return stored.record.campaign.tasks[number - 1].unit
    }
    if let unit, !opened.visitor.isOf(unit) { throw OrderStoreError.refused(.notYourTask) }
    let entry = OrderEntry(
      by: opened.visitor.actor(for: role, of: unit), at: opened.service.now(),
      try make(stored.record), key: try body.requestKey())
    return try answer(
      try await opened.records.append(
        entry, to: stored.number, version: body.version, CampaignRecord.self), opened)
  }

  private func seen(
    _ context: ServerContext
  ) async throws -> (OrderEntrance.Opened, StoredOrderRecord<CampaignRecord>) {
    let opened = try entrance.open(to: context)
    let stored = try await opened.records.record(
      try context.recordNumber("campaign"), CampaignRecord.self)
    guard opened.visitor.sees(stored.record) else { throw Problem.otherBody }
    return (opened, stored)
  }

  private func answer(
    _ stored: StoredOrderRecord<CampaignRecord>, _ opened: OrderEntrance.Opened,
    status: HTTPResponse.Status = .ok
  ) throws -> Response {
    try Response(private: CampaignBody(stored, opened, ground), status: status)
  }
}

extension CaseVisitor {
  func sees(_ record: CampaignRecord) -> Bool {
    seesAll || record.campaign.tasks.contains { isOf($0.unit) }
  }
}

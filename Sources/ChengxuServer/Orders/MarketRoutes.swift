// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel
import Hummingbird

/// `/api/markets`: the register of markets, what was decided about each, its marked places, and checks
/// of who sells where.
///
/// The command centre registers, a leader decides, the keeper draws the places, and somebody else
/// checks them. A body sees the markets that it keeps.
struct MarketRoutes: Sendable {
  private let entrance: OrderEntrance

  init(_ entrance: OrderEntrance) { self.entrance = entrance }

  func add(to router: Router<ServerContext>) {
    router.get("/api/markets", use: list)
    router.get("/api/markets/:market") { _, context in
      let (opened, stored) = try await seen(context)
      return try Response(private: MarketBody(stored, opened))
    }
    router.post("/api/markets", use: register)
    router.post("/api/markets/:market/decisions") { request, context in
      let body: MarketDecisionBody = try await request.json(upTo: OrderEntrance.bodyBytes)
      return try await step(body, .leader, context) { opened, _ in
        let step = try body.step
        if let other = body.market {
          _ = try await opened.records.record(other, MarketRecord.self)
        }
        return step
      }
    }
    router.post("/api/markets/:market/stalls") { request, context in
      let body: MarketStallsBody = try await request.json(upTo: OrderEntrance.bodyBytes)
      return try await step(body, .handler, context) { opened, record in
        guard opened.visitor.isOf(record.keeper) else { throw OrderStoreError.refused(.notKeeper) }
        return try body.step
      }
    }
    router.post("/api/markets/:market/checks") { request, context in
      let body: MarketCheckBody = try await request.json(upTo: OrderEntrance.bodyBytes)
      return try await step(body, .collector, context) { _, _ in try body.step }
    }
  }

  @Sendable private func list(_: Request, context: ServerContext) async throws -> Response {
    let opened = try entrance.open(to: context)
    let found = try await opened.records.records(
      MarketRecord.self, limit: OrderEntrance.mostRecords)
    return try Response(
      private: found.filter { opened.visitor.sees($0.record) }.map { MarketBody($0, opened) })
  }

  @Sendable private func register(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let opened = try entrance.open(to: context)
    let body: MarketRegisterBody = try await request.json(upTo: OrderEntrance.bodyBytes)
    let stored = try await opened.records.open(
      MarketRecord.self,
      with: OrderEntry(
        by: opened.visitor.actor(for: .dispatcher), at: opened.service.now(),
        try body.step(opened), key: try OrderFields.key(body.key)))
    return try Response(private: MarketBody(stored, opened), status: .created)
  }

  private func step(
    _ body: some OrderStepBody, _ role: CaseActor.Role, _ context: ServerContext,
    _ make: (OrderEntrance.Opened, MarketRecord) async throws -> MarketRecord.Step
  ) async throws -> Response {
    let (opened, stored) = try await seen(context)
    let entry = OrderEntry(
      by: opened.visitor.actor(for: role, of: stored.record.keeper), at: opened.service.now(),
      try await make(opened, stored.record), key: try body.requestKey())
    return try Response(
      private: MarketBody(
        try await opened.records.append(
          entry, to: stored.number, version: body.version, MarketRecord.self), opened))
  }

  private func seen(
    _ context: ServerContext
  ) async throws -> (OrderEntrance.Opened, StoredOrderRecord<MarketRecord>) {
    let opened = try entrance.open(to: context)
    let stored = try await opened.records.record(
      try context.recordNumber("market"), MarketRecord.self)
    guard opened.visitor.sees(stored.record) else { throw Problem.otherBody }
    return (opened, stored)
  }
}

extension CaseVisitor {
  func sees(_ record: MarketRecord) -> Bool { seesAll || isOf(record.keeper) }
}

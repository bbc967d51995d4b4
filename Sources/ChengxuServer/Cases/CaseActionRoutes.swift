// SPDX-License-Identifier: Apache-2.0

import AccessControl
import CityOrder
import DutyModel
import Foundation
import Hummingbird

/// `POST /api/cases` and `/api/cases/{id}/…`: what people do to cases.
///
/// The door asks for the permission; here stand the territory, the version that the person saw and
/// the request's key.
struct CaseActionRoutes: Sendable {
  private let entrance: CaseEntrance

  static let bodyBytes = 64 << 10

  init(_ entrance: CaseEntrance) { self.entrance = entrance }

  func add(to router: Router<ServerContext>) {
    router.post("/api/cases", use: register)
    for action in CaseAction.allCases {
      router.post(RouterPath("/api/cases/:id/\(action.rawValue)")) { request, context in
        try await perform(action, request, context)
      }
    }
  }

  private func perform(
    _ action: CaseAction, _ request: Request, _ context: ServerContext
  ) async throws -> Response {
    let (service, visitor) = try entrance.open(to: context)
    let id = try context.caseNumber()
    let body: CaseActionBody = try await request.json(upTo: Self.bodyBytes)
    let (command, key) = (try body.command(for: action), try body.requestKey())
    let events = try await service.cases.events(of: id)
    let before = try CityCase(id: id, replaying: events)
    guard visitor.sees(before, events) else { throw Problem.otherBody }
    _ = try await entrance.desk(service).perform(
      command, on: id, version: body.version, by: visitor.actor(for: action.role, on: before),
      key: key, at: service.now())
    return try await entrance.timeline(of: id, service, visitor)
  }

  @Sendable private func register(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let (service, visitor) = try entrance.open(to: context)
    let body: CaseReportBody = try await request.json(upTo: Self.bodyBytes)
    let (actor, source) = visitor.reporter
    let report = try body.report(source: source, isPublicOnly: false, service.directory)
    let key = try body.requestKey()
    let number = try await entrance.desk(service).file(
      report, by: actor, key: key, at: service.now()
    ).id
    return try await entrance.timeline(of: number, service, visitor, status: .created)
  }
}

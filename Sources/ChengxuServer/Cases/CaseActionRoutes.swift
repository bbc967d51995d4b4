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
  private let filed: FiledReports

  static let bodyBytes = 64 << 10

  init(_ entrance: CaseEntrance, filed: FiledReports) {
    self.entrance = entrance
    self.filed = filed
  }

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
    _ = try await service.desk.perform(
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
    let number = try await filed.number(of: key, by: "\(actor.person?.rawValue ?? 0)") {
      try await service.desk.file(report, by: actor, key: key, at: service.now()).id
    }
    return try await entrance.timeline(of: number, service, visitor, status: .created)
  }
}

/// What was reported lately, by the request's key, so that a report that is sent again is not filed
/// again. Kept while the server runs.
actor FiledReports {
  private var reports: [String: Task<ID<CityCase>, any Error>] = [:]
  private var order: [String] = []
  private static let most = 10_000

  func number(
    of key: RequestKey?, by person: String,
    file: @escaping @Sendable () async throws -> ID<CityCase>
  ) async throws -> ID<CityCase> {
    guard let key else { return try await file() }
    let name = "\(person) \(key.text)"
    if let known = reports[name] { return try await known.value }
    let task = Task { try await file() }
    reports[name] = task
    order.append(name)
    if order.count > Self.most { reports[order.removeFirst()] = nil }
    do {
      return try await task.value
    } catch {
      reports[name] = nil
      order.removeAll { $0 == name }
      throw error
    }
  }
}

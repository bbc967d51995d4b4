// SPDX-License-Identifier: Apache-2.0

import AccessControl
import CityData
import DutyModel
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import IncidentAnalysis
import Logging
import NIOCore
import SQLiteDriver
import StorePort
import Stores
import Testing
import Webhooks

@testable import ChengxuServer

/// A route as the router lists it.
struct Route: Hashable, Sendable {
  var method: HTTPRequest.Method
  var path: String
}

/// A server that lets nobody in without a session, with a real store of accounts.
struct ServedDoor {
  let client: any TestClientProtocol
  let desk: AccessDesk
  let routes: [Route]
  let openPaths: Set<String>

  /// - Parameter prepare: Adds to the contents what the subject needs of the database.
  static func test(
    preparing prepare: (SQLiteDriver, inout ServerContents) async throws -> Void = { _, _ in },
    _ body: @Sendable (ServedDoor) async throws -> Void
  ) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "door-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("<p>".utf8).write(to: folder.appending(path: "index.html"))
    let database = try SQLiteDriver(path: folder.appending(path: "live.sqlite").path)
    try await SchemaUpgrade().apply(to: database, at: .now)
    let desk = AccessDesk(
      store: SQLAccessStore(database),
      passwordCost: PasswordCost(logarithm: 10, blockSize: 1, parallelism: 1))
    var contents = SampleContents.make()
    contents.pointDesk = PointDesk(
      store: SQLPointStore(database), clock: contents.snapshot.organization.clock)
    contents.planDesk = ServedPlan.desk(contents.plans, in: folder)
    try await prepare(database, &contents)
    let configuration = ServerConfiguration(webFolder: folder)
    let readiness = Readiness()
    readiness.state = .ready
    let duty = LiveDuty(
      store: SQLDeskStore(database), log: SQLDutyEventLog(database),
      checks: SQLChainCheckStore(database))
    let router = try ChengxuApplication.router(
      contents, door: Door(desk: desk, isReadingOpen: false),
      tracking: try await LiveTracking(
        store: MemoryPositionStore(), registry: MemoryTerminalRegistry(names: []),
        clock: contents.snapshot.organization.clock, retentionDays: 90, gateway: nil,
        presence: SQLPresenceStore(database)),
      desks: try ChengxuApplication.desks(duty, contents),
      webhooks: WebhookDesk(store: SQLWebhookStore(database), targets: WebhookTargets()),
      links: LinkCount(),
      configuration: configuration, readiness: readiness)
    // Terminals are known by a door of their own, outside of the table.
    let routes = router.routes.map { Route(method: $0.method, path: $0.path.description) }
      .filter { route in !["/osmand", "/owntracks"].contains { route.path.hasPrefix($0) } }
    let openPaths = try StaticRoutes<ServerContext>(folder: folder).paths
    var logger = Logger(label: "test")
    logger.logLevel = .error
    let application = Application(router: router, logger: logger)
    try await application.test(.router) { client in
      try await body(
        ServedDoor(client: client, desk: desk, routes: routes, openPaths: openPaths))
    }
    try database.close()
  }

  func newAccount(
    _ roles: Set<Role>, name: String = "li.wei", territory: Territory = .detachment,
    officer: ID<Officer>? = nil
  ) async throws -> AccessDesk.NewAccount {
    try await desk.createAccount(
      AccessDesk.AccountRequest(
        name: name, displayName: "李伟", roles: roles, territory: territory, officer: officer),
      by: "test", at: .now)
  }

  /// The cookie of somebody new with one role and a password of their own.
  func signIn(_ role: Role, territory: Territory = .detachment) async throws -> String {
    let new = try await newAccount(
      [role], name: "test.\(role.rawValue.lowercased())", territory: territory)
    let password = "风筝之都 2017 晴天"
    try await desk.changePassword(
      of: new.account, from: new.oneTimePassword, to: password, at: .now)
    return try await signIn(new.account.name.text, password).cookie
  }

  func signIn(_ name: String, _ password: String) async throws -> (
    answer: SessionBody, cookie: String
  ) {
    try await client.execute(
      uri: "/api/session", method: .post,
      body: ByteBuffer(string: #"{"name": "\#(name)", "password": "\#(password)"}"#)
    ) { answer in
      #expect(answer.status == .ok)
      let cookie = try #require(answer.headers[.setCookie])
      #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"))
      return (
        try answer.decoded(SessionBody.self), String(cookie.prefix(while: { $0 != ";" }))
      )
    }
  }

  func formSecret(_ cookie: String) async throws -> String {
    let body: SessionBody = try await value("/api/session", cookie: cookie)
    return try #require(body.person).formSecret
  }

  func key(_ scopes: Set<APIToken.Scope>) async throws -> String {
    try await desk.createToken(
      name: "test", scopes: scopes, expires: Instant.now.adding(seconds: 3600), by: "test",
      at: .now
    ).secret.text
  }

  func status(
    _ address: String, _ method: HTTPRequest.Method = .get, cookie: String? = nil,
    formSecret: String? = nil, bearer: String? = nil, json: String? = nil
  ) async throws -> HTTPResponse.Status {
    try await answer(address, method, cookie, formSecret, bearer, json).status
  }

  func value<Value: Decodable & Sendable>(
    _ address: String, _ method: HTTPRequest.Method = .get, cookie: String,
    formSecret: String? = nil
  ) async throws -> Value {
    try await answer(address, method, cookie, formSecret, nil, nil).decoded(Value.self)
  }

  func text(_ address: String, cookie: String) async throws -> String {
    String(buffer: try await answer(address, .get, cookie, nil, nil, nil).body)
  }

  private func answer(
    _ address: String, _ method: HTTPRequest.Method, _ cookie: String?, _ formSecret: String?,
    _ bearer: String?, _ json: String?
  ) async throws -> TestResponse {
    var headers = HTTPFields()
    headers[.cookie] = cookie
    if let name = HTTPField.Name("X-Form-Secret") { headers[name] = formSecret }
    headers[.authorization] = bearer.map { "Bearer \($0)" }
    return try await client.execute(
      uri: address, method: method, headers: headers, body: json.map { ByteBuffer(string: $0) }
    ) { $0 }
  }
}

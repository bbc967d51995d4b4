// SPDX-License-Identifier: Apache-2.0

import AccessControl
import CityData
import DocumentRendering
import DutyModel
import DutyPlanning
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Operations
import SQLiteDriver
import StorePort
import Stores
import TestSupport
import Testing
import Webhooks

@testable import ChengxuServer

/// A real server over the grid city's working Wednesday, started at some minute of it, as often as
/// a test likes on the same database.
struct ServedDuty {
  let folder: URL
  let database: any SQLDatabase
  let desk: AccessDesk
  /// Where photos of violations lie.
  var photos: URL { folder.appending(path: "photos") }

  /// On a fresh SQLite database, or the given one.
  static func test(
    on given: (any SQLDatabase)? = nil, _ body: (ServedDuty) async throws -> Void
  ) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "duty-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("<p>".utf8).write(to: folder.appending(path: "index.html"))
    let database = try given ?? SQLiteDriver(path: folder.appending(path: "live.sqlite").path)
    try await SchemaUpgrade().apply(to: database, at: .now)
    let desk = AccessDesk(
      store: SQLAccessStore(database),
      passwordCost: PasswordCost(logarithm: 10, blockSize: 1, parallelism: 1))
    try await body(ServedDuty(folder: folder, database: database, desk: desk))
    try database.close()
  }

  static var contents: ServerContents {
    let sample = SampleContents.make()
    return ServerContents(
      snapshot: GridCity.snapshot(incidents: GridDay.incidents), risk: sample.risk,
      plans: GridDay.plans, roster: GridDay.roster(), scorecard: sample.scorecard)
  }

  /// Serves from an hour and minute of the day on.
  ///
  /// - Parameter given: The real time, where it is no exercise.
  func serve(
    at hour: Int, _ minute: Int,
    planOrder: (
      @Sendable (SpecialMission, SpecialActivation) throws(PlanningError) -> SpecialAnswer
    )? = nil, lookInterval: Duration = .seconds(1), webhooks: WebhookDesk? = nil,
    tracking: LiveTracking? = nil, clock given: DutyClock? = nil,
    printRecord: (@Sendable (RecordSheet) async throws -> Data)? = nil,
    _ body: @escaping @Sendable (DutyClient) async throws -> Void
  ) async throws {
    let contents = Self.contents
    let start = contents.snapshot.organization.clock.instant(
      of: CivilTime(date: GridDay.date, minuteOfDay: hour * 60 + minute))
    let clock = given ?? DutyClock(exerciseFrom: start, startedAt: .now)
    var duty = LiveDuty(
      store: SQLDeskStore(database), log: SQLDutyEventLog(database),
      checks: SQLChainCheckStore(database), clock: clock, photos: FilePhotoStore(photos))
    duty.planOrder = planOrder
    duty.printRecord = printRecord
    duty.lookInterval = lookInterval
    duty.webhooks = webhooks
    var logger = Logger(label: "test")
    logger.logLevel = .error
    let application = try ChengxuApplication.build(
      contents, door: Door(desk: desk, isReadingOpen: false), tracking: tracking, duty: duty,
      configuration: ServerConfiguration(port: 0, webFolder: folder), logger: logger)
    let desk = desk
    try await application.test(.live) { client in
      try await body(DutyClient(client: client, desk: desk, clock: clock))
    }
  }
}

/// Somebody who asks a served duty.
struct DutyClient: Sendable {
  let client: any TestClientProtocol
  let desk: AccessDesk
  let clock: DutyClock

  struct Person: Sendable {
    var cookie: String
    var secret: String
  }

  private static let password = "风筝之都 2017 晴天"

  /// Signs somebody in; the account is made at the first time.
  func person(
    _ name: String, _ role: Role, officer: Int64? = nil, unit: Int64? = nil
  ) async throws -> Person {
    try await person(
      name, role, officer: officer, territory: unit.map { .unit(ID(rawValue: $0)) } ?? .detachment)
  }

  /// Somebody who speaks for another service.
  func partner(_ name: String, _ force: PartnerForce) async throws -> Person {
    try await person(name, .partner, officer: nil, territory: .partner(force))
  }

  private func person(
    _ name: String, _ role: Role, officer: Int64?, territory: Territory
  ) async throws -> Person {
    let known = try await desk.accounts().contains { $0.name.text == name }
    if !known {
      let new = try await desk.createAccount(
        AccessDesk.AccountRequest(
          name: name, displayName: name, roles: [role],
          territory: territory,
          officer: officer.map { ID(rawValue: $0) }), by: "test", at: .now)
      try await desk.changePassword(
        of: new.account, from: new.oneTimePassword, to: Self.password, at: .now)
    }
    let signedIn = try await desk.signIn(
      name: name, password: Self.password, address: "127.0.0.1", at: .now)
    return Person(
      cookie: "\(SignInRoutes.cookie)=\(signedIn.secret.text)",
      secret: signedIn.session.formSecret)
  }

  func get<Value: Decodable & Sendable>(
    _ type: Value.Type, _ path: String, _ person: Person
  ) async throws -> Value {
    try await client.execute(uri: path, method: .get, headers: [.cookie: person.cookie]) {
      #expect($0.status == .ok, "\(path): \(String(buffer: $0.body))")
      return try $0.decoded(type)
    }
  }

  func data(_ path: String, _ person: Person) async throws -> Data {
    try await client.execute(uri: path, method: .get, headers: [.cookie: person.cookie]) {
      #expect($0.status == .ok, "\(path): \(String(buffer: $0.body))")
      return Data($0.body.readableBytesView)
    }
  }

  func text(_ path: String, _ person: Person, lastEvent: Int64? = nil) async throws -> String {
    var headers: HTTPFields = [.cookie: person.cookie]
    if let name = HTTPField.Name("Last-Event-ID") { headers[name] = lastEvent.map(String.init) }
    return try await client.execute(uri: path, method: .get, headers: headers) {
      String(buffer: $0.body)
    }
  }

  func post<Value: Decodable & Sendable>(
    _ type: Value.Type, _ path: String, _ person: Person, key: String = UUID().uuidString,
    _ json: [String: any Sendable]
  ) async throws -> Value {
    let answer = try await send(path, person, key: key, json)
    #expect(answer.status.code < 300, "\(path): \(String(buffer: answer.body))")
    return try answer.decoded(type)
  }

  func status(
    _ path: String, _ person: Person, key: String? = UUID().uuidString,
    _ json: [String: any Sendable]
  ) async throws -> Int {
    try await send(path, person, key: key, json).status.code
  }

  /// - Returns: the status.
  func delete(_ path: String, _ person: Person) async throws -> Int {
    var headers: HTTPFields = [.cookie: person.cookie]
    if let name = HTTPField.Name("X-Form-Secret") { headers[name] = person.secret }
    return try await client.execute(uri: path, method: .delete, headers: headers) {
      $0.status.code
    }
  }

  private func send(
    _ path: String, _ person: Person, key: String?, _ json: [String: any Sendable]
  ) async throws -> TestResponse {
    var headers: HTTPFields = [.cookie: person.cookie, .contentType: "application/json"]
    if let name = HTTPField.Name("X-Form-Secret") { headers[name] = person.secret }
    if let name = HTTPField.Name("Idempotency-Key") { headers[name] = key }
    let body = try JSONSerialization.data(withJSONObject: json, options: .sortedKeys)
    return try await client.execute(
      uri: path, method: .post, headers: headers, body: ByteBuffer(bytes: body)
    ) { $0 }
  }
}

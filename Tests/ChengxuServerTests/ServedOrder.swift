// SPDX-License-Identifier: Apache-2.0

import AccessControl
import ChengxuServer
import CityOrder
import DutyModel
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Operations
import SQLiteDriver
import Stores
import TestSupport
import Testing

@testable import ChengxuServer

/// A field of an action's request.
enum ActionField {
  case version(Int), key(String), reason(String), note(String), unit(Int64), basis(String)
  case code(String), photos([String]), passed(Bool), granted(Bool), limit(String), review(String)
  case outcome(String)

  func write(to body: inout CaseActionBody) {
    switch self {
    case .version(let value): body.version = value
    case .key(let value): body.key = value
    case .reason(let value): body.reason = value
    case .note(let value): body.note = value
    case .unit(let value): body.unit = value
    case .basis(let value): body.basis = value
    case .code(let value): body.code = value
    case .photos(let value): body.photos = value
    case .passed(let value): body.passed = value
    case .granted(let value): body.granted = value
    case .limit(let value): body.limit = value
    case .review(let value): body.review = value
    case .outcome(let value): body.outcome = value
    }
  }
}

/// A city with the bundled example of classes, bodies and deadlines, and people of its bodies.
struct ServedOrder {
  struct Person {
    var cookie: String
    var formSecret: String
  }

  let door: ServedDoor
  let store: SQLCaseStore
  let service: Open311Service
  let database: SQLiteDriver
  let photos: URL
  /// The photos that `report()` and `finished()` use.
  let before = PhotoSamples.hash(0)
  let after = PhotoSamples.hash(1)

  /// - Parameter now: What time it is for city order.
  static func test(
    now: Instant = ServedOpen311.now, _ body: @Sendable (ServedOrder) async throws -> Void
  ) async throws {
    let photos = FileManager.default.temporaryDirectory.appending(
      path: "photos-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: photos) }
    let directory = try gridDirectory()
    let made = Box<(SQLCaseStore, Open311Service, SQLiteDriver)>()
    try await ServedDoor.test(
      preparing: { database, contents in
        let cases = SQLCaseStore(database, classes: directory.classes)
        var service = Open311Service(
          cases: cases, reporters: SQLReporterStore(database), directory: directory,
          grids: try grids(),
          deadlines: try DeadlineDesk(
            example(DeadlineTable.self, "example-deadlines"),
            calendar: example(WorkingCalendar.self, "calendar-china"), clock: directory.clock),
          photos: FilePhotoStore(photos), orders: SQLOrderStore(database),
          sites: try example(SiteRegister.self, "example-sites"), allowsKey: { _, _ in false },
          address: "https://city.example", contact: "12345", changed: ServedOpen311.now,
          now: { now })
        service.referralRules = try .standard(.standard())
        contents.open311 = service
        await made.put((cases, service, database))
      },
      { door in
        let (store, service, database) = try #require(await made.value)
        try await body(
          ServedOrder(
            door: door, store: store, service: service, database: database, photos: photos))
      })
  }

  private actor Box<Value: Sendable> {
    private(set) var value: Value?
    func put(_ value: Value) { self.value = value }
  }

  /// The example, its traffic brigade being the grid city's.
  private static func gridDirectory() throws -> OrderDirectory {
    var directory = try example(OrderDirectory.self, "example-district")
    for position in directory.units.indices where directory.units[position].id == 31 {
      directory.units[position].unit = 2
    }
    return directory
  }

  private static func example<Value: Decodable>(_ type: Value.Type, _ name: String) throws -> Value
  {
    let file = TestTools.packageFolder.appending(path: "Data/city-order/\(name).json")
    return try JSONDecoder().decode(type, from: Data(contentsOf: file))
  }

  /// One grid, which the subdistrict answers for.
  private static func grids() throws -> GridMap {
    let corners = [(36.0, 119.0), (36.0, 120.0), (37.0, 120.0), (37.0, 119.0)]
    let owner = GridOwner(
      role: .communitySponsor, name: "街道包片", unit: 21, from: try #require(CivilDate("2017-01-01")))
    return GridMap([
      UnitGrid(
        code: try #require(GridCode("370705001001001")), name: "一号网格",
        rings: [corners.map { Coordinate(latitude: $0.0, longitude: $0.1) }], owners: [owner])
    ])
  }

  // MARK: People

  func signIn(_ role: Role, unit: Int64? = nil) async throws -> Person {
    try await signIn([role], unit: unit)
  }

  func signIn(
    _ roles: Set<Role>, unit: Int64? = nil, officer: ID<Officer>? = nil
  ) async throws -> Person {
    let new = try await door.newAccount(
      roles, name: "p\(UUID().uuidString.prefix(8).lowercased())",
      territory: unit.map { .unit(ID(rawValue: $0)) } ?? .detachment, officer: officer)
    let password = "风筝之都 2017 晴天"
    try await door.desk.changePassword(
      of: new.account, from: new.oneTimePassword, to: password, at: .now)
    let cookie = try await door.signIn(new.account.name.text, password).cookie
    return Person(cookie: cookie, formSecret: try await door.formSecret(cookie))
  }

  // MARK: Cases

  /// A citizen's report of waste in the street, with a photo.
  func report(_ fields: [String: Any] = [:]) async throws -> Int64 {
    _ = try await send("/api/report/photos", body: PhotoSamples.jpeg(0))
    var body: [String: Any] = [
      "code": "E0102", "latitude": 36.7, "longitude": 119.1, "photos": [before],
      "description": "路边垃圾",
    ]
    body.merge(fields) { $1 }
    let answer = try await send(
      "/api/report", body: [UInt8](JSONSerialization.data(withJSONObject: body)))
    try #require(answer.status == .created, "\(answer.text)")
    return try answer.decoded(PublicReportRoutes.Body.self).number
  }

  /// A report that street cleaning has accepted.
  func accepted() async throws -> Int64 {
    let id = try await report()
    try await act("open", on: id, as: signIn(.supervisionCentre))
    try await act("dispatch", on: id, [.unit(11)], as: signIn(.commandCentre))
    try await act("accept", on: id, as: signIn(.district, unit: 911))
    return id
  }

  /// One that street cleaning has finished.
  func finished() async throws -> Int64 {
    let id = try await accepted()
    let handler = try await signIn(.district, unit: 911)
    let photo = try await upload(1, as: handler)
    try await act("finish", on: id, [.photos([photo])], as: handler)
    return id
  }

  /// One that was verified and closed.
  func closed() async throws -> Int64 {
    let id = try await finished()
    let collector = try await signIn(.collector)
    let photo = try await upload(2, as: collector)
    try await act("verify", on: id, [.passed(true), .photos([photo])], as: collector)
    try await act("close", on: id, as: signIn(.supervisionCentre))
    return id
  }

  func upload(_ number: UInt8, as person: Person) async throws -> String {
    let answer = try await send("/api/photos", body: PhotoSamples.jpeg(number), as: person)
    try #require(answer.status == .created, "\(answer.text)")
    return try answer.decoded(PhotoUpload.Body.self).photo
  }

  func one(_ id: Int64, as person: Person) async throws -> CaseTimelineBody {
    try await value("/api/cases/\(id)", as: person)
  }

  @discardableResult
  func act(
    _ action: String, on id: Int64, _ fields: [ActionField] = [], as person: Person
  ) async throws -> CaseTimelineBody {
    let answer = try await perform(action, id, fields, person, sees: true)
    try #require(answer.status == .ok, "\(action): \(answer.text)")
    return try answer.decoded(CaseTimelineBody.self)
  }

  func status(
    _ action: String, on id: Int64, _ fields: [ActionField] = [], as person: Person,
    sees: Bool = true
  ) async throws -> HTTPResponse.Status {
    try await perform(action, id, fields, person, sees: sees).status
  }

  /// - Parameter sees: Whether the person may read the case, and so knows its version.
  private func perform(
    _ action: String, _ id: Int64, _ fields: [ActionField], _ person: Person, sees: Bool
  ) async throws -> TestResponse {
    var body = CaseActionBody(version: sees ? try await one(id, as: person).case.version : 1)
    for field in fields { field.write(to: &body) }
    return try await send(
      "/api/cases/\(id)/\(action)", body: [UInt8](JSONEncoder().encode(body)), as: person)
  }

  // MARK: Requests

  func value<Value: Decodable & Sendable>(_ address: String, as person: Person) async throws
    -> Value
  {
    try await door.value(address, cookie: person.cookie)
  }

  func read(_ address: String, as person: Person?) async throws -> HTTPResponse.Status {
    try await door.status(address, cookie: person?.cookie)
  }

  func send(
    _ address: String, body: [UInt8], as person: Person? = nil
  ) async throws -> TestResponse {
    var headers = HTTPFields()
    if let name = HTTPField.Name("Idempotency-Key") { headers[name] = UUID().uuidString }
    headers[.cookie] = person?.cookie
    if let name = HTTPField.Name("X-Form-Secret") { headers[name] = person?.formSecret }
    return try await door.client.execute(
      uri: address, method: .post, headers: headers, body: ByteBuffer(bytes: body)
    ) { $0 }
  }
}

// SPDX-License-Identifier: Apache-2.0

import AccessControl
import ChengxuServer
import CityOrder
import DutyModel
import Foundation
import Hummingbird
import HummingbirdTesting
import HTTPTypes
import Logging
import NIOCore
import SQLiteDriver
import StorePort
import Stores
import Testing

/// A server with an empty register of cases, its key, and the store behind it.
struct ServedOpen311 {
  static let clock = CityClock(minutesEastOfUTC: 480)
  static let now = clock.instant(of: CivilTime("2017-06-28T09:30") ?? CivilTime(minutes: 0))

  let client: any TestClientProtocol
  let store: SQLCaseStore
  let reporters: SQLReporterStore
  let key: String
  /// Where photos lie; nothing is there before the first.
  let photos: URL

  static func test(_ body: @Sendable (ServedOpen311) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "311-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("<p>".utf8).write(to: folder.appending(path: "index.html"))
    let database = try SQLiteDriver(path: folder.appending(path: "cases.sqlite").path)
    try await SchemaUpgrade().apply(to: database, at: now)
    let directory = try directory()
    let photos = folder.appending(path: "photos")
    let store = SQLCaseStore(database, classes: directory.classes)
    let desk = AccessDesk(store: SQLAccessStore(database))
    let reporters = SQLReporterStore(database)
    let key = try await desk.createToken(
      name: "test", scopes: [.open311], expires: now.adding(seconds: 86_400), by: "test", at: now)
    var contents = SampleContents.make()
    contents.open311 = Open311Service(
      cases: store, reporters: reporters, directory: directory, grids: GridMap([]),
      deadlines: nil, photos: FilePhotoStore(photos),
      allowsKey: { try await desk.allows(Secret(text: $0), to: .open311, at: $1) },
      address: "https://city.example", contact: "12345", changed: now, now: { now })
    var logger = Logger(label: "test")
    logger.logLevel = .error
    let application = try ChengxuApplication.build(
      contents, door: .openForReading, configuration: ServerConfiguration(webFolder: folder),
      logger: logger)
    try await application.test(.router) { client in
      try await body(
        ServedOpen311(
          client: client, store: store, reporters: reporters, key: key.secret.text, photos: photos))
    }
    try database.close()
  }

  static func directory() throws -> OrderDirectory {
    func name(_ text: String) -> LocalizedName { LocalizedName(chinese: text, english: text) }
    func one(
      _ code: String, _ chinese: String, isPublic: Bool = true, attributes: [CaseAttribute]? = nil
    ) throws -> CaseClass {
      CaseClass(
        code: try #require(ClassCode(code)), kind: .event, major: name("市容环境"),
        name: name(chinese), isPublic: isPublic, attributes: attributes)
    }
    let attributes = try JSONDecoder().decode(
      [CaseAttribute].self,
      from: Data(
        """
        [{"code": "SIDE", "datatype": "singlevaluelist", "isRequired": true,
          "question": {"zh": "哪一侧？", "en": "Which side?"},
          "choices": [{"key": "E", "name": {"zh": "东", "en": "east"}}]},
         {"code": "COUNT", "datatype": "number", "isRequired": false,
          "question": {"zh": "几辆？", "en": "How many?"}, "choices": []}]
        """.utf8))
    return OrderDirectory(
      name: name("方格市"), clock: clock,
      classes: try ClassList(
        version: "1", source: "test",
        classes: [
          one("E0102", "暴露垃圾"), one("E0505", "机动车乱停放", attributes: attributes),
          one("E0499", "内部", isPublic: false),
        ]), units: [], areas: [])
  }

  /// The answer to a GET.
  func get(_ path: String) async throws -> TestResponse {
    try await client.execute(uri: "/open311/" + path, method: .get) { $0 }
  }

  /// The answer to a report; `key` unless the fields name another.
  func post(
    _ fields: [String], to path: String = "v2/requests.json", idempotencyKey: String? = nil
  ) async throws -> TestResponse {
    var headers: HTTPFields = [
      .contentType: "application/x-www-form-urlencoded; charset=utf-8"
    ]
    if let name = HTTPField.Name("Idempotency-Key") { headers[name] = idempotencyKey }
    let hasKey = fields.contains { $0.hasPrefix("api_key") }
    let body = (fields + (hasKey ? [] : ["api_key=\(key)"])).joined(separator: "&")
    return try await client.execute(
      uri: "/open311/" + path, method: .post, headers: headers,
      body: ByteBuffer(string: body)
    ) { $0 }
  }

  /// Everything that was stored.
  func all() async throws -> [CityCase] {
    let always = Instant(milliseconds: .min)..<Instant(milliseconds: .max)
    return try await store.search(CaseSearch(received: always, limit: 10_000))
  }
}

extension TestResponse {
  var text: String { String(buffer: body) }

  func objects() throws -> [[String: any Sendable]] {
    let value = try JSONSerialization.jsonObject(with: Data(body.readableBytesView))
    return try #require(value as? [[String: any Sendable]])
  }
}

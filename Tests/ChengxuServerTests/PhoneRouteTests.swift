// SPDX-License-Identifier: Apache-2.0

import ChengxuServer
import DutyModel
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Operations
import Testing

@Suite("The routes of phones")
struct PhoneRouteTests {
  private func test(
    _ body: @Sendable (any TestClientProtocol, MemoryPositionStore) async throws -> Void
  ) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "web-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("<p>".utf8).write(to: folder.appending(path: "index.html"))
    let store = MemoryPositionStore()
    let tracking = try await LiveTracking(
      store: store,
      registry: MemoryTerminalRegistry(
        names: ["48241179", "owntracks/zhao/phone"], kinds: [.osmand, .owntracks]),
      clock: CityClock(minutesEastOfUTC: 480), retentionDays: 90, gateway: nil)
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    let application = try ChengxuApplication.build(
      nil, door: .openForReading, tracking: tracking,
      configuration: ServerConfiguration(webFolder: folder),
      logger: logger)
    try await application.test(.router) { client in try await body(client, store) }
  }

  @Test("store a query, a form and JSON, and answer after the commit")
  func osmAnd() async throws {
    try await test { client, store async throws in
      let query = "id=48241179&lat=36.7&lon=119.1&timestamp=1377177267&speed=10&hdop=1"
      let json = """
        {"device_id":"48241179","location":{"timestamp":"2025-06-15T13:45:12.862Z","mock":true,
        "coords":{"latitude":36.7,"longitude":119.1,"accuracy":5,"speed":2,"heading":-1}}}
        """
      let answers = [
        try await client.execute(uri: "/osmand?\(query)", method: .get) { $0.status },
        try await client.execute(
          uri: "/osmand", method: .post,
          headers: [.contentType: "application/x-www-form-urlencoded"],
          body: ByteBuffer(string: query.replacing("267", with: "268"))
        ) { $0.status },
        try await client.execute(
          uri: "/osmand", method: .post, headers: [.contentType: "application/json"],
          body: ByteBuffer(string: json)
        ) { $0.status },
      ]
      #expect(answers == [.ok, .ok, .ok])
      let fixes = await store.fixes.map(\.fix)
      #expect(fixes.map(\.speed) == [514, 514, 200])
      #expect(fixes.map(\.isMock) == [false, false, true])
      #expect(fixes[0].instant == Instant(milliseconds: 1_377_177_267_000))
    }
  }

  @Test("take OwnTracks by topic or by user and device, and answer a list")
  func ownTracks() async throws {
    try await test { client, store async throws in
      let text = #"{"_type":"location","lat":36.7,"lon":119.1,"tst":1497476456,"vel":36}"#
      let headers: HTTPFields = [
        try #require(HTTPField.Name("X-Limit-U")): "zhao",
        try #require(HTTPField.Name("X-Limit-D")): "phone",
      ]
      for uri in ["/owntracks", "/owntracks/pub"] {
        try await client.execute(
          uri: uri, method: .post, headers: headers, body: ByteBuffer(string: text)
        ) { answer in
          #expect(answer.status == .ok)
          #expect(String(buffer: answer.body) == "[]")
        }
      }
      #expect(await store.fixes.map(\.fix.speed) == [1000, 1000])
      #expect(await store.fixes.map(\.verdict) == [.accepted, .duplicate])
    }
  }

  @Test("put what a stranger sends aside, and refuse what is wrong with the field at fault")
  func refusals() async throws {
    try await test { client, store async throws in
      func status(_ query: String) async throws -> HTTPResponse.Status {
        try await client.execute(uri: "/osmand?\(query)", method: .get) { $0.status }
      }
      #expect(try await status("id=1&lat=1&lon=2") == .ok)
      #expect(await store.reports.map(\.name) == ["1"])
      #expect(await store.fixes.isEmpty)
      #expect(try await status("lat=1&lon=2") == .badRequest)
      #expect(try await status("id=48241179&lat=95&lon=2") == .badRequest)
      let big = ByteBuffer(repeating: UInt8(ascii: "x"), count: 300_000)
      let tooBig = try await client.execute(uri: "/owntracks", method: .post, body: big) {
        $0.status
      }
      #expect(tooBig == .contentTooLarge)
      let elsewhere = try await client.execute(uri: "/health", method: .post) { $0.status }
      #expect(elsewhere == .methodNotAllowed)
      await store.fail(with: TrackingError(.full, detail: "no space"))
      #expect(try await status("id=48241179&lat=36&lon=119").code == 507)
    }
  }
}

// SPDX-License-Identifier: Apache-2.0

import ChengxuServer
import Foundation
import Hummingbird
import HTTPTypes
import HummingbirdTesting
import Logging
import NIOCore
import Testing

/// A server over the sample, with a folder of two made-up pages, for as long as a test runs.
enum ServedPage {
  static let page = "<!doctype html>" + String(repeating: "<p>勤务指挥</p>", count: 200)

  static func test(
    bulletin: BulletinFiles = BulletinFiles(), tracking: LiveTracking? = nil,
    _ body: @Sendable (any TestClientProtocol) async throws -> Void
  ) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "web-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(page.utf8).write(to: folder.appending(path: "index.html"))
    try Data("var a=1".utf8).write(to: folder.appending(path: "app.js"))
    try Data("secret".utf8).write(to: folder.appending(path: "private.key"))
    var contents = SampleContents.make()
    contents.bulletin = bulletin
    var logger = Logger(label: "test")
    logger.logLevel = .error
    let application = try ChengxuApplication.build(
      contents, door: .openForReading, tracking: tracking,
      configuration: ServerConfiguration(webFolder: folder), logger: logger)
    try await application.test(.router) { client in try await body(client) }
  }
}

extension TestResponse {
  /// The body as JSON.
  func json() throws -> [String: any Sendable] {
    let value = try JSONSerialization.jsonObject(with: Data(body.readableBytesView))
    return try #require(value as? [String: any Sendable])
  }

  func decoded<Value: Decodable>(_ type: Value.Type) throws -> Value {
    try JSONDecoder().decode(type, from: Data(body.readableBytesView))
  }
}

// SPDX-License-Identifier: Apache-2.0

import ChengxuServer
import DutyModel
import Foundation
import Hummingbird
import HTTPTypes
import HummingbirdTesting
import Logging
import NIOCore
import Supervision
import Testing

@Suite("A running server")
struct RunningTests {
  @Test("is healthy once everything is loaded")
  func health() async throws {
    try await ServedPage.test { client in
      let body = try await client.execute(uri: "/health", method: .get) { try $0.json() }
      #expect(body["status"] as? String == "ready")
      let contents = try #require(body["contents"] as? [String: any Sendable])
      #expect(contents["segments"] as? Int == 24)
      #expect(contents["incidents"] as? Int == 3)
    }
  }

  @Test("counts requests by route, in a text that Prometheus reads")
  func metrics() async throws {
    try await ServedPage.test { client in
      for id in [7, 7, 99] {
        try await client.execute(uri: "/api/places/post/\(id)/incidents", method: .get) { _ in }
      }
      let text = try await client.execute(uri: "/metrics", method: .get) { answer in
        #expect(answer.headers[.contentType] == "text/plain; version=0.0.4; charset=utf-8")
        return String(buffer: answer.body)
      }
      let samples = try Self.samples(of: text)
      func count(_ status: Int) -> Double? {
        samples.first {
          $0.key.hasPrefix("http_requests_total{route=\"/api/places/{form}/{id}/incidents\"")
            && $0.key.contains("status=\"\(status)\"")
        }?.value
      }
      #expect(count(200) == 2)
      #expect(count(404) == 1)
      #expect((samples["process_resident_memory_bytes"] ?? 0) > 1_000_000)
      #expect(samples["process_uptime_seconds"] != nil)
      let infinite = samples.first {
        $0.key.contains("duration_seconds_bucket") && $0.key.contains("+Inf")
          && $0.key.contains("places")
      }
      #expect(infinite?.value == 3)
      let figures = samples.filter { $0.key.hasPrefix("supervision_") }
      let published = SampleContents.make().scorecard.results.filter { $0.scope == .detachment }
      #expect(!published.isEmpty)
      for result in published {
        func value(_ name: String) -> Double? {
          figures.first {
            $0.key.hasPrefix("\(name){kpi=\"\(result.definition.id)\"")
              && $0.key.contains("period=\"published\"")
          }?.value
        }
        #expect(value("supervision_numerator") == result.numerator)
        #expect(value("supervision_denominator") == result.denominator)
        #expect(value("supervision_value") == result.value, "no value where there is a gap")
      }
    }
  }

  @Test("says which port is taken")
  func portInUse() async throws {
    let taken = try TakenPort()
    let folder = FileManager.default.temporaryDirectory.appending(path: "web-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("<p>".utf8).write(to: folder.appending(path: "index.html"))
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    await #expect(throws: ServerError.portInUse(host: "127.0.0.1", port: taken.port)) {
      try await ChengxuApplication.run(
        SampleContents.make(), door: .openForReading,
        tracking: nil, duty: nil,
        configuration: ServerConfiguration(port: taken.port, webFolder: folder), logger: logger)
    }
  }

  @Test("is refused without its pages")
  func noPages() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "none-\(UUID().uuidString)")
    let error = #expect(throws: ServerError.self) {
      try ChengxuApplication.build(
        SampleContents.make(), door: .openForReading,
        configuration: ServerConfiguration(webFolder: folder),
        logger: Logger(label: "test"))
    }
    #expect(error?.explanation.english.contains("Scripts/build-web") == true)
    #expect(error?.explanation.chinese.contains("Scripts/build-web") == true)
  }

  /// Reads the exposition format strictly: every line is a comment or `name{labels} number`.
  private static func samples(of text: String) throws -> [String: Double] {
    var samples: [String: Double] = [:]
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let space = try #require(line.lastIndex(of: " "))
      let value = try #require(Double(line[line.index(after: space)...]))
      let name = String(line[..<space])
      #expect(name.wholeMatch(of: /[a-z_]+(\{([a-z_]+="[^"]*",?)+\})?/) != nil, "\(line)")
      #expect(samples[name] == nil, "\(name) is there twice")
      samples[name] = value
    }
    return samples
  }
}

/// Holds a port of this machine for as long as it lives.
private final class TakenPort {
  let port: Int
  private let handle: Int32

  struct NoPort: Error {}

  init() throws {
    handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let handle = handle
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(handle, $0, size) == 0 && listen(handle, 1) == 0
          && getsockname(handle, $0, &size) == 0
      }
    }
    guard isBound else { throw NoPort() }
    port = Int(UInt16(bigEndian: address.sin_port))
  }

  deinit { close(handle) }
}

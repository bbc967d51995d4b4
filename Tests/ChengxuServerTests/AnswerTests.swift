// SPDX-License-Identifier: Apache-2.0

import Foundation
import Gzip
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@Suite("The server's answers")
struct AnswerTests {
  static let routes = [
    "/", "/app.js", "/api/city", "/api/roads", "/api/risk/peak", "/api/plans/peak",
    "/api/places/post/7/incidents", "/api/roster", "/api/timeline", "/api/scorecard",
    "/api/events", "/strings.json", "/health", "/metrics",
  ]

  @Test("carry protective headers, whatever they are", arguments: routes + ["/nothing"])
  func protectiveHeaders(route: String) async throws {
    try await ServedPage.test { client in
      try await client.execute(uri: route, method: .get) { answer in
        #expect(answer.status == (route == "/nothing" ? .notFound : .ok))
        let policy = try #require(answer.headers[.contentSecurityPolicy])
        #expect(policy.contains("default-src 'self'") && policy.contains("frame-ancestors 'none'"))
        #expect(!policy.contains("unsafe"))
        #expect(answer.headers[.xContentTypeOptions] == "nosniff")
        let referrer = try #require(HTTPField.Name("referrer-policy"))
        #expect(answer.headers[referrer] == "no-referrer")
      }
    }
  }

  @Test("are compressed when that is accepted and pays")
  func compression() async throws {
    try await ServedPage.test { client in
      try await client.execute(
        uri: "/", method: .get, headers: [.acceptEncoding: "br, gzip;q=0.8"]
      ) { answer in
        #expect(answer.headers[.contentEncoding] == "gzip")
        let plain = try GzipDecompressor.unpack([UInt8](buffer: answer.body))
        #expect(String(decoding: plain, as: UTF8.self) == ServedPage.page)
      }
      for accepted in ["br", "gzip;q=0"] {
        try await client.execute(
          uri: "/", method: .get, headers: [.acceptEncoding: accepted]
        ) { answer in
          #expect(answer.headers[.contentEncoding] == nil)
          #expect(answer.headers[.vary] == "accept-encoding")
        }
      }
      // Seven bytes are not worth it.
      try await client.execute(uri: "/app.js", method: .get, headers: [.acceptEncoding: "gzip"]) {
        #expect($0.headers[.contentEncoding] == nil)
      }
    }
  }

  @Test("are not sent again to a reader who has them", arguments: ["/api/roads", "/"])
  func entityTags(route: String) async throws {
    try await ServedPage.test { client in
      let tag = try await client.execute(uri: route, method: .get) {
        try #require($0.headers[.eTag])
      }
      try await client.execute(uri: route, method: .get, headers: [.ifNoneMatch: tag]) {
        #expect($0.status == .notModified)
        #expect($0.body.readableBytes == 0)
      }
      try await client.execute(uri: route, method: .get, headers: [.ifNoneMatch: "\"other\""]) {
        #expect($0.status == .ok)
      }
    }
  }

  @Test("to HEAD have the headers alone")
  func head() async throws {
    try await ServedPage.test { client in
      try await client.execute(uri: "/api/city", method: .head) {
        #expect($0.status == .ok)
        #expect($0.body.readableBytes == 0)
      }
    }
  }

  @Test(
    "never reach outside the page's files",
    arguments: [
      "/../Package.swift", "/%2e%2e/Package.swift", "/..%2fPackage.swift", "/private.key",
      "/index.html/../private.key", "//etc/passwd",
    ])
  func traversal(path: String) async throws {
    try await ServedPage.test { client in
      try await client.execute(uri: path, method: .get) {
        #expect($0.status == .notFound)
        #expect(!String(buffer: $0.body).contains("secret"))
      }
    }
  }
}

// SPDX-License-Identifier: Apache-2.0

import Foundation
import Hummingbird
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@Suite("Requests that cannot be answered")
struct ProblemTests {
  struct Body: Decodable {
    var title: String
    var status: Int
    var detail: String
    var explanation: [String: String]
  }

  @Test(
    "get a problem in both languages",
    arguments: [
      ("/nothing", 404), ("/api/plans/lunch", 404), ("/api/plans/special", 404),
      ("/api/risk/special", 404), ("/api/places/post/99/incidents", 404),
      ("/api/places/sofa/7/incidents", 404), ("/api/places/post/x/incidents", 404),
      ("/api/places/post/7/incidents?mode=night", 404),
      ("/api/places/post/7/incidents?mode=lunch", 404), ("/api/roster?date=2018-13-01", 400),
      ("/api/roster?date=2019-01-01", 400), ("/api/timeline?date=soon", 400),
      ("/bulletin.pdf", 404), ("/bulletin.docx", 404),
    ])
  func problems(path: String, status: Int) async throws {
    try await ServedPage.test { client in
      try await client.execute(uri: path, method: .get) { answer in
        #expect(answer.status.code == status)
        #expect(answer.headers[.contentType] == "application/problem+json; charset=utf-8")
        let body = try answer.decoded(Body.self)
        #expect(body.status == status)
        #expect(body.detail == body.explanation["en"])
        #expect(body.detail.contains("Maybe") || body.detail.contains("numbers are in"))
        #expect(body.explanation["zh"]?.isEmpty == false)
      }
    }
  }

  @Test("by another method than GET or HEAD say which are allowed")
  func methods() async throws {
    try await ServedPage.test { client in
      for method in [HTTPRequest.Method.post, .put, .delete] {
        try await client.execute(uri: "/api/city", method: method) { answer in
          #expect(answer.status == .methodNotAllowed)
          #expect(answer.headers[.allow] == "GET, HEAD")
          let detail = try answer.decoded(Body.self).detail
          #expect(detail.contains(method.rawValue))
        }
      }
    }
  }
}

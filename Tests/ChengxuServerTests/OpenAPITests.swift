// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import ChengxuServer

@Suite("The description of the interface")
struct OpenAPITests {
  @Test("names every route of the table and none that there is not")
  func routes() {
    #expect(Set(RouteDescription.all.keys) == Set(DoorRule.table.keys))
  }

  @Test("is served to anybody as OpenAPI 3.1, with what each route asks for")
  func served() async throws {
    try await ServedDoor.test(preparing: ServedRoster.prepare) { served in
      try await served.client.execute(uri: "/openapi.json", method: .get) { answer in
        #expect(answer.status == .ok)
        let document = try answer.json()
        #expect(document["openapi"] as? String == "3.1.1")
        let paths = try #require(document["paths"] as? [String: [String: [String: any Sendable]]])
        let described = Set(
          paths.flatMap { path, methods in methods.keys.map { "\($0.uppercased()) \(path)" } })
        let routed = Set(
          served.routes.filter { $0.method != .head && !served.openPaths.contains($0.path) }
            .map { "\($0.method) \($0.path)" })
        #expect(described == routed)
        let decision = try #require(paths["/api/violations/{id}/decision"]?["post"])
        #expect(decision["x-permission"] as? String == "decidePenalty")
        let parameters = try #require(decision["parameters"] as? [[String: any Sendable]])
        #expect(parameters.compactMap { $0["name"] as? String } == ["id", "Idempotency-Key"])
      }
    }
  }
}

// SPDX-License-Identifier: Apache-2.0

import CityData
import Hummingbird

/// `/api/city` and `/api/roads`: what stays the same in every mode.
struct CityRoutes<Context: RequestContext>: Sendable {
  private let city: PreparedBody
  private let roads: PreparedBody

  init(_ contents: ServerContents) throws {
    city = try PreparedBody(json: CityBody(contents))
    roads = try PreparedBody(json: RoadsBody(contents.snapshot.roads))
  }

  func add(to router: Router<Context>) {
    router.get("/api/city") { request, _ in city.response(to: request) }
    router.get("/api/roads") { request, _ in roads.response(to: request) }
  }
}

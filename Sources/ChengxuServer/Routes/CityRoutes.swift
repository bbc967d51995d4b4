// SPDX-License-Identifier: Apache-2.0

import CityData
import Hummingbird
import StringCatalogue

/// `/api/city`, `/api/roads` and `/strings.json`: what stays the same in every mode.
struct CityRoutes<Context: RequestContext>: Sendable {
  private let city: PreparedBody
  private let roads: PreparedBody
  private let strings: PreparedBody

  init(_ contents: ServerContents, strings catalogue: StringCatalogue) throws {
    city = try PreparedBody(json: CityBody(contents))
    roads = try PreparedBody(json: RoadsBody(contents.snapshot.roads))
    strings = try PreparedBody(json: catalogue.table(of: [.web, .planning]))
  }

  func add(to router: Router<Context>) {
    router.get("/api/city") { request, _ in city.response(to: request) }
    router.get("/api/roads") { request, _ in roads.response(to: request) }
    router.get("/strings.json") { request, _ in strings.response(to: request) }
  }
}

// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import DutyPlanning
import Foundation
import Geography
import Hummingbird
import Rostering
import Supervision
import Synchronization

/// `/health`: whether the server has everything loaded and is not about to stop.
struct HealthRoutes<Context: RequestContext>: Sendable {
  let readiness: Readiness
  let contents: HealthBody.Contents?

  func add(to router: Router<Context>) {
    router.get("/health") { _, _ in
      let state = readiness.state
      let body = HealthBody(status: state, contents: contents)
      return Response(
        status: state == .ready ? .ok : .serviceUnavailable,
        headers: [.contentType: "application/json; charset=utf-8", .cacheControl: "no-store"],
        body: ResponseBody(byteBuffer: ByteBuffer(bytes: try JSONEncoder().encode(body))))
    }
  }
}

/// The state of one server, shared between its wiring and the health answer.
final class Readiness: Sendable {
  enum State: String, Codable { case starting, ready, stopping }

  private let current = Mutex(State.starting)

  var state: State {
    get { current.withLock { $0 } }
    set { current.withLock { $0 = newValue } }
  }
}

struct HealthBody: Codable {
  /// What is loaded, to see at a glance that it is the right city.
  struct Contents: Codable {
    var plan: String
    var segments: Int
    var incidents: Int
    var isDemoData: Bool
  }

  var status: Readiness.State
  /// `nil` for a server that only takes in the day.
  var contents: Contents?
}

extension HealthBody.Contents {
  init(_ contents: ServerContents) {
    self.init(
      plan: contents.plans.version.digest, segments: contents.snapshot.roads.segments.count,
      incidents: contents.snapshot.incidents.count, isDemoData: contents.isDemoData)
  }
}

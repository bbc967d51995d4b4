// SPDX-License-Identifier: Apache-2.0

import CityData
import CityOrder
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
  /// Asked for at each answer, since days pass.
  let calendar: @Sendable () -> HealthBody.Calendar?

  func add(to router: Router<Context>) {
    router.get("/health") { _, _ in
      let state = readiness.state
      let body = HealthBody(status: state, contents: contents, calendar: calendar())
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

  /// Until when deadlines of city order can be counted.
  struct Calendar: Codable {
    var until: String?
    var daysLeft: Int64
    /// Whether the new year's calendar should be taken in now.
    var isEnding: Bool
  }

  var status: Readiness.State
  /// `nil` for a server that only takes in the day.
  var contents: Contents?
  /// `nil` where no deadline asks the calendar.
  var calendar: Calendar?
}

extension HealthBody.Calendar {
  init(_ reach: CalendarReach) {
    self.init(
      until: reach.until?.description, daysLeft: reach.daysLeft, isEnding: reach.isEnding)
  }
}

extension HealthBody.Contents {
  init(_ contents: ServerContents) {
    self.init(
      plan: contents.plans.version.digest, segments: contents.snapshot.roads.segments.count,
      incidents: contents.snapshot.incidents.count, isDemoData: contents.isDemoData)
  }
}

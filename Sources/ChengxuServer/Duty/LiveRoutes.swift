// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel
import Foundation
import HTTPTypes
import Hummingbird
import Operations

/// `/api/live`: what changes as it changes, as server-sent events that resume where they broke off.
///
/// Each event names what changed, not how: whoever is concerned reads the file anew, through its
/// own door. The number of the event in the log is its id, so a browser that comes back sends
/// `Last-Event-ID` and misses nothing. Any number of servers before one database tell the same.
///
/// Source: HTML Living Standard, §9.2 server-sent events.
struct LiveRoutes: Sendable {
  let source: DutyDesksSource
  let territories: TerritoryIndex

  private var desks: DutyDesks { source.current }

  func add(to router: Router<ServerContext>) {
    router.get("/api/live", use: live)
  }

  /// `?after=` or `Last-Event-ID` says where to go on; without it only what is new is told.
  /// `?wait=0` ends after what is there, for programs that ask now and then.
  @Sendable private func live(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let reach = desks.caller(context, territories).reach
    let start = try await start(of: request)
    let ends = request.uri.queryParameters["wait"] == "0"
    let stream = LiveStream(
      desks: desks, tail: source.tail, reach: reach, start: start, endsAtOnce: ends)
    return Response(
      status: .ok,
      headers: [
        .contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store",
      ], body: ResponseBody(asyncSequence: stream))
  }

  private func start(of request: Request) async throws -> DutyModel.ID<DutyEvent> {
    let field = HTTPField.Name("Last-Event-ID").flatMap { request.headers[$0] }
    if let text = field ?? request.uri.queryParameters["after"].map(String.init) {
      guard let number = Int64(text), number >= 0 else { throw Problem.noNumber(text) }
      return ID(rawValue: number)
    }
    return try await desks.live.log.last()?.id ?? 0
  }
}

/// What changed: which file, by which kind of event.
struct LiveEventBody: Codable, Sendable {
  var id: Int64
  var at: Instant
  var kind: DutyEvent.Kind
  /// The step's key, such as `accept`; `nil` where the kind says it all.
  var step: String?
  var subject: DeskSubject?
  var number: Int64?
  var part: Int64?
  var isSimulated: Bool
  /// Whom it concerns, where the event itself says so; not sent.
  private(set) var units: Set<DutyModel.ID<DutyModel.Unit>> = []

  private enum CodingKeys: String, CodingKey {
    case id, at, kind, step, subject, number, part, isSimulated
  }

  init(_ event: DutyEvent) {
    id = event.id.rawValue
    at = event.instant
    kind = event.kind
    isSimulated = event.entry.isSimulated
    switch event.entry.content {
    case .attendance(let assignment, let event): set(assignment, event.key)
    case .attendanceNoted(let assignment, let note): set(assignment, note.key)
    case .stop(let assignment, _, _, _), .beatWalk(let assignment, _, _): set(assignment, nil)
    case .violationObserved(let violation, _): set(.violation, violation.rawValue, nil)
    case .violationMoved(let violation, let event), .violationRefused(let violation, let event, _):
      set(.violation, violation.rawValue, event.key)
    case .violationClock(let violation, let event):
      set(.violation, violation.rawValue, event.key)
    case .incidentReported(let incident, _, _), .incidentUnanswered(let incident, _):
      set(.incident, incident.rawValue, nil)
    case .incidentMoved(let incident, let event), .incidentJoined(let incident, _, let event):
      set(.incident, incident.rawValue, event.key)
    case .incidentWelfare(let incident, _, let note):
      set(.incident, incident.rawValue, note.key)
    case .incidentMerged(let incident, _): set(.incident, incident.rawValue, nil)
    case .special(let duty, let event): set(.special, duty.rawValue, event.key)
    case .shiftHandOver(let handOver, let event):
      set(.shiftHandOver, handOver.rawValue, event.key)
    case .inspection(.findingRaised(let finding, _)): set(.finding, finding.rawValue, nil)
    case .inspection(.findingMoved(let finding, let event)):
      set(.finding, finding.rawValue, event.key)
    case .caseReminded(let number, _, let units):
      set(.cityCase, number, "remind")
      self.units = Set(units)
    case .vehicle, .inspection, .jam, .roster, .point, .orderStep, .evidenceRead: break
    }
  }

  private mutating func set(_ assignment: AssignmentID, _ step: String?) {
    set(.attendance, assignment.duty.rawValue, step)
    part = Int64(assignment.task)
  }

  private mutating func set(_ subject: DeskSubject, _ number: Int64, _ step: String?) {
    self.subject = subject
    self.number = number
    self.step = step
  }
}

// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation
import Geography
import HTTPTypes
import Hummingbird
import Operations
import Terminals

/// `/osmand` and `/owntracks`: phones report where they are.
///
/// The answer leaves after the commit, since a phone forgets what was answered with success.
struct PhoneRoutes<Context: RequestContext>: Sendable {
  let desk: TrackingDesk
  let directory: TerminalDirectory

  /// Paths that take POST.
  static var paths: Set<String> { ["/osmand", "/owntracks", "/owntracks/pub"] }

  func add(to router: Router<Context>) {
    router.get("/osmand") { request, _ in
      try await take(OsmAnd.reports(query: request.uri.query ?? ""), .osmand, request)
      return Response(status: .ok)
    }
    router.post("/osmand") { request, _ in
      let (body, query) = (try await self.body(of: request), request.uri.query ?? "")
      let isJSON = request.headers[.contentType]?.hasPrefix("application/json") ?? false
      let reports =
        isJSON
        ? try OsmAnd.reports(json: body)
        : try OsmAnd.reports(
          query: [query, String(decoding: body, as: UTF8.self)].filter { !$0.isEmpty }
            .joined(separator: "&"))
      try await take(reports, .osmand, request)
      return Response(status: .ok)
    }
    for path in ["/owntracks", "/owntracks/pub"] {
      router.post(RouterPath(path)) { request, _ in
        let parameters = request.uri.queryParameters
        func name(_ header: String, _ parameter: Substring) -> String? {
          HTTPField.Name(header).flatMap { request.headers[$0] }
            ?? parameters[parameter].map(String.init)
        }
        let reports = try OwnTracks.reports(
          json: try await body(of: request), user: name("X-Limit-U", "u"),
          device: name("X-Limit-D", "d"))
        try await take(reports, .owntracks, request)
        return Response(
          status: .ok, headers: [.contentType: "application/json"],
          body: ResponseBody(byteBuffer: ByteBuffer(string: "[]")))
      }
    }
  }

  private func body(of request: Request) async throws -> [UInt8] {
    let buffer = try await request.body.collect(upTo: PhoneReportLimits.bodyBytes)
    return Array(buffer.readableBytesView)
  }

  private func take(
    _ reports: [PhoneReport], _ kind: TrackedTerminal.Kind, _ request: Request
  ) async throws {
    let now = Instant.now
    var (fixes, strangers) = ([Fix](), [QuarantinedReport]())
    for report in reports {
      guard let place = report.place else { continue }
      guard let terminal = try await directory.terminal(kind, named: report.devices) else {
        strangers.append(
          QuarantinedReport(
            kind: kind, name: String((report.devices.first ?? "").prefix(200)), received: now,
            reason: .unknownTerminal,
            content: "\(place.latitude),\(place.longitude) \(report.time?.milliseconds ?? 0)"))
        continue
      }
      fixes.append(Fix(report, at: place, of: terminal.id, received: now))
    }
    if !strangers.isEmpty {
      guard try await desk.putAside(strangers) else { throw Problem.tooManyFromStrangers }
    }
    try await desk.record(fixes)
  }
}

extension Fix {
  fileprivate init(
    _ report: PhoneReport, at place: TaggedCoordinate,
    of terminal: DutyModel.ID<TrackedTerminal>, received: Instant
  ) {
    // Beyond these a number says nothing about a person on a street.
    func whole(_ number: Double?, _ range: ClosedRange<Double>, times factor: Double = 1) -> Int? {
      number.flatMap { range.contains($0) ? Int(($0 * factor).rounded()) : nil }
    }
    self.init(
      terminal: terminal, instant: report.time ?? received, received: received, place: place,
      altitude: whole(report.altitude, -1000...20_000),
      speed: whole(report.speed, 0...1000, times: 100), course: whole(report.course, 0...360),
      accuracy: whole(report.accuracy, 0...1_000_000), isMock: report.isMock,
      details: String((report.event ?? "").prefix(80)))
  }
}

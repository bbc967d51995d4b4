// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import DutyPlanning
import Hummingbird
import Supervision

/// `/api/scorecard`, also as CSV and XLSX, and `/api/events`: the figures and the events behind them.
struct SupervisionRoutes<Context: RequestContext>: Sendable {
  private let scorecard: PreparedBody
  private let exports: [ScorecardFile: PreparedBody]
  private let readEvents: (@Sendable () async throws -> [LoggedEvent])?
  private let clock: CityClock
  private let people: PeopleIndex

  /// The most events of one answer.
  private static var pageSize: Int { 500 }

  init(_ contents: ServerContents, people: PeopleIndex) throws {
    scorecard = try PreparedBody(json: ScorecardBody(contents.scorecard))
    exports = try Dictionary(
      uniqueKeysWithValues: ScorecardFile.allCases.map { form in
        (
          form,
          try PreparedBody(
            [UInt8](form.data(of: contents.scorecard)), mediaType: form.mediaType,
            compresses: form == .csv)
        )
      })
    readEvents = contents.readEvents
    clock = contents.snapshot.organization.clock
    self.people = people
  }

  func add(to router: Router<Context>) {
    router.get("/api/scorecard") { request, _ in scorecard.response(to: request) }
    for (form, body) in exports {
      router.get("/api/scorecard.\(form.rawValue)") { request, _ in
        var response = body.response(to: request)
        response.headers[.contentDisposition] =
          "attachment; filename=\"scorecard.\(form.rawValue)\""
        return response
      }
    }
    router.get("/api/events", use: events)
  }

  /// `?form=` and `?place=` keep one place's events, `?kind=` one kind's; the first 500 are sent.
  @Sendable private func events(_ request: Request, context: Context) async throws -> Response {
    let query = request.uri.queryParameters
    let form = query["form"].map(String.init)
    let place = query["place"].map(String.init)
    let kind = query["kind"].map(String.init)
    let found = try await readEvents?() ?? []
    let chosen = found.filter { event in
      (form == nil || event.place?.form.rawValue == form)
        && (place == nil || event.place.map { String($0.number) } == place)
        && (kind == nil || event.kind == kind)
    }
    let body = EventsBody(
      count: chosen.count,
      events: chosen.prefix(Self.pageSize).map { EventBody($0, clock: clock, people: people) })
    return try PreparedBody(json: body).response(to: request)
  }
}

/// Events and how many there are in all.
struct EventsBody: Encodable {
  var count: Int
  var events: [EventBody]
}

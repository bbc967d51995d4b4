// SPDX-License-Identifier: Apache-2.0

import AccessControl
import CityData
import DutyModel
import DutyPlanning
import Hummingbird
import Supervision

/// `/api/scorecard`, also as CSV and XLSX, and `/api/events`: the figures of the period, which are the detachment's
/// account of itself and the same for everybody, and the events behind them, of a territory's own people and ground
/// for whoever reads no further.
struct SupervisionRoutes: Sendable {
  private let scorecard: PreparedBody
  private let exports: [ScorecardFile: PreparedBody]
  private let readEvents: (@Sendable () async throws -> [LoggedEvent])?
  private let clock: CityClock
  private let people: PeopleIndex
  private let territories: TerritoryIndex
  private let owners: PlaceOwners

  /// The most events of one answer.
  private static var pageSize: Int { 500 }

  init(_ contents: ServerContents, people: PeopleIndex, owners: PlaceOwners) throws {
    territories = TerritoryIndex(units: contents.snapshot.organization.units)
    self.owners = owners
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

  func add(to router: Router<ServerContext>) {
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
  @Sendable private func events(_ request: Request, context: ServerContext) async throws -> Response
  {
    let query = request.uri.queryParameters
    let form = query["form"].map(String.init)
    let place = query["place"].map(String.init)
    let kind = query["kind"].map(String.init)
    let found = try await readEvents?() ?? []
    let reach = context.reach(in: territories)
    let chosen = found.filter { event in
      (reach.map { isOwn(event, $0) } ?? true)
        && (form == nil || event.place?.form.rawValue == form)
        && (place == nil || event.place.map { String($0.number) } == place)
        && (kind == nil || event.kind == kind)
    }
    let body = EventsBody(
      count: chosen.count,
      events: chosen.prefix(Self.pageSize).map { EventBody($0, clock: clock, people: people) })
    return try PreparedBody(json: body).response(to: request)
  }

  /// Whether own people did it, or it happened on own ground. What names neither is the detachment's.
  private func isOwn(_ event: LoggedEvent, _ reach: TerritoryReach) -> Bool {
    if let unit = event.officer.flatMap({ people.officer($0)?.unit }), reach.units.contains(unit) {
      return true
    }
    return event.place.map { owners.isOwn($0, reach) } ?? false
  }
}

/// Events and how many there are in all.
struct EventsBody: Encodable {
  var count: Int
  var events: [EventBody]
}

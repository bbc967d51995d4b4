// SPDX-License-Identifier: Apache-2.0

import AccessControl
import CityData
import DutyModel
import Hummingbird
import Operations

/// `/api/duty/track-readings`: who read the way of whoever asks, when, why, and which hours.
///
/// One's own alone: what was read by one's badge number, and of a vehicle in the hours that one had it out. All others
/// stand in the auditor's record.
struct TrackReadingRoutes: Sendable {
  let access: AccessDesk
  let log: (any DutyEventLog)?
  let people: PeopleIndex
  let vehicles: [String: DutyModel.ID<Vehicle>]
  let clock: CityClock

  init(access: AccessDesk, log: (any DutyEventLog)?, contents: ServerContents) {
    self.access = access
    self.log = log
    people = contents.people
    let organization = contents.snapshot.organization
    vehicles = Dictionary(
      organization.vehicles.map { ($0.plate, $0.id) }, uniquingKeysWith: { first, _ in first })
    clock = organization.clock
  }

  func add(to router: Router<ServerContext>) {
    router.get("/api/duty/track-readings", use: readings)
  }

  struct PageBody: Codable, Sendable {
    /// Of the city's clock, by which times are shown.
    var minutesEastOfUTC: Int
    var items: [Item]
    /// Goes into `?before=` of the following page.
    var next: Int64?
  }

  struct Item: Codable, Sendable {
    var number: Int64
    var at: Instant
    /// The name of whoever read it, and of the unit that the person's account is for.
    var by: String
    var unit: LocalizedName?
    /// The plate of the vehicle that one had out, where its way was read.
    var vehicle: String?
    var reading: TrackReading
  }

  @Sendable private func readings(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let page = try request.page()
    var body = PageBody(minutesEastOfUTC: clock.minutesEastOfUTC, items: [])
    // An account of nobody on the staff list has no way of its own.
    guard let officer = context.visitor?.visitor.officer, let person = people.officer(officer)
    else { return try Response(private: body) }
    let own = OwnTrackReadings(
      access: access, log: log, vehicles: vehicles, clock: clock, officer: person)
    let (found, next) = try await own.page(before: page.before, limit: page.limit)
    var readers: [String: Account] = [:]
    for name in Set(found.map(\.recorded.event.actor)) {
      readers[name] = try await access.account(name)
    }
    body.items = found.map { item($0, readers[$0.recorded.event.actor]) }
    body.next = next
    return try Response(private: body)
  }

  private func item(_ found: OwnTrackReadings.Found, _ reader: Account?) -> Item {
    let event = found.recorded.event
    let unit = reader.flatMap { reader -> DutyModel.ID<Unit>? in
      if let unit = reader.officer.flatMap(people.officer)?.unit { return unit }
      guard case .unit(let unit) = reader.territory else { return nil }
      return unit
    }
    return Item(
      number: found.recorded.number, at: event.at, by: reader?.displayName ?? event.actor,
      unit: unit.map { people.name($0) }, vehicle: found.vehicle, reading: found.reading)
  }
}

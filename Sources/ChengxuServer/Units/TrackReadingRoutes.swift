// SPDX-License-Identifier: Apache-2.0

import AccessControl
import CityData
import DutyModel
import Hummingbird

/// `/api/duty/track-readings`: who read the way of whoever asks, when, why, and which hours.
///
/// One's own alone: what was read by one's badge number. Readings of a vehicle stand in the auditor's record.
struct TrackReadingRoutes: Sendable {
  let access: AccessDesk
  let people: PeopleIndex
  let clock: CityClock

  init(access: AccessDesk, contents: ServerContents) {
    self.access = access
    people = contents.people
    clock = contents.snapshot.organization.clock
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
    let found = try await access.record(
      AccessEventQuery(
        kinds: [.trackRead], parties: AccessParties(holders: [person.badgeNumber]),
        before: page.before, limit: page.limit + 1))
    let shown = found.prefix(page.limit)
    var readers: [String: Account] = [:]
    for name in Set(shown.map(\.event.actor)) { readers[name] = try await access.account(name) }
    body.items = try shown.map { try item($0, readers[$0.event.actor]) }
    body.next = found.count > page.limit ? shown.last?.number : nil
    return try Response(private: body)
  }

  private func item(
    _ recorded: NumberedAccessEvent, _ reader: Account?
  ) throws(AccessError) -> Item {
    let event = recorded.event
    guard let reading = TrackReading(text: event.detail) else {
      throw .storeFailed(
        detail: "Event \(recorded.number) of the record of access cannot be read.", isFull: false)
    }
    let unit = reader.flatMap { reader -> DutyModel.ID<Unit>? in
      if let unit = reader.officer.flatMap(people.officer)?.unit { return unit }
      guard case .unit(let unit) = reader.territory else { return nil }
      return unit
    }
    return Item(
      number: recorded.number, at: event.at, by: reader?.displayName ?? event.actor,
      unit: unit.map { people.name($0) }, reading: reading)
  }
}

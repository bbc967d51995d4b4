// SPDX-License-Identifier: Apache-2.0

import AccessControl
import CityData
import DutyModel
import DutyPlanning
import Hummingbird
import Rostering

/// `/api/roster/own` and `/calendar/…`: what everybody sees of the own roster, and the address that
/// a telephone's calendar asks.
///
/// The address carries its own key, since calendars send nothing else. It is shown once, opens one
/// person's published duties and nothing more, and its owner can end it.
struct OwnRosterRoutes: Sendable {
  let desk: RosterDesk
  /// `nil` where nobody signs in.
  let access: AccessDesk?
  let clock: CityClock
  let people: PeopleIndex
  let places: PlaceNames
  let vehicles: [ID<Vehicle>: String]

  init(_ desk: RosterDesk, _ contents: ServerContents, access: AccessDesk?) {
    self.desk = desk
    self.access = access
    clock = contents.snapshot.organization.clock
    people = contents.people
    places = PlaceNames(contents.plans)
    vehicles = Dictionary(
      contents.snapshot.organization.vehicles.map { ($0.id, $0.plate) },
      uniquingKeysWith: { first, _ in first })
  }

  func add(to router: Router<ServerContext>) {
    router.get("/api/roster/own") { _, context in try await answer(of: try context.officer()) }
    router.post("/api/roster/own/calendar", use: createCalendar)
    router.post("/api/roster/own/calendar/revocation", use: revokeCalendar)
    router.get("/calendar/:key", use: calendar)
  }

  func answer(of officer: ID<Officer>) async throws -> Response {
    let key = try await access?.calendarKey(of: officer, at: .now)
    let book = try await desk.current()
    // What is not published yet is not theirs to see.
    let problem = try await desk.problem(of: book, days: book.published?.days)
    return try Response(
      private: OwnRosterBody(
        of: officer, book, of: problem, desk: desk, places: places, vehicles: vehicles,
        calendarUntil: key?.expires, at: .now))
  }

  private struct AddressBody: Encodable {
    var path: String
    var until: Instant
  }

  @Sendable private func createCalendar(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let (officer, actor) = (try context.officer(), try context.rosterPerson())
    guard let access else { throw AccessError.sessionOver }
    let new = try await access.createCalendarKey(of: officer, by: actor.name, at: .now)
    return try Response(
      private: AddressBody(
        path: "/calendar/\(new.secret.text).ics", until: new.token.expires))
  }

  @Sendable private func revokeCalendar(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let (officer, actor) = (try context.officer(), try context.rosterPerson())
    guard let access else { throw AccessError.sessionOver }
    try await access.revokeCalendarKey(of: officer, by: actor.name, at: .now)
    return try await answer(of: officer)
  }

  @Sendable private func calendar(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let name = try context.parameters.require("key")
    let key = name.hasSuffix(".ics") ? String(name.dropLast(4)) : name
    guard let access else { throw AccessError.tokenRefused }
    let owner = try await access.calendarOwner(Secret(text: key), at: .now)
    guard let officer = people.officer(owner) else {
      throw AccessError.tokenRefused
    }
    return try await desk.calendar(of: officer, clock, places, to: request)
  }
}

extension RosterDesk {
  /// The published duties of one person, for the calendar on a telephone (RFC 5545).
  func calendar(
    of officer: Officer, _ clock: CityClock, _ places: PlaceNames, to request: Request
  ) async throws -> Response {
    let book = try await current()
    guard let published = book.published, let last = book.publications.last else {
      throw Problem.notPublished
    }
    let feed = RosterFeed(
      of: officer, in: published, clock: clock, places: places,
      stamp: clock.instant(of: last.at), sequence: last.number - 1)
    return try PreparedBody([UInt8](feed.text.utf8), mediaType: "text/calendar; charset=utf-8")
      .response(to: request)
  }
}

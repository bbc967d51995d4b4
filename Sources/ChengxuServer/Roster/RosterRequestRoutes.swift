// SPDX-License-Identifier: Apache-2.0

import AccessControl
import CityData
import DutyModel
import DutyPlanning
import HTTPTypes
import Hummingbird
import Rostering

/// `/api/roster/requests` and the calendar of a person: what people have to do with the roster who do
/// not plan it.
struct RosterRequestRoutes: Sendable {
  let desk: RosterDesk
  let territories: TerritoryIndex
  let people: PeopleIndex
  let places: PlaceNames
  /// What whoever changes a request of theirs gets back.
  let own: OwnRosterRoutes

  init(_ desk: RosterDesk, _ contents: ServerContents, own: OwnRosterRoutes) {
    self.desk = desk
    self.own = own
    people = contents.people
    territories = TerritoryIndex(units: contents.snapshot.organization.units)
    places = PlaceNames(contents.plans)
  }

  func add(to router: Router<ServerContext>) {
    router.post("/api/roster/requests", use: file)
    router.post("/api/roster/requests/:request/answer", use: respond)
    router.get("/api/roster/requests/:request/review", use: review)
    router.post("/api/roster/requests/:request/decision", use: decide)
    router.get("/api/roster/people/:badge/duties.ics", use: calendar)
  }

  private struct FilingBody: Decodable {
    var duty: ID<RosteredDuty>?
    var with: ID<Officer>?
    var against: ID<RosteredDuty>?
    var leaveFrom: CivilTime?
    var leaveTo: CivilTime?

    func kind() throws(Problem) -> DutyRequest.Kind {
      if let duty, let with { return .swap(duty: duty, with: with, against: against) }
      guard let leaveFrom, let leaveTo, leaveFrom < leaveTo else { throw .badBody }
      return .leave(CivilInterval(start: leaveFrom, end: leaveTo))
    }
  }

  @Sendable private func file(_ request: Request, context: ServerContext) async throws -> Response {
    let (body, key) = try await request.keyed(FilingBody.self, context)
    if try await desk.wasTaken(key) { return try await own.answer(of: try context.officer()) }
    let officer = try context.officer()
    _ = try await desk.file(
      try body.kind(), applicant: officer, seen: nil, by: try context.rosterPerson(key), at: .now)
    return try await own.answer(of: officer)
  }

  private struct AnswerBody: Decodable {
    var revision: Int
    var action: Action
    var reason: String?

    enum Action: String, Decodable { case agree, refuse, withdraw }
  }

  @Sendable private func respond(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let (body, key) = try await request.keyed(AnswerBody.self, context)
    if try await desk.wasTaken(key) { return try await own.answer(of: try context.officer()) }
    let officer = try context.officer()
    let id: ID<DutyRequest> = try context.parameters.require("request", as: Int64.self).id()
    let found = try await desk.request(id)
    // A leader refuses through the decision; here only those whom it concerns.
    guard found.concerns(officer) else {
      throw RosterDeskError.refused(.request(.notTheirs(officer)))
    }
    let action: DutyRequest.Action =
      switch body.action {
      case .agree: .agree
      case .refuse: .refuse(reason: body.reason ?? "")
      case .withdraw: .withdraw
      }
    _ = try await desk.answer(
      id, action, officer: officer, seen: body.revision, by: try context.rosterPerson(key), at: .now
    )
    return try await own.answer(of: officer)
  }

  @Sendable private func review(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let id: ID<DutyRequest> = try context.parameters.require("request", as: Int64.self).id()
    try await requireLeader(of: id, context)
    return try Response(private: try await desk.review(id, at: .now))
  }

  private struct DecisionBody: Decodable {
    var revision: Int
    var approves: Bool
    var reason: String?
    var waivers: [RosterDesk.Waiver]?
  }

  @Sendable private func decide(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let (body, key) = try await request.keyed(DecisionBody.self, context)
    if try await desk.wasTaken(key) { return try await decided(context) }
    let (leader, person) = (try context.officer(), try context.rosterPerson(key))
    let id: ID<DutyRequest> = try context.parameters.require("request", as: Int64.self).id()
    try await requireLeader(of: id, context)
    if body.approves {
      _ = try await desk.approve(
        id, waivers: body.waivers ?? [], leader: leader, seen: body.revision, by: person, at: .now)
    } else {
      _ = try await desk.answer(
        id, .refuse(reason: body.reason ?? ""), officer: leader, seen: body.revision, by: person,
        at: .now)
    }
    return try await decided(context)
  }

  private func decided(_ context: ServerContext) async throws -> Response {
    let id = try context.parameters.require("request", as: Int64.self)
    return try Response(private: RosterBookBody.RequestBody(try await desk.request(id.id())))
  }

  /// Leaders decide for their own people.
  private func requireLeader(of id: ID<DutyRequest>, _ context: ServerContext) async throws {
    let applicant = try await desk.request(id).applicant
    let unit = people.officer(applicant)?.unit
    try context.visitor?.visitor.require(.approveLeave, of: unit, in: territories)
  }

  /// The published duties of one person, for the calendar on a telephone (RFC 5545).
  @Sendable private func calendar(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let badge = try context.parameters.require("badge")
    guard let officer = people.officer(badge: badge),
      context.reach(in: territories)?.units.contains(officer.unit) ?? true
    else { throw Problem.unknownBadge(badge) }
    return try await desk.calendar(of: officer, desk.clock, places, to: request)
  }
}

extension ServerContext {
  /// The officer of the staff list whose account is signed in.
  func officer() throws(Problem) -> ID<Officer> {
    guard let officer = visitor?.account.officer else { throw .noOfficer }
    return officer
  }
}

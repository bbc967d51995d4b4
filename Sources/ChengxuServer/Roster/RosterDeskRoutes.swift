// SPDX-License-Identifier: Apache-2.0

import AccessControl
import CityData
import DutyModel
import DutyPlanning
import Hummingbird
import JobQueue
import Rostering

/// `/api/roster/…`: where planners work on the draft and publish it.
///
/// Every change says which revision its author saw; after somebody else's it is refused with 409
/// and nothing is overwritten. The answer to a change is the new state.
struct RosterDeskRoutes: Sendable {
  let desk: RosterDesk
  let territories: TerritoryIndex
  let people: PeopleIndex
  let places: PlaceNames
  let vehicles: [ID<Vehicle>: String]
  /// Where a proposal waits for a worker if its author would rather not; `nil` without workers.
  let jobs: (any JobStore)?

  init(_ desk: RosterDesk, _ contents: ServerContents, people: PeopleIndex) {
    let organization = contents.snapshot.organization
    self.desk = desk
    jobs = contents.jobs
    territories = TerritoryIndex(units: organization.units)
    self.people = people
    places = PlaceNames(contents.plans)
    vehicles = Dictionary(
      organization.vehicles.map { ($0.id, $0.plate) }, uniquingKeysWith: { first, _ in first })
  }

  func add(to router: Router<ServerContext>) {
    router.get("/api/roster/book") { request, context in try await answer(request, context) }
    router.get("/api/roster/duties/:duty/candidates", use: candidates)
    router.get("/api/roster/conflict", use: conflict)
    router.post("/api/roster/pins", use: pin)
    router.post("/api/roster/assignments", use: assign)
    router.post("/api/roster/swaps", use: swap)
    router.post("/api/roster/weights", use: weigh)
    router.post("/api/roster/repairs", use: propose)
    router.post("/api/roster/repairs/:repair/acceptance", use: accept)
    router.post("/api/roster/repairs/:repair/refusal", use: drop)
    router.post("/api/roster/publications", use: publish)
  }

  /// The roster as it is now, as far as whoever asks reads it.
  func answer(_ request: Request, _ context: ServerContext) async throws -> Response {
    let book = try await desk.current()
    let body = RosterBookBody(
      book, of: try await desk.problem(of: book), try await desk.judgement(), desk: desk,
      part: RosterBookPart(context.reach(in: territories), staff: try await desk.currentStaff()),
      places: places,
      people: people, vehicles: vehicles, at: .now)
    return try PreparedBody(json: body).response(to: request)
  }

  @Sendable private func candidates(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let found = try await desk.candidates(
      for: try context.parameters.require("duty", as: Int64.self).id())
    return try PreparedBody(json: found).response(to: request)
  }

  @Sendable private func conflict(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    try PreparedBody(json: try await desk.conflicts(at: .now)).response(to: request)
  }

  private struct PinBody: Decodable {
    var revision: Int
    var duty: ID<RosteredDuty>
    var isPinned: Bool
  }

  @Sendable private func pin(_ request: Request, context: ServerContext) async throws -> Response {
    let (body, key) = try await request.keyed(PinBody.self, context)
    if try await desk.wasTaken(key) { return try await answer(request, context) }
    let person = try await planner(context, key, of: [body.duty])
    _ = try await desk.setPin(
      body.isPinned, on: body.duty, seen: body.revision, by: person, at: .now)
    return try await answer(request, context)
  }

  private struct AssignmentBody: Decodable {
    var revision: Int
    var duty: ID<RosteredDuty>
    var officer: ID<Officer>
    var waivers: [RosterDesk.Waiver]?
  }

  @Sendable private func assign(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let (body, key) = try await request.keyed(AssignmentBody.self, context)
    if try await desk.wasTaken(key) { return try await answer(request, context) }
    let person = try await planner(context, key, of: [body.duty])
    _ = try await desk.assign(
      body.duty, to: body.officer, waivers: body.waivers ?? [], seen: body.revision, by: person,
      at: .now)
    return try await answer(request, context)
  }

  private struct SwapBody: Decodable {
    var revision: Int
    var duty: ID<RosteredDuty>
    var against: ID<RosteredDuty>
    var waivers: [RosterDesk.Waiver]?
  }

  @Sendable private func swap(_ request: Request, context: ServerContext) async throws -> Response {
    let (body, key) = try await request.keyed(SwapBody.self, context)
    if try await desk.wasTaken(key) { return try await answer(request, context) }
    let person = try await planner(context, key, of: [body.duty, body.against])
    _ = try await desk.swap(
      body.duty, against: body.against, waivers: body.waivers ?? [], seen: body.revision,
      by: person, at: .now)
    return try await answer(request, context)
  }

  private struct WeightBody: Decodable {
    var revision: Int
    var rule: String
    var weight: Int
    var reason: String
  }

  /// Weights hold for everybody's duties, so that they are the whole detachment's matter.
  @Sendable private func weigh(_ request: Request, context: ServerContext) async throws -> Response
  {
    let (body, key) = try await request.keyed(WeightBody.self, context)
    if try await desk.wasTaken(key) { return try await answer(request, context) }
    guard context.visitor?.visitor.holdsForAll(.plan) == true else {
      throw Problem.weightsOfWholeDetachment
    }
    _ = try await desk.weigh(
      body.rule, as: body.weight, reason: body.reason, seen: body.revision,
      by: try context.rosterPerson(key), at: .now)
    return try await answer(request, context)
  }

  private struct ChangeBody: Decodable {
    var revision: Int
    /// Who fell ill; or, with the order that draws them, who is drawn.
    var officers: [ID<Officer>]
    var from: CivilTime
    var to: CivilTime
    var order: String?
  }

  @Sendable private func propose(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let (body, key) = try await request.keyed(ChangeBody.self, context)
    guard body.from < body.to, let first = body.officers.first,
      body.order != nil || body.officers.count == 1
    else { throw Problem.badChange }
    let person = try context.rosterPerson(key)
    for officer in body.officers { try await require(.plan, of: officer, context) }
    let interval = CivilInterval(start: body.from, end: body.to)
    let change: RosterChange =
      if let order = body.order {
        .draw(officers: body.officers, interval: interval, order: order)
      } else {
        .sickCall(officer: first, interval: interval)
      }
    if request.prefersAsync, let jobs {
      guard let key else { throw Problem.noIdempotencyKey }
      return try await jobs.accepted(
        RosterRepairOrder(change: change, revision: body.revision, person: person),
        as: RosterRepairOrder.kind, key: key.key, context)
    }
    if try await desk.wasTaken(key) { return try await answer(request, context) }
    _ = try await desk.propose(change, seen: body.revision, by: person, at: .now)
    return try await answer(request, context)
  }

  private struct DecisionBody: Decodable {
    var revision: Int
    var reason: String?
  }

  @Sendable private func accept(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let (body, key) = try await request.keyed(DecisionBody.self, context)
    if try await desk.wasTaken(key) { return try await answer(request, context) }
    let repair = try context.parameters.require("repair", as: Int64.self)
    let person = try await planner(context, key, ofRepair: repair.id())
    _ = try await desk.accept(repair.id(), seen: body.revision, by: person, at: .now)
    return try await answer(request, context)
  }

  @Sendable private func drop(_ request: Request, context: ServerContext) async throws -> Response {
    let (body, key) = try await request.keyed(DecisionBody.self, context)
    if try await desk.wasTaken(key) { return try await answer(request, context) }
    let repair = try context.parameters.require("repair", as: Int64.self)
    let person = try await planner(context, key, ofRepair: repair.id())
    _ = try await desk.drop(
      repair.id(), reason: body.reason ?? "", seen: body.revision, by: person, at: .now)
    return try await answer(request, context)
  }

  private struct PublicationBody: Decodable {
    var revision: Int
    var note: String?
  }

  @Sendable private func publish(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let (body, key) = try await request.keyed(PublicationBody.self, context)
    if try await desk.wasTaken(key) { return try await answer(request, context) }
    guard context.visitor?.visitor.holdsForAll(.publishRoster) == true else {
      throw Problem.onlyWholeDetachment
    }
    _ = try await desk.publish(
      note: body.note ?? "", seen: body.revision, by: try context.rosterPerson(key), at: .now)
    return try await answer(request, context)
  }

  /// Whoever changes rows plans for the units of those who have them.
  private func planner(
    _ context: ServerContext, _ key: RosterRequestKey?, of duties: [ID<RosteredDuty>]
  ) async throws -> RosterPerson {
    let rows = try await desk.current().draft.duties.filter { duties.contains($0.id) }
    for row in rows { try await require(.plan, of: row.officer, context) }
    return try context.rosterPerson(key)
  }

  private func planner(
    _ context: ServerContext, _ key: RosterRequestKey?, ofRepair id: ID<RepairRecord>
  ) async throws -> RosterPerson {
    let repair = try await desk.current().repairs.first { $0.id == id }
    for officer in repair?.change.officers ?? [] {
      try await require(.plan, of: officer, context)
    }
    return try context.rosterPerson(key)
  }

  private func require(
    _ permission: Permission, of officer: ID<Officer>, _ context: ServerContext
  ) async throws {
    let unit = try await desk.currentStaff().officers.first { $0.id == officer }?.unit
    try context.visitor?.visitor.require(permission, of: unit, in: territories)
  }
}

extension ServerContext {
  /// Who works here, for the record.
  func rosterPerson(_ key: RosterRequestKey? = nil) throws(AccessError) -> RosterPerson {
    guard let account = visitor?.account else { throw .sessionOver }
    return RosterPerson(
      name: "\(account.displayName)（\(account.name.text)）", officer: account.officer,
      request: key)
  }
}

extension Int64 {
  /// The number in an address.
  func id<Entity>() -> ID<Entity> { ID(rawValue: self) }
}

extension Problem {
  fileprivate static let weightsOfWholeDetachment = Self(
    status: .forbidden,
    explanation: LocalizedName(
      chinese: "软规则的分值由支队统一确定。可以请支队规划员调整。",
      english: "What soft rules weigh is set for the whole detachment. Maybe ask its planner."))

  fileprivate static let badChange = Self(
    status: .badRequest,
    explanation: LocalizedName(
      chinese: "调整须写明人员和起止时间；多人须写明抽调命令。可以检查起止时间的先后。",
      english: "A change names whom and from when to when; several people need the order that "
        + "draws them. Maybe the end comes before the start."))
}

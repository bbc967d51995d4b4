// SPDX-License-Identifier: Apache-2.0

import AccessControl
import CityData
import DutyModel
import DutyPlanning
import Geography
import HTTPTypes
import Hummingbird

/// `/api/plans/{mode}/trials` and `/api/plan-edits`: what a planner pins, forbids, moves or re-sizes, what it costs,
/// and what shall hold at the next planning run. Each decision carries who, when and why.
struct PlanEditRoutes: Sendable {
  private let desk: PlanDesk
  private let contents: ServerContents
  private let people: PeopleIndex
  private let reader: PlanEditReader
  private let names: JunctionNames

  /// A page sends a handful of decisions.
  private static let bodyBytes = 65_536

  init(_ desk: PlanDesk, _ contents: ServerContents, people: PeopleIndex) {
    self.desk = desk
    self.contents = contents
    self.people = people
    reader = PlanEditReader(contents.plans, contents.snapshot.roads)
    names = JunctionNames(contents.snapshot.roads)
  }

  func add(to router: Router<ServerContext>) {
    router.post("/api/plans/:mode/trials", use: trial)
    router.get("/api/plan-edits") { _, _ in try answer(try await desk.kept()) }
    router.post("/api/plan-edits/:mode", use: keep)
  }

  /// The mode's plan as `/api/plans/{mode}` has it, with what each decision costs and what moves.
  @Sendable private func trial(_ request: Request, context: ServerContext) async throws -> Response
  {
    let (mode, edits, moves) = try await read(request, context)
    let plans: DutyPlanSet
    do { plans = try await desk.trial(edits, moves.map(ChangeRule.limit)) } catch let error
      as PlanningError
    {
      throw Problem(status: .conflict, explanation: error.explanation)
    }
    guard let plan = plans[mode] else { throw Problem.noPlan(for: mode) }
    return try Response(
      private: PlanBody(
        plan, version: plans.version.digest, isDemoData: plans.isDemoData, people: people,
        roads: contents.snapshot.roads, beforeAfter: contents.beforeAfter))
  }

  @Sendable private func keep(_ request: Request, context: ServerContext) async throws -> Response {
    let (_, edits, _) = try await read(request, context)
    return try answer(try await desk.keep(edits, check: reader.check), status: .created)
  }

  private func read(
    _ request: Request, _ context: ServerContext
  ) async throws -> (mode: DutyMode, edits: [PlanEdit], moves: Int?) {
    let mode = try context.mode()
    let body: PlanEditBody = try await request.json(upTo: Self.bodyBytes)
    guard let account = context.visitor?.account else { throw AccessError.sessionOver }
    let time = contents.snapshot.organization.clock.civilTime(of: .now)
    let edits = try reader.edits(of: body, mode: mode, person: account.name.text, time: time)
    return (mode, edits, body.moves)
  }

  private struct KeptBody: Encodable {
    struct Line: Encodable {
      var edit: PlanEdit
      var place: LocalizedName
    }
    var edits: [Line]
  }

  private func answer(_ edits: [PlanEdit], status: HTTPResponse.Status = .ok) throws -> Response {
    try Response(
      private: KeptBody(
        edits: edits.map { edit in .init(edit: edit, place: names[edit.junction]) }),
      status: status)
  }
}

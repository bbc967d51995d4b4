// SPDX-License-Identifier: Apache-2.0

import AccessControl
import CityData
import DutyModel
import DutyPlanning
import Geography
import HTTPTypes
import Hummingbird
import JobQueue

/// `/api/plans/{mode}/trials` and `/api/plan-edits`: what a planner pins, forbids, moves or re-sizes, what it costs,
/// and what shall hold at the next planning run. Each decision carries who, when and why.
struct PlanEditRoutes: Sendable {
  private let desk: PlanDesk
  private let contents: ServerContents
  private let trials: PlanTrials
  /// `nil` where nobody takes slow work.
  private let jobs: (any JobStore)?
  private let names: JunctionNames

  /// A page sends a handful of decisions.
  private static let bodyBytes = 65_536

  init(_ desk: PlanDesk, _ contents: ServerContents, people: PeopleIndex) {
    self.desk = desk
    self.contents = contents
    trials = PlanTrials(desk, contents, people: people)
    jobs = contents.jobs
    names = JunctionNames(contents.snapshot.roads)
  }

  func add(to router: Router<ServerContext>) {
    router.post("/api/plans/:mode/trials", use: trial)
    router.get("/api/plan-edits") { _, _ in try answer(try await desk.held()) }
    router.post("/api/plan-edits/:mode", use: keep)
    router.post("/api/plan-edit-withdrawals", use: withdraw)
  }

  /// Answers when it is worked out, or with `Prefer: respond-async` at once.
  @Sendable private func trial(_ request: Request, context: ServerContext) async throws -> Response
  {
    let (order, _) = try await read(request, context)
    if request.prefersAsync, let jobs {
      guard let name = HTTPField.Name("Idempotency-Key"), let key = request.headers[name],
        (8...200).contains(key.utf8.count)
      else { throw Problem.noIdempotencyKey }
      return try await jobs.accepted(order, as: PlanTrialOrder.kind, key: key, context)
    }
    return try Response(private: try await trials.plan(order, at: now, watch: PlanningWatch()))
  }

  @Sendable private func keep(_ request: Request, context: ServerContext) async throws -> Response {
    let (_, edits) = try await read(request, context)
    let held = try await desk.change { held in
      held.edits += edits
      try trials.reader.check(held.edits)
    }
    return try answer(held, status: .created)
  }

  /// The next planning run no longer holds to it; the decision and who took it back stay on record.
  @Sendable private func withdraw(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let body: PlanEditWithdrawalBody = try await request.json(upTo: Self.bodyBytes)
    guard !body.reason.allSatisfy(\.isWhitespace) else { throw Problem.withdrawalLacksReason }
    let withdrawal = PlanEdits.Withdrawal(
      edit: body.edit, person: try name(context), time: now, reason: body.reason)
    return try answer(
      try await desk.change { held in
        guard held.withdraw(withdrawal) else { throw Problem.editNotHeld }
      })
  }

  private func read(
    _ request: Request, _ context: ServerContext
  ) async throws -> (order: PlanTrialOrder, edits: [PlanEdit]) {
    let order = PlanTrialOrder(
      mode: try context.mode(), body: try await request.json(upTo: Self.bodyBytes),
      person: try name(context))
    let edits = try trials.reader.edits(
      of: order.body, mode: order.mode, person: order.person, time: now)
    return (order, edits)
  }

  private func name(_ context: ServerContext) throws -> String {
    guard let account = context.visitor?.account else { throw AccessError.sessionOver }
    return account.name.text
  }

  private var now: CivilTime { contents.snapshot.organization.clock.civilTime(of: .now) }

  private struct HeldBody: Encodable {
    /// Where a decision stands between two planning runs.
    enum Standing: String, Encodable {
      /// The plans in force obey it.
      case inForce
      /// The next planning run will.
      case waiting
      /// The plans in force obey it; it was taken back, so the next planning run will not.
      case ending
    }

    struct Line: Encodable {
      var edit: PlanEdit
      var place: LocalizedName
      var standing: Standing
      /// Of one that is ending.
      var withdrawal: PlanEdits.Withdrawal?
    }

    var edits: [Line]
  }

  private func answer(_ held: PlanEdits, status: HTTPResponse.Status = .ok) throws -> Response {
    let inForce = contents.plans.editsInForce
    let standing = held.edits.map { edit in
      HeldBody.Line(
        edit: edit, place: names[edit.junction],
        standing: inForce.contains(edit) ? .inForce : .waiting)
    }
    let ending = inForce.filter { !held.edits.contains($0) }.map { edit in
      HeldBody.Line(
        edit: edit, place: names[edit.junction], standing: .ending,
        withdrawal: held.withdrawn.last { $0.edit == edit })
    }
    return try Response(private: HeldBody(edits: standing + ending), status: status)
  }
}

extension Problem {
  fileprivate static let withdrawalLacksReason = Self(
    status: .badRequest,
    explanation: LocalizedName(
      chinese: "缺少撤回的理由（reason）。每次撤回都要写明何人、何时、为何。",
      english: "The reason is missing. Whoever takes a decision back says who, when and why."))

  fileprivate static let editNotHeld = Self(
    status: .conflict,
    explanation: LocalizedName(
      chinese: "这条调整已不在保留之列，可能刚被他人撤回。可以重新读取后再看。",
      english:
        "This decision is not held any more; somebody may have just taken it back. Maybe read them anew."
    ))
}

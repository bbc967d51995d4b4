// SPDX-License-Identifier: Apache-2.0

import AccessControl
import CityData
import DutyModel
import HTTPTypes
import Hummingbird
import IncidentAnalysis

/// `/api/points`: congestion points 堵点 and disorder points 乱点 with their life cycle.
///
/// A step says which revision of the ledger its author saw; after somebody else's it is refused with
/// 409 and nothing is overwritten. What is somebody's own asks for the territory of that person's unit;
/// what is nobody's yet may be taken up by whoever follows points.
struct PointRoutes: Sendable {
  private let desk: PointDesk
  private let people: PeopleIndex
  private let territories: TerritoryIndex

  init(_ desk: PointDesk, _ contents: ServerContents, people: PeopleIndex) {
    self.desk = desk
    self.people = people
    territories = TerritoryIndex(units: contents.snapshot.organization.units)
  }

  /// A reason and a measure are far shorter.
  private static let bodyBytes = 16_384

  func add(to router: Router<ServerContext>) {
    router.get("/api/points") { request, _ in
      try answer(try await desk.ledger(), to: request)
    }
    router.post("/api/points/:point/steps", use: step)
  }

  private func answer(_ ledger: PointLedger, to request: Request) throws -> Response {
    let today = desk.clock.civilTime(of: .now).date
    return try PreparedBody(json: PointsBody(ledger, today: today, people: people))
      .response(to: request)
  }

  private struct StepBody: Decodable {
    var revision: Int
    var step: PointWork
    var reason: String
    /// The badge number of who is to answer for the measure.
    var owner: String?
    var measure: String?
    var deadline: CivilDate?
  }

  @Sendable private func step(_ request: Request, context: ServerContext) async throws -> Response {
    let body: StepBody = try await request.json(upTo: Self.bodyBytes)
    let id: ID<PointCase> = try context.parameters.require("point", as: Int64.self).id()
    guard let visitor = context.visitor else { throw AccessError.sessionOver }
    guard let officer = visitor.account.officer else { throw Problem.noOfficer }
    guard let signature = PointCase.Signature(officer: officer, reason: body.reason) else {
      throw Problem.blankReason
    }
    let owner = try body.owner.map { badge throws(Problem) in
      guard let owner = people.officer(badge: badge)?.id else { throw .unknownBadge(badge) }
      return owner
    }
    let details = PointWork.Details(
      owner: owner, measure: body.measure, deadline: body.deadline)
    guard let event = body.step.event(details) else { throw Problem.detailsMissing }
    let answerable = try await desk.ledger()[id]?.commitment?.owner
    for person in [answerable, owner].compactMap(\.self) {
      try visitor.visitor.require(
        .followPoints, of: people.officer(person)?.unit, in: territories)
    }
    let ledger = try await desk.take(
      event, on: id, by: signature, account: visitor.account.name.text, seen: body.revision,
      at: .now)
    return try answer(ledger, to: request)
  }
}

extension Problem {
  /// What the desk of points says over HTTP.
  init(_ error: PointDeskError) {
    self.init(
      status: Self.status(of: error), explanation: error.explanation, kind: Self.kind(of: error))
  }

  private static func status(of error: PointDeskError) -> HTTPResponse.Status {
    switch error {
    case .refused(.unknownCase): .notFound
    case .refused, .store(.conflict): .conflict
    case .store(.full): .init(code: 507, reasonPhrase: "Insufficient Storage")
    case .store: .serviceUnavailable
    }
  }

  /// The page loads the newest ledger after a conflict.
  private static func kind(of error: PointDeskError) -> String? {
    if case .store(.conflict) = error { "pointConflict" } else { nil }
  }

  fileprivate static let blankReason = Self(
    status: .badRequest,
    explanation: LocalizedName(
      chinese: "没有写明理由。可以写明现场情况或依据。",
      english: "There is no reason. Maybe say what was seen, or what it rests on."))

  fileprivate static let detailsMissing = Self(
    status: .badRequest,
    explanation: LocalizedName(
      chinese: "挂账须写明责任人警号（owner）、措施（measure）和时限（deadline）；复核不合格须写明新时限（deadline）。",
      english:
        "A listing needs the owner's badge number, a measure and a deadline; a failed recheck "
        + "needs the new deadline. Maybe add owner, measure and deadline."))
}

// SPDX-License-Identifier: Apache-2.0

import AccessControl
import CityOrder
import DutyModel
import Geography
import Hummingbird

/// `/api/cases`: a queue by deadline, a box of the map, one case with its timeline.
///
/// Always somebody's by name, also where demo data may be read without: what people report is no
/// demo data.
struct CaseRoutes: Sendable {
  private let cases: (any CaseStore)?
  private let wording: CaseWording?

  /// The most cases of one answer, and how many where the request does not say.
  static let mostCases = 500
  static let usualCases = 50
  /// A box is at most so many degrees high and wide: a city, not a country.
  static let widestBox = 1.0

  /// - Parameter service: `nil` in a city that has no cases: the routes then say so.
  init(_ service: Open311Service?) {
    cases = service?.cases
    wording = service.map { CaseWording($0.directory) }
  }

  func add(to router: Router<ServerContext>) {
    router.get("/api/cases", use: queue)
    router.get("/api/cases/map", use: map)
    router.get("/api/cases/:id", use: one)
  }

  /// `?turn=supervisionCentre`, `commandCentre` or a body's number; `&limit=`.
  @Sendable private func queue(_ request: Request, context: ServerContext) async throws -> Response
  {
    let (cases, wording) = try opened(to: context)
    let (turn, limit) = (try turn(of: request), try limit(of: request))
    return try list(await cases.queue(of: turn, limit: limit + 1), limit, wording)
  }

  /// `?box=west,south,east,north` in degrees; `&limit=`.
  @Sendable private func map(_ request: Request, context: ServerContext) async throws -> Response {
    let (cases, wording) = try opened(to: context)
    let (box, limit) = (try box(of: request), try limit(of: request))
    return try list(await cases.openCases(in: box, limit: limit + 1), limit, wording)
  }

  @Sendable private func one(_: Request, context: ServerContext) async throws -> Response {
    let (cases, wording) = try opened(to: context)
    let text = context.parameters.get("id") ?? ""
    guard let id = ID<CityCase>(text) else { throw Problem.badCaseNumber(text) }
    // The case is made from the events that are shown, so that both are of one moment.
    let events = try await cases.events(of: id)
    let found = try CityCase(id: id, replaying: events)
    return try Response(private: wording.timeline(of: found, events))
  }

  private func opened(
    to context: ServerContext
  ) throws -> (cases: any CaseStore, wording: CaseWording) {
    guard let visitor = context.visitor?.visitor else { throw AccessError.sessionOver }
    // Units of accounts are the police's; no directory says yet which body of the city they are.
    guard visitor.territory == .detachment else { throw Problem.casesNeedDetachment }
    guard let cases, let wording else { throw Problem.noCases }
    return (cases, wording)
  }

  private func list(
    _ found: [CityCase], _ limit: Int, _ wording: CaseWording
  ) throws -> Response {
    try Response(
      private: CaseListBody(
        cases: found.prefix(limit).map(wording.body), isComplete: found.count <= limit))
  }

  private func turn(of request: Request) throws(Problem) -> CaseTurn {
    let text = request.uri.queryParameters["turn"].map(String.init) ?? ""
    switch text {
    case "supervisionCentre": return .supervisionCentre
    case "commandCentre": return .commandCentre
    default:
      guard let number = Int64(text), number > 0 else { throw .badTurn(text) }
      return .unit(ID(rawValue: number))
    }
  }

  private func limit(of request: Request) throws(Problem) -> Int {
    guard let text = request.uri.queryParameters["limit"] else { return Self.usualCases }
    guard let limit = Int(text), (1...Self.mostCases).contains(limit) else {
      throw .badLimit(String(text), most: Self.mostCases)
    }
    return limit
  }

  private func box(of request: Request) throws(Problem) -> GeographicBox {
    let text = request.uri.queryParameters["box"].map(String.init) ?? ""
    let edges = text.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
    guard edges.count == 4, let west = edges[0], let south = edges[1], let east = edges[2],
      let north = edges[3], (-180...180).contains(west), (-90...90).contains(south),
      (-180...180).contains(east), (-90...90).contains(north), west <= east, south <= north,
      east - west <= Self.widestBox, north - south <= Self.widestBox
    else { throw .badBox(text) }
    return GeographicBox(south: south, west: west, north: north, east: east)
  }
}

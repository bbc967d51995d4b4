// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel
import Geography
import Hummingbird

/// `/api/cases`: a queue by deadline, a box of the map, one case with its timeline.
///
/// Always somebody's by name, also where demo data may be read without: what people report is no
/// demo data.
struct CaseRoutes: Sendable {
  private let entrance: CaseEntrance

  /// The most cases of one answer, and how many where the request does not say.
  static let mostCases = 500
  static let usualCases = 50
  /// A box is at most so many degrees high and wide: a city, not a country.
  static let widestBox = 1.0

  init(_ entrance: CaseEntrance) { self.entrance = entrance }

  func add(to router: Router<ServerContext>) {
    router.get("/api/cases", use: queue)
    router.get("/api/cases/map", use: map)
    router.get("/api/cases/desk", use: desk)
    router.get("/api/cases/:id", use: one)
  }

  /// `?turn=supervisionCentre`, `commandCentre`, a body's number, or `escalated` for what has gone up;
  /// `&limit=`.
  @Sendable private func queue(_ request: Request, context: ServerContext) async throws -> Response
  {
    let (service, visitor) = try entrance.open(to: context)
    let limit = try limit(of: request)
    if request.uri.queryParameters["turn"] == "escalated" {
      guard visitor.seesEscalated else { throw Problem.otherBody }
      let found = try await service.cases.escalated(limit: limit + 1)
      return try list(found, limit, isWhole: true, for: visitor)
    }
    let turn = try turn(of: request)
    let unit: ID<OrderUnit>? = if case .unit(let unit) = turn { unit } else { nil }
    guard visitor.seesAll || visitor.isOf(unit) else { throw Problem.otherBody }
    let found = try await service.cases.queue(of: turn, limit: limit + 1)
    return try list(found, limit, isWhole: true, for: visitor)
  }

  /// `?box=west,south,east,north` in degrees; `&limit=`.
  @Sendable private func map(_ request: Request, context: ServerContext) async throws -> Response {
    let (service, visitor) = try entrance.open(to: context)
    let (box, limit) = (try box(of: request), try limit(of: request))
    // Others' cases are left out afterwards, so more are asked for.
    let most = visitor.seesAll ? limit : Self.mostCases
    let found = try await service.cases.openCases(in: box, limit: most + 1)
    return try list(
      found.filter(visitor.sees), limit, isWhole: found.count <= most, for: visitor)
  }

  /// Classes, bodies and queues, those of one's own first.
  @Sendable private func desk(_: Request, context: ServerContext) async throws -> Response {
    let (service, visitor) = try entrance.open(to: context)
    return try Response(private: CaseDeskBody(service.directory, visitor, service.calendarReach))
  }

  @Sendable private func one(_: Request, context: ServerContext) async throws -> Response {
    let (service, visitor) = try entrance.open(to: context)
    return try await entrance.timeline(of: try context.caseNumber(), service, visitor)
  }

  private func list(
    _ found: [CityCase], _ limit: Int, isWhole: Bool, for visitor: CaseVisitor
  ) throws -> Response {
    let wording = try entrance.words()
    return try Response(
      private: CaseListBody(
        cases: found.prefix(limit).compactMap(visitor.reader.view).map(wording.body),
        isComplete: isWhole && found.count <= limit))
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

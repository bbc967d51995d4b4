// SPDX-License-Identifier: Apache-2.0

import AccessControl
import CityData
import DutyModel
import DutyPlanning
import Foundation
import Geography
import Hummingbird
import IncidentAnalysis

/// `/api/plans/{mode}`, `/api/risk/{mode}` and the walk back from a place to its incidents: of a territory's own
/// ground for whoever reads no further. The risk of the streets names nobody and is everybody's.
struct PlanRoutes: Sendable {
  private let plans: PlanAnswers
  private let risks: [DutyMode: PreparedBody]
  private let places: PlaceIndex
  private let roads: RoadNetwork
  private let territories: TerritoryIndex
  private let owners: PlaceOwners

  init(_ contents: ServerContents, people: PeopleIndex, owners: PlaceOwners) throws {
    var risks: [DutyMode: PreparedBody] = [:]
    roads = contents.snapshot.roads
    for plan in contents.plans.plans {
      risks[plan.mode] = try PreparedBody(
        json: RiskBody(contents.risk, mode: plan.mode, windows: plan.windows, roads: roads))
    }
    plans = try PlanAnswers(contents, people: people, owners: owners)
    territories = TerritoryIndex(units: contents.snapshot.organization.units)
    self.owners = owners
    self.risks = risks
    places = PlaceIndex(plans: contents.plans, incidents: contents.snapshot.incidents)
  }

  func add(to router: Router<ServerContext>) {
    router.get("/api/plans/:mode", use: plan)
    router.get("/api/risk/:mode", use: risk)
    router.get("/api/places/:form/:id/incidents", use: incidents)
  }

  @Sendable private func plan(_ request: Request, context: ServerContext) throws -> Response {
    let mode = try context.mode()
    guard let plan = try plans.answer(mode, for: context.reach(in: territories)) else {
      throw Problem.noPlan(for: mode)
    }
    return plan.response(to: request)
  }

  @Sendable private func risk(_ request: Request, context: ServerContext) throws -> Response {
    let mode = try context.mode()
    guard let risk = risks[mode] else { throw Problem.noPlan(for: mode) }
    return risk.response(to: request)
  }

  /// `?mode=` chooses the plan where two plans number places alike.
  @Sendable private func incidents(_ request: Request, context: ServerContext) throws -> Response {
    let form = context.parameters.get("form") ?? ""
    let id = context.parameters.get("id") ?? ""
    let mode = try request.uri.queryParameters["mode"].map { text in
      guard let mode = DutyMode(rawValue: String(text)) else {
        throw Problem.unknownMode(String(text))
      }
      return mode
    }
    guard let kind = DutyForm(rawValue: form), let number = Int64(id),
      let entry = places.entry(of: DutyPlace(form: kind, number: number), in: mode),
      context.reach(in: territories).map({
        owners.part($0).holds(DutyPlace(form: kind, number: number), in: entry.mode)
      }) ?? true
    else { throw Problem.unknownPlace(form: form, id: id) }
    let body = PlaceIncidentsBody(
      DutyPlace(form: kind, number: number), mode: entry.mode,
      incidents: places.incidents(of: entry.reason), roads: roads)
    return try PreparedBody(json: body).response(to: request)
  }
}

extension RequestContext {
  /// The mode that the address names.
  func mode() throws -> DutyMode {
    let text = parameters.get("mode") ?? ""
    guard let mode = DutyMode(rawValue: text) else { throw Problem.unknownMode(text) }
    return mode
  }
}

// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import DutyPlanning
import Foundation
import Geography
import Hummingbird
import IncidentAnalysis

/// `/api/plans/{mode}`, `/api/risk/{mode}` and the walk back from a place to its incidents.
struct PlanRoutes<Context: RequestContext>: Sendable {
  private let plans: [DutyMode: PreparedBody]
  private let risks: [DutyMode: PreparedBody]
  private let places: PlaceIndex
  private let roads: RoadNetwork

  init(_ contents: ServerContents, people: PeopleIndex) throws {
    var plans: [DutyMode: PreparedBody] = [:]
    var risks: [DutyMode: PreparedBody] = [:]
    roads = contents.snapshot.roads
    for plan in contents.plans.plans {
      plans[plan.mode] = try PreparedBody(
        json: PlanBody(
          plan, version: contents.plans.version.digest, isDemoData: contents.plans.isDemoData,
          people: people, roads: roads, beforeAfter: contents.beforeAfter))
      risks[plan.mode] = try PreparedBody(
        json: RiskBody(contents.risk, mode: plan.mode, windows: plan.windows, roads: roads))
    }
    self.plans = plans
    self.risks = risks
    places = PlaceIndex(plans: contents.plans, incidents: contents.snapshot.incidents)
  }

  func add(to router: Router<Context>) {
    router.get("/api/plans/:mode", use: plan)
    router.get("/api/risk/:mode", use: risk)
    router.get("/api/places/:form/:id/incidents", use: incidents)
  }

  @Sendable private func plan(_ request: Request, context: Context) throws -> Response {
    let mode = try context.mode()
    guard let plan = plans[mode] else { throw Problem.noPlan(for: mode) }
    return plan.response(to: request)
  }

  @Sendable private func risk(_ request: Request, context: Context) throws -> Response {
    let mode = try context.mode()
    guard let risk = risks[mode] else { throw Problem.noPlan(for: mode) }
    return risk.response(to: request)
  }

  /// `?mode=` chooses the plan where two plans number places alike.
  @Sendable private func incidents(_ request: Request, context: Context) throws -> Response {
    let form = context.parameters.get("form") ?? ""
    let id = context.parameters.get("id") ?? ""
    let mode = try request.uri.queryParameters["mode"].map { text in
      guard let mode = DutyMode(rawValue: String(text)) else {
        throw Problem.unknownMode(String(text))
      }
      return mode
    }
    guard let kind = DutyForm(rawValue: form), let number = Int64(id),
      let entry = places.entry(of: DutyPlace(form: kind, number: number), in: mode)
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

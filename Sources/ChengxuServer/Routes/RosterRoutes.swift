// SPDX-License-Identifier: Apache-2.0

import AccessControl
import CityData
import DutyModel
import DutyPlanning
import Hummingbird
import IncidentAnalysis
import Rostering
import Supervision

/// `/api/roster` and `/api/timeline`: who is where on a day, on a territory's own ground and of its own people for
/// whoever reads no further, and what the day is like in the city.
struct RosterRoutes: Sendable {
  /// As it was solved; what was published since comes from the desk.
  private let roster: Roster
  private let desk: RosterDesk?
  private let plans: DutyPlanSet
  private let people: PeopleIndex
  private let hours: IncidentHours
  private let shownDate: CivilDate
  private let territories: TerritoryIndex
  private let owners: PlaceOwners

  init(_ contents: ServerContents, people: PeopleIndex, owners: PlaceOwners) {
    territories = TerritoryIndex(units: contents.snapshot.organization.units)
    self.owners = owners
    roster = contents.roster
    desk = contents.rosterDesk
    plans = contents.plans
    self.people = people
    hours = IncidentHours(contents.snapshot.incidents, trained: contents.risk.trained)
    let day = contents.scorecard.period.start.date
    shownDate = roster.dates.contains(day) ? day : roster.firstDate
  }

  func add(to router: Router<ServerContext>) {
    router.get("/api/roster") { request, context in
      let shown = try await desk?.current().published ?? roster
      let body = RosterBody(
        shown, plans: plans, on: try date(of: request, in: shown), people: people,
        reach: context.reach(in: territories), owners: owners)
      return try PreparedBody(json: body).response(to: request)
    }
    router.get("/api/timeline") { request, _ in
      let body = TimelineBody(
        try date(of: request, in: try await desk?.current().published ?? roster), plans: plans,
        index: hours)
      return try PreparedBody(json: body).response(to: request)
    }
  }

  /// `?date=`, or the day of the scorecard.
  private func date(of request: Request, in roster: Roster) throws -> CivilDate {
    guard let text = request.uri.queryParameters["date"] else { return shownDate }
    guard let date = CivilDate(String(text)), roster.dates.contains(date) else {
      throw Problem.badDate(String(text), first: roster.firstDate, last: roster.lastDate)
    }
    return date
  }
}

extension Roster {
  fileprivate var lastDate: CivilDate { firstDate.adding(days: max(0, days - 1)) }
  fileprivate var dates: ClosedRange<CivilDate> { firstDate...lastDate }
}

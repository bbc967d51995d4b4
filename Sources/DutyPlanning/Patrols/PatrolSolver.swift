// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Geography
import IncidentAnalysis
import PlanningKernels

/// 铁骑: patrols of two sworn riders and, where there are enough, an auxiliary, each with places of its own and stops in a drawn order.
struct PatrolSolver {
  let context: PlanningContext
  let window: DutyWindow
  let rates: [Int64]

  static let riders = 2
  /// Rest in a window of four hours or more (road traffic safety rules, art. 62: 20 minutes).
  private var breakMinutes: Int { window.endMinute - window.startMinute >= 240 ? 20 : 0 }

  struct Answer {
    var patrols: [Patrol] = []
    var records: [SolveRecord] = []
  }

  /// - Parameter teams: patrols by squadron, in the workforce's order.
  func solve(teams: [Int], numbers: inout Numbering) throws(PlanningError) -> Answer {
    let total = teams.reduce(0, +)
    guard total > 0 else { return Answer() }
    let problem = PatrolProblem(context: context, rates: rates)
    let counts = problem.patrols(byArea: total)
    let (hot, record) = try problem.hotPlaces(counts: counts, windows: [window])
    var generator = context.generator(for: "patrol-\(window.name)")
    let draw = context.risk.exploration(
      of: context.roads, in: [window].bands, seed: context.options.seed,
      round: Int(context.week.day / 7))
    var explored: Set<ID<Junction>> = []
    var drafts: [(area: Area, places: [ID<Junction>])] = []
    for (index, area) in context.workforce.areas.enumerated() where counts[index] > 0 {
      let locations = hot[index].map { context.roads[$0].location }
      for part in CoordinateBisection.split(locations, into: counts[index]) {
        let own = part.map { hot[index][$0] }
        let lot = explore(area, near: own, draw: draw, taken: explored)
        if let lot { explored.insert(lot) }
        drafts.append((area, own.prefix(1) + (lot.map { [$0] } ?? []) + own.dropFirst()))
      }
    }
    drafts.removeAll { $0.places.isEmpty }
    let units = try squadrons(for: drafts.map(\.places), teams: teams)
    let reasons = context.reasons(
      of: PlaceReach(
        context.roads, junctions: drafts.flatMap(\.places), metres: context.options.reachMetres),
      windows: [window], rates: rates)
    var answer = Answer(records: [record])
    var first = 0
    for (number, draft) in drafts.enumerated() {
      let own = reasons[first..<(first + draft.places.count)]
      first += draft.places.count
      let unit = units[number]
      let route = route(draft.places, own.map(\.expectedPerYear))
      let minutes = window.endMinute - window.startMinute
      let drawn = route.stops(minutes: minutes, using: &generator)
      answer.patrols.append(
        Patrol(
          id: numbers.next(),
          name: LocalizedName(
            chinese: "\(unit.name.chinese)\(window.title.chinese)\(number + 1)组",
            english: "\(unit.name.english), \(window.title.english), team \(number + 1)"),
          area: draft.area.id, unit: unit.id, vehicle: .patrolMotorcycle,
          stops: drawn.map { stop in
            Patrol.Stop(
              junction: draft.places[stop.place],
              location: context.roads[draft.places[stop.place]].location,
              arrivalMinute: stop.arrivalMinute, dwellMinutes: stop.dwellMinutes,
              breakMinutes: stop.breakMinutes > 0 ? stop.breakMinutes : nil)
          },
          reason: context.joined(Array(own)),
          longestGapMinutes: route.longestGap(drawn, minutes: minutes),
          guessableShare: drawn.isEmpty
            ? nil : drawn.reduce(0) { $0 + $1.bestGuess } / Double(drawn.count)))
    }
    return answer
  }

  /// The end of the first street of the draw that lies in the area, up to 1500 m from the patrol's
  /// first place, and that no patrol has; none where the draw has none there.
  private func explore(
    _ area: Area, near places: [ID<Junction>], draw: ExplorationDraw, taken: Set<ID<Junction>>
  ) -> ID<Junction>? {
    guard let centre = places.first.map({ context.roads[$0].location }) else { return nil }
    return draw.segments.lazy
      .flatMap { [context.roads[$0].from, context.roads[$0].to] }
      .first { junction in
        !places.contains(junction) && !taken.contains(junction)
          && context.brigade(of: junction)?.area == area.id
          && context.roads[junction].location.distanceMillimetres(to: centre) <= 1_500_000
      }
  }

  /// Over the places, from the first, that the patrol can come back to in time.
  private func route(_ places: [ID<Junction>], _ expected: [Double]) -> PatrolRoute {
    let times = TravelTimes(context.travel, from: places, to: places)
    let travel = places.indices.map { from in
      places.indices.map { to in
        from == to ? 0 : times[from, to].map { Int(($0 + 59_999) / 60_000) } ?? 1000
      }
    }
    let kept = PatrolRoute.keptPlaces(
      travel: travel, revisitMinutes: context.options.revisitMinutes, breakMinutes: breakMinutes)
    return PatrolRoute(
      travel: travel.prefix(kept).map { Array($0.prefix(kept)) },
      weights: expected.prefix(kept).map { Int64($0 * 1000) + 1 },
      revisitMinutes: context.options.revisitMinutes, breakMinutes: breakMinutes)
  }

  /// Patrols to squadrons at the least way from the station to the patrol's first place.
  private func squadrons(
    for patrols: [[ID<Junction>]], teams: [Int]
  ) throws(PlanningError) -> [Unit] {
    let squadrons = context.workforce.specialService
    let costs = squadrons.map { squadron in
      patrols.map { places -> Int64? in
        places.first.map {
          squadron.unit.station.distanceMillimetres(to: context.roads[$0].location) / 1000
        }
      }
    }
    do {
      let table = try PlacementTable(
        costs: costs, strength: patrols.map { _ in 1 }, capacity: teams)
      let placement = try Assignment(table: table).solve().choice
      return patrols.indices.compactMap { placement.people(at: $0).first }
        .map { squadrons[$0].unit }
    } catch {
      throw .kernel(
        step: LocalizedName(chinese: "巡逻组分配", english: "Giving patrols to squadrons"),
        error: error)
    }
  }
}

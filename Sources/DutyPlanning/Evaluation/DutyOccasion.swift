// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Geography
import IncidentAnalysis

/// Hours of some weekdays in which the same places are held.
struct DutyOccasion: Hashable {
  /// The day class is that of all weekdays.
  var weekdays: Set<Weekday>
  var window: DutyWindow
  /// One a unit, in order of place.
  var junctions: [ID<Junction>]

  /// Hours in a year.
  var yearlyHours: Double {
    Double(weekdays.count) * 365.25 / 7 * Double(window.endMinute - window.startMinute) / 60
  }

  func contains(_ time: CivilTime) -> Bool { window.contains(time) }

  /// A plan's hours, each with the places that somebody is asked for.
  static func all(of plan: DutyPlan, in context: PlanningContext) -> [DutyOccasion] {
    let places = UnitPlaces(plan, context)
    struct Hours: Hashable {
      var start: Int
      var end: Int
      var weekday: Weekday
    }
    var held: [Hours: Set<DutyPlace>] = [:]
    for demand in plan.demands {
      for weekday in demand.date.map({ [$0.weekday] }) ?? Array(demand.window.weekdays) {
        let hours = Hours(
          start: demand.window.startMinute, end: demand.window.endMinute, weekday: weekday)
        held[hours, default: []].insert(demand.place)
      }
    }
    var weekdays: [DutyOccasion: Set<Weekday>] = [:]
    for (hours, places_) in held {
      let junctions = places_.compactMap { places.junction(of: $0) }.sorted()
      guard !junctions.isEmpty else { continue }
      let kind = hours.weekday.isWeekend ? Weekday.saturday : .monday
      // The same but for the weekday: merged below.
      let key = DutyOccasion(
        weekdays: [kind],
        window: DutyWindow(
          name: "", mode: plan.mode, weekdays: [kind], startMinute: hours.start,
          endMinute: hours.end), junctions: junctions)
      weekdays[key, default: []].insert(hours.weekday)
    }
    return weekdays.map { key, days in
      var occasion = key
      occasion.weekdays = days
      occasion.window.weekdays = days
      return occasion
    }.sorted {
      ($0.window.startMinute, $0.first, $0.junctions.count, $0.junctions.first ?? ID(rawValue: 0))
        < (
          $1.window.startMinute, $1.first, $1.junctions.count, $1.junctions.first ?? ID(rawValue: 0)
        )
    }
  }

  private var first: Int { weekdays.map(\.rawValue).min() ?? 0 }
}

/// Where the people of each place of a plan start from.
struct UnitPlaces {
  private var junctions: [DutyPlace: ID<Junction>] = [:]

  init(_ plan: DutyPlan, _ context: PlanningContext) {
    for post in plan.posts { junctions[.post(post.id)] = post.junction }
    for checkpoint in plan.checkpoints {
      junctions[.checkpoint(checkpoint.id)] = checkpoint.junction
    }
    for beat in plan.beats { junctions[.beat(beat.id)] = Self.middle(of: beat, context.roads) }
    for patrol in plan.patrols { junctions[.patrol(patrol.id)] = Self.usualStop(patrol) }
  }

  func junction(of place: DutyPlace) -> ID<Junction>? { junctions[place] }

  /// The junction nearest to the mean of the beat's streets.
  static func middle(of beat: Beat, _ roads: RoadNetwork) -> ID<Junction>? {
    let ends = beat.segments.map { roads[$0].from }
    guard let first = ends.first else { return nil }
    let projection = LocalProjection(centre: roads[first].location)
    let points = ends.map { projection.point(roads[$0].location) }
    let mean = (
      points.reduce(0) { $0 + $1.x } / Double(points.count),
      points.reduce(0) { $0 + $1.y } / Double(points.count)
    )
    func away(_ index: Int) -> Double {
      let (dx, dy) = (points[index].x - mean.0, points[index].y - mean.1)
      return dx * dx + dy * dy
    }
    return points.indices.min { (away($0), ends[$0]) < (away($1), ends[$1]) }.map { ends[$0] }
  }

  /// The stop that the patrol comes back to most, ties to the lower number.
  private static func usualStop(_ patrol: Patrol) -> ID<Junction>? {
    var visits: [ID<Junction>: Int] = [:]
    for stop in patrol.stops { visits[stop.junction, default: 0] += 1 }
    return visits.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }
}

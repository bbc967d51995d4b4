// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Geography

/// Brings the incidents of earlier ways of locating onto the streets of the latest one.
///
/// Without it an earlier year says little about the next one on any street: at a crossing a few
/// metres decide which of four streets an incident is counted for. Each earlier place is moved by
/// its era's shift; then an incident takes the street of the latest era's own place if one lies
/// within 6 m, else the nearest street within 60 m, else it stays. Only incidents up to the end of
/// the span are looked at, so that nothing is learnt from days kept back.
struct LocationRegistration {
  /// In order of time; those of the last era are as they came.
  private(set) var incidents: [LocatedIncident]
  private(set) var eras: [DateSpan]
  private(set) var shifts: [LocationShift] = []

  private static let snapMetres = 6.0
  private static let matchingMetres = 60.0

  /// - Parameter all: in order of time; those outside the span are left out.
  init(_ all: [LocatedIncident], span: DateSpan, streets: SegmentIndex) {
    incidents = all.filter { span.contains($0.incident.time.date) }
    eras = LocationBreaks(incidents, span: span).eras(of: span)
    guard eras.count > 1, let latest = eras.last else { return }
    let latestPlaces = Self.streetByPlace(incidents.filter { latest.contains($0.date) })
    let places = latestPlaces.keys.sorted {
      ($0.latitude, $0.longitude) < ($1.latitude, $1.longitude)
    }
    guard let box = GeographicBox(around: places) else { return }
    let target = Target(
      places: places, streetByPlace: latestPlaces, index: PointIndex(places), streets: streets,
      projection: LocalProjection(centre: box.centre))
    for era in eras.dropLast() { register(era, onto: target) }
  }

  private mutating func register(_ era: DateSpan, onto target: Target) {
    let members = incidents.indices.filter { era.contains(incidents[$0].date) }
    var count: [Coordinate: Int] = [:]
    for member in members { count[incidents[member].incident.location, default: 0] += 1 }
    let recurring = count.filter { $0.value >= 2 }.keys
      .sorted { ($0.latitude, $0.longitude) < ($1.latitude, $1.longitude) }
    guard
      let estimate = ShiftEstimate(
        from: recurring.map(target.projection.point), to: target.places, on: target.projection)
    else { return }
    var streetByPlace: [Coordinate: ID<RoadSegment>] = [:]
    for place in count.keys { streetByPlace[place] = target.street(of: place, moved: estimate) }
    var moved = 0
    for member in members {
      guard let street = streetByPlace[incidents[member].incident.location] else { continue }
      if street != incidents[member].segment { moved += 1 }
      incidents[member].segment = street
    }
    shifts.append(
      LocationShift(
        span: era, east: estimate.east, north: estimate.north, pairs: estimate.pairs,
        pairsByChance: estimate.pairsByChance, incidents: members.count, moved: moved))
  }

  /// The street on which the incidents of each place lie.
  private static func streetByPlace(
    _ incidents: [LocatedIncident]
  ) -> [Coordinate: ID<RoadSegment>] {
    Dictionary(
      incidents.map { ($0.incident.location, $0.segment) }, uniquingKeysWith: { first, _ in first })
  }

  /// The places of the latest era, and the streets.
  private struct Target {
    var places: [Coordinate]
    var streetByPlace: [Coordinate: ID<RoadSegment>]
    var index: PointIndex
    var streets: SegmentIndex
    var projection: LocalProjection

    func street(of place: Coordinate, moved shift: ShiftEstimate) -> ID<RoadSegment>? {
      let point = projection.point(place)
      let there = projection.coordinate(
        PlanePoint(x: point.x + shift.east, y: point.y + shift.north))
      if let known = index.nearest(to: there, withinMetres: LocationRegistration.snapMetres) {
        return streetByPlace[places[known.position]]
      }
      return streets.nearestSegment(to: there, withinMetres: LocationRegistration.matchingMetres)?
        .segment
    }
  }
}

extension LocatedIncident {
  var date: CivilDate { incident.time.date }
}

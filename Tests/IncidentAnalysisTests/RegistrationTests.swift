// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Geography
import Testing
import TestSupport

@testable import IncidentAnalysis

/// Incidents at gazetteer places 4 m beside the grid's streets, until a day drawn 40 m off.
@Suite("Registration of locations")
struct RegistrationTests {
  let roads = GridCity.roads
  let first = GridHistory.date(2014, 1, 1)
  let change = GridHistory.date(2016, 7, 1)
  let projection = LocalProjection(centre: GridCity.origin)

  /// - Parameter shift: metres east and north by which the earlier places are off.
  private func history(shift: (east: Double, north: Double), seed: UInt64) -> (
    recorded: [LocatedIncident], true: [ID<RoadSegment>]
  ) {
    let streets = SegmentIndex(roads)
    var generator = SeededGenerator(seed: seed)
    let places = (0..<60).map { _ in
      PlanePoint(
        x: Double.random(in: 0...300, using: &generator),
        y: Double.random(in: 0...300, using: &generator))
    }
    var recorded: [LocatedIncident] = []
    var right: [ID<RoadSegment>] = []
    for offset in 0..<1500 {
      let date = first.adding(days: offset)
      let place = places[Int.random(in: 0..<60, using: &generator)]
      let isEarly = date < change
      let seen = PlanePoint(
        x: place.x + (isEarly ? shift.east : 0), y: place.y + (isEarly ? shift.north : 0))
      let there = CoordinateColumns.rounded(projection.coordinate(seen))
      guard let match = streets.nearestSegment(to: there, withinMetres: 200),
        let truth = streets.nearestSegment(
          to: CoordinateColumns.rounded(projection.coordinate(place)), withinMetres: 200)
      else { continue }
      right.append(truth.segment)
      recorded.append(
        LocatedIncident(
          incident: Incident(
            id: ID(rawValue: Int64(offset)), time: CivilTime(date: date), location: there,
            kind: "collision", severity: .damage),
          segment: match.segment, distanceMillimetres: match.distanceMillimetres,
          offsetMillimetres: match.offsetMillimetres))
    }
    return (recorded, right)
  }

  private func span(_ incidents: [LocatedIncident]) -> DateSpan {
    DateSpan(first: first, last: incidents.last?.date ?? first)
  }

  @Test("The day and the displacement of a new way of locating are found, and streets corrected")
  func found() throws {
    let (recorded, right) = history(shift: (-31, 24), seed: 7)
    let registration = LocationRegistration(
      recorded, span: span(recorded), streets: SegmentIndex(roads))
    #expect(registration.eras.map(\.first) == [first, change])
    let shift = try #require(registration.shifts.first)
    #expect(abs(shift.east - 31) < 0.2 && abs(shift.north + 24) < 0.2)
    #expect(shift.pairs >= 50 && shift.moved > 100)
    let before = zip(recorded, right).count { $0.segment == $1 }
    let after = zip(registration.incidents, right).count { $0.segment == $1 }
    #expect(before < recorded.count * 9 / 10)
    #expect(after == recorded.count)
    #expect(registration.incidents.map(\.incident) == recorded.map(\.incident))
  }

  @Test("Without a change nothing is moved; nor before there is enough after it to tell")
  func nothingToDo() {
    let same = history(shift: (0, 0), seed: 8).recorded
    let none = LocationRegistration(same, span: span(same), streets: SegmentIndex(roads))
    #expect(none.eras.count == 1 && none.shifts.isEmpty && none.incidents == same)
    let changed = history(shift: (-31, 24), seed: 9).recorded
    let early = DateSpan(first: first, last: change.adding(days: 30))
    let tooEarly = LocationRegistration(changed, span: early, streets: SegmentIndex(roads))
    #expect(tooEarly.shifts.isEmpty)
    #expect(tooEarly.incidents == changed.filter { early.contains($0.date) })
  }

  @Test("Places that never recur are left alone")
  func noGazetteer() {
    var generator = SeededGenerator(seed: 10)
    let spread = history(shift: (-31, 24), seed: 11).recorded.map { located in
      var located = located
      located.incident.location.latitude += Double.random(in: -1e-4...1e-4, using: &generator)
      return located
    }
    let registration = LocationRegistration(
      spread, span: span(spread), streets: SegmentIndex(roads))
    #expect(registration.incidents == spread && registration.eras.count == 1)
  }

  @Test("An earlier era may weigh less; exposure follows the weights")
  func eraWeight() {
    let recorded = history(shift: (-31, 24), seed: 12).recorded
    let span = span(recorded)
    let history = IncidentHistory(
      LocationRegistration(recorded, span: span, streets: SegmentIndex(roads)), span: span)
    let weights = history.weights(halfLifeDays: 36_500, earlierEraWeight: 0.25)
    let early = zip(history.incidents, weights).filter { $0.0.date < change }.map(\.1)
    #expect(early.allSatisfy { $0 <= 0.25 && $0 > 0.24 })
    let seen = history.weighted(segments: 24, halfLifeDays: 36_500, earlierEraWeight: 0.25)
    #expect(abs(seen.counts.reduce(0, +) - weights.reduce(0, +)) < 1e-6)
    #expect(abs(seen.exposure * history.years.yearlyLevel - weights.reduce(0, +)) < 1e-6)
  }
}

// SPDX-License-Identifier: Apache-2.0

public import DutyModel
import Foundation
public import Geography

/// Made-up speed, violation and report series for a city that has none, to see the points at work.
///
/// Every row carries `demo` in its `source` column, so that whatever is found in them is shown as
/// demo data. Speeds: eight weeks of five-minute intervals in the peaks at twenty streets, a fifth of
/// which jam on most days. Violations: one session a day of half an hour to three hours at thirty
/// places, longer where officers like to stand. Reports: a few places that people keep calling about.
public struct DemoPointSeries: Sendable {
  public var speeds: String
  public var violations: String
  public var reports: String

  static let speedPlaces = 20
  static let violationPlaces = 30
  static let days = 56

  /// - Parameter last: the last day of the series.
  public init(roads: RoadNetwork, upTo last: CivilDate, seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let busy = roads.segments.filter { $0.roadClass < .local && $0.streetName != nil }
    let pool = (busy.count >= Self.violationPlaces ? busy : roads.segments)
      .shuffled(using: &generator)
    let places = pool.prefix(Self.violationPlaces).enumerated().map { number, segment in
      Place(number: number, segment: segment, roads: roads)
    }
    let dates = (0..<Self.days).reversed().map { last.adding(days: -$0) }
    speeds = Self.speeds(Array(places.prefix(Self.speedPlaces)), dates, &generator)
    violations = Self.violations(places, dates, &generator)
    reports = Self.reports(places, dates, &generator)
  }

  private struct Place {
    var name: String
    var number: Int
    var roadClass: RoadClass
    var location: Coordinate

    init(number: Int, segment: RoadSegment, roads: RoadNetwork) {
      let shape = roads.shape(of: segment)
      self.number = number
      roadClass = segment.roadClass
      location = shape[(shape.startIndex + shape.endIndex - 1) / 2]
      name = "\(roads.streetName(of: segment) ?? "–") #\(segment.id)"
        .replacing(",", with: " ").replacing("\"", with: "")
    }

    var coordinates: String {
      String(format: "%.6f,%.6f", location.latitude, location.longitude)
    }
  }

  private static func speeds(
    _ places: [Place], _ dates: [CivilDate], _ generator: inout SeededGenerator
  ) -> String {
    var text = "place,time,road_class,speed,flow,lat,lon,source\n"
    for place in places {
      let isBad = place.number.isMultiple(of: 5)
      let flow = Int.random(in: 300...1800, using: &generator)
      for date in dates where !date.weekday.isWeekend {
        for start in [7 * 60, 17 * 60] {
          let jams = Double.random(in: 0..<1, using: &generator) < (isBad ? 0.7 : 0.06)
          let from = Int.random(in: 0...12, using: &generator)
          let length = Int.random(in: 3...9, using: &generator)
          for interval in 0..<24 {
            let isJam = jams && (from..<from + length).contains(interval)
            let speed =
              isJam
              ? Double.random(in: 6...15, using: &generator)
              : Double.random(in: 26...60, using: &generator)
            let time = CivilTime(date: date, minuteOfDay: start + interval * 5)
            text +=
              "\(place.name),\(time),\(place.roadClass.rawValue),"
              + "\(String(format: "%.1f", speed)),\(flow),\(place.coordinates),demo\n"
          }
        }
      }
    }
    return text
  }

  private static func violations(
    _ places: [Place], _ dates: [CivilDate], _ generator: inout SeededGenerator
  ) -> String {
    var text = "place,time,hours,violations,lat,lon,source\n"
    for place in places {
      // Officers stand long at every seventh place, where no more is amiss than elsewhere.
      let hours = place.number % 7 == 3 ? 3.0 : Double.random(in: 0.5...1.5, using: &generator)
      let rate = place.number % 10 == 4 ? 9.0 : Double.random(in: 1...4, using: &generator)
      for date in dates {
        let count = poisson(rate * hours, &generator)
        text +=
          "\(place.name),\(CivilTime(date: date, minuteOfDay: 600)),"
          + "\(String(format: "%.2f", hours)),\(count),\(place.coordinates),demo\n"
      }
    }
    return text
  }

  private static func reports(
    _ places: [Place], _ dates: [CivilDate], _ generator: inout SeededGenerator
  ) -> String {
    var text = "time,lat,lon,reporter,topic,source\n"
    for (place, topic) in zip(
      places.suffix(4), ["disorder", "congestion", "disorder", "congestion"])
    {
      for number in 0..<(topic == "disorder" ? 7 : 5) {
        let date = dates[dates.count - 1 - Int.random(in: 0...11, using: &generator)]
        let minute = Int.random(in: 420...1200, using: &generator)
        text +=
          "\(CivilTime(date: date, minuteOfDay: minute)),\(place.coordinates),"
          + "demo-\(place.number)-\(number),\(topic),demo\n"
      }
    }
    return text
  }

  /// Source: Knuth, "The Art of Computer Programming", volume 2, §3.4.1.
  private static func poisson(_ mean: Double, _ generator: inout SeededGenerator) -> Int {
    let limit = exp(-mean)
    var (count, product) = (0, Double.random(in: 0..<1, using: &generator))
    while product > limit {
      count += 1
      product *= Double.random(in: 0..<1, using: &generator)
    }
    return count
  }
}

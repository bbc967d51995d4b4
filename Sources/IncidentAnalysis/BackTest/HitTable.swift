// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel

/// Held-out incidents by day, and how many of them each of several hot lists caught.
///
/// The columns are lists; one list at four shares of length is four columns.
struct HitTable {
  /// By day.
  private(set) var incidents: [Double]
  /// By column, then by day.
  private(set) var hits: [[Double]] = []
  private let dayOfIncident: [Int]
  private let segmentOfIncident: [Int]

  /// - Parameter days: every day of the span is a row, also without an incident.
  init(_ located: some Sequence<LocatedIncident>, span: DateSpan) {
    let inside = located.filter { span.contains($0.date) }
    dayOfIncident = inside.map { Int($0.date.day - span.first.day) }
    segmentOfIncident = inside.map { Int($0.segment.rawValue) }
    incidents = Array(repeating: 0, count: span.days)
    for day in dayOfIncident { incidents[day] += 1 }
  }

  /// - Parameter inclusion: by segment position, the part of each street on the list.
  mutating func add(inclusion: [Double]) {
    var caught = Array(repeating: 0.0, count: incidents.count)
    for (day, segment) in zip(dayOfIncident, segmentOfIncident) {
      caught[day] += inclusion[segment]
    }
    hits.append(caught)
  }

  /// The days of both, one after the other; the columns must be the same lists.
  func followed(by other: HitTable) -> HitTable {
    precondition(hits.count == other.hits.count, "The tables have different lists.")
    var joined = self
    joined.incidents += other.incidents
    for column in hits.indices { joined.hits[column] += other.hits[column] }
    return joined
  }

  var total: Double { incidents.reduce(0, +) }

  /// Share of all incidents that the column's list caught; 0 without incidents.
  func rate(_ column: Int) -> Double {
    total > 0 ? hits[column].reduce(0, +) / total : 0
  }

  /// Hit rates of all columns on days drawn anew, as many as there are, with replacement.
  ///
  /// Days, not incidents, are drawn: incidents of one day (rain, an event) come together. The same
  /// days are drawn for all columns, so that differences between columns are paired. Source: Efron
  /// and Tibshirani, "An Introduction to the Bootstrap", 1993, chapters 8 and 13.
  ///
  /// - Returns: By column, one rate a draw; draws without incidents are left out.
  func bootstrap(draws: Int, seed: UInt64) -> [[Double]] {
    var generator = SeededGenerator(seed: seed)
    var rates: [[Double]] = hits.map { _ in [] }
    for column in rates.indices { rates[column].reserveCapacity(draws) }
    var times = Array(repeating: 0.0, count: incidents.count)
    for _ in 0..<draws {
      for day in times.indices { times[day] = 0 }
      for _ in times.indices { times[Int.random(in: times.indices, using: &generator)] += 1 }
      let total = Self.product(times, incidents)
      guard total > 0 else { continue }
      for column in hits.indices {
        rates[column].append(Self.product(times, hits[column]) / total)
      }
    }
    return rates
  }

  private static func product(_ left: [Double], _ right: [Double]) -> Double {
    var sum = 0.0
    for index in left.indices { sum += left[index] * right[index] }
    return sum
  }
}

/// A range that holds the true value in 95 of 100 cases.
public struct Interval: Hashable, Codable, Sendable {
  public var lower: Double
  public var upper: Double

  public init(lower: Double, upper: Double) {
    self.lower = lower
    self.upper = upper
  }

  /// The middle 95 % of draws; `nil` without any.
  init?(draws: [Double]) {
    guard !draws.isEmpty else { return nil }
    let sorted = draws.sorted()
    func quantile(_ share: Double) -> Double {
      sorted[min(sorted.count - 1, Int(share * Double(sorted.count)))]
    }
    self.init(lower: quantile(0.025), upper: quantile(0.975))
  }
}

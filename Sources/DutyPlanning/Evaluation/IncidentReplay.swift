// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Geography
import IncidentAnalysis

/// Sends units to incidents that happened, in their order: the nearest free one, or whoever could
/// be there first if nobody is free.
struct IncidentReplay {
  let occasions: [DutyOccasion]
  /// By occasion and unit, minutes to the middle of each street.
  let minutes: [[[Float]]]
  let sceneMinutes: Int

  struct Outcome: Hashable {
    var day: Int64
    var minutes: Double
    var isCovered: Bool
  }

  /// One for each incident in the occasions' hours, in order of time.
  func outcomes(of incidents: [LocatedIncident], covered: Set<Int>) -> [Outcome] {
    var freeAt = occasions.map { $0.junctions.map { _ in -Double.infinity } }
    let sorted = incidents.sorted {
      ($0.incident.time, $0.incident.id) < ($1.incident.time, $1.incident.id)
    }
    return sorted.compactMap { located in
      let time = located.incident.time
      guard let occasion = occasions.firstIndex(where: { $0.contains(time) }) else { return nil }
      let (now, street) = (Double(time.minutes), Int(located.segment.rawValue))
      let arrivals = minutes[occasion].indices.map { unit in
        max(now, freeAt[occasion][unit]) + Double(minutes[occasion][unit][street])
      }
      let free = arrivals.indices.filter { freeAt[occasion][$0] <= now }
      let ready = free.isEmpty ? Array(arrivals.indices) : free
      guard let unit = ready.min(by: { (arrivals[$0], $0) < (arrivals[$1], $1) }) else {
        return nil
      }
      freeAt[occasion][unit] = arrivals[unit] + Double(sceneMinutes)
      return Outcome(
        day: time.date.day, minutes: arrivals[unit] - now, isCovered: covered.contains(street))
    }
  }
}

/// Figures of a replay with intervals.
struct ReplayBootstrap {
  private static let draws = 400

  /// In order of minutes.
  private let outcomes: [IncidentReplay.Outcome]
  private let days: DateSpan
  private let target: Double

  init(_ outcomes: [IncidentReplay.Outcome], days: DateSpan, target: Int) {
    self.outcomes = outcomes.sorted { ($0.minutes, $0.day) < ($1.minutes, $1.day) }
    self.days = days
    self.target = Double(target)
  }

  private struct Figures {
    var mean = 0.0
    var ninetieth = 0.0
    var within = 0.0
    var covered = 0.0
  }

  func result(using generator: SeededGenerator) -> ReplayResult {
    var generator = generator
    let once = figures(Array(repeating: 1, count: days.days))
    var drawn: [Figures] = []
    for _ in 0..<Self.draws where !outcomes.isEmpty {
      var weights = [Int](repeating: 0, count: days.days)
      for _ in 0..<days.days { weights[Int.random(in: 0..<days.days, using: &generator)] += 1 }
      drawn.append(figures(weights))
    }
    func estimate(_ figure: (Figures) -> Double) -> Estimate {
      let sorted = drawn.map(figure).sorted()
      return Estimate(
        value: figure(once), lower: sorted.isEmpty ? 0 : sorted[sorted.count / 40],
        upper: sorted.isEmpty ? 0 : sorted[sorted.count - 1 - sorted.count / 40])
    }
    return ReplayResult(
      incidents: outcomes.count, days: days.days, meanMinutes: estimate(\.mean),
      ninetiethPercentileMinutes: estimate(\.ninetieth), shareWithinTarget: estimate(\.within),
      coveredShare: estimate(\.covered))
  }

  /// - Parameter weights: by day of the span, how often it counts.
  private func figures(_ weights: [Int]) -> Figures {
    var (count, minutes, within, covered) = (0, 0.0, 0, 0)
    for outcome in outcomes {
      let weight = weights[Int(outcome.day - days.first.day)]
      count += weight
      minutes += Double(weight) * outcome.minutes
      if outcome.minutes <= target { within += weight }
      if outcome.isCovered { covered += weight }
    }
    guard count > 0 else { return Figures() }
    var (seen, ninetieth) = (0, 0.0)
    for outcome in outcomes where weights[Int(outcome.day - days.first.day)] > 0 {
      seen += weights[Int(outcome.day - days.first.day)]
      ninetieth = outcome.minutes
      if 10 * seen >= 9 * count { break }
    }
    return Figures(
      mean: minutes / Double(count), ninetieth: ninetieth, within: Double(within) / Double(count),
      covered: Double(covered) / Double(count))
  }
}

// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Geography

/// The guesses that a risk field must beat to be worth its trouble.
struct Baselines {
  var roads: RoadNetwork
  var neighbourhood: SegmentNeighbourhood

  private static let kernelReachMetres = 250

  /// What was counted in the last 365 days of the history, without any correction.
  func lastYearCount(_ history: IncidentHistory) -> [Double] {
    let first = max(history.span.first, history.span.last.adding(days: -364))
    let year = IncidentHistory(
      history.incidents, span: DateSpan(first: first, last: history.span.last))
    return year.counts(segments: roads.segments.count).map(Double.init)
  }

  /// Network kernel density of all incidents of the history, Epanechnikov's kernel of 250 m or the
  /// neighbourhood's reach if that is less; without exposure, age or class of street.
  func kernelDensity(_ history: IncidentHistory) -> [Double] {
    let counts = history.counts(segments: roads.segments.count).map(Double.init)
    let reach = Double(Self.kernelReachMetres)
    return roads.segments.indices.map { segment in
      var (weighted, length) = (counts[segment], metres(segment))
      neighbourhood.forEachNeighbour(of: segment) { neighbour, distance in
        guard Double(distance) < reach else { return }
        let weight = 1 - (Double(distance) / reach) * (Double(distance) / reach)
        weighted += weight * counts[neighbour]
        length += weight * metres(neighbour)
      }
      return weighted / length * metres(segment)
    }
  }

  private func metres(_ segment: Int) -> Double {
    max(1, Double(roads.segments[segment].lengthMillimetres) / 1000)
  }
}

// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Geography

/// Makes the rates of all models from one history.
struct ModelSuite {
  var roads: RoadNetwork
  var rateModel: RateModel
  private let planar: PlanarKernelDensity

  static let kernelReachMetres = 250

  init(roads: RoadNetwork, reachMetres: Int) {
    self.roads = roads
    rateModel = RateModel(
      roads: roads,
      neighbourhood: SegmentNeighbourhood(
        of: roads, reachMetres: max(reachMetres, Self.kernelReachMetres)))
    planar = PlanarKernelDensity(roads: roads, reachMetres: Self.kernelReachMetres)
  }

  /// All but the ensemble, which needs back-tests, and the random list, which has no rates.
  ///
  /// - Parameter empiricalBayes: the rates of that model with this choice, if they are at hand.
  func rates(
    _ history: IncidentHistory, _ choice: RateModelChoice, empiricalBayes: SegmentRates? = nil
  ) -> [RiskModel: SegmentRates] {
    let seen = history.weighted(
      segments: roads.segments.count, halfLifeDays: choice.halfLifeDays,
      earlierEraWeight: choice.earlierEraWeight)
    let prediction = rateModel.prediction(seen)
    let counts = history.counts(segments: roads.segments.count).map(Double.init)
    let years = Double(history.incidents.count) / history.years.yearlyLevel
    return [
      .empiricalBayes: empiricalBayes
        ?? rateModel.estimate(seen, prediction, kernelReachMetres: choice.kernelReachMetres),
      .recency: SegmentRates(
        counts: seen.counts, exposure: seen.exposure, varianceExposure: seen.varianceExposure),
      .crashPrediction: SegmentRates(
        rate: prediction, deviation: spread(of: prediction, seen: seen)),
      .networkKernelDensity: SegmentRates(
        counts: alongStreets(counts), exposure: years, varianceExposure: years),
      .kernelDensity: SegmentRates(
        counts: planar.spread(history.incidents), exposure: years, varianceExposure: years),
    ]
  }

  /// What was counted in the last 365 days before the end of the span, on the streets that the
  /// import gave, without any correction.
  func lastYearCount(_ recorded: [LocatedIncident], span: DateSpan) -> SegmentRates {
    let first = max(span.first, span.last.adding(days: -364))
    let year = IncidentHistory(recorded, span: DateSpan(first: first, last: span.last))
    let counts = year.counts(segments: roads.segments.count).map(Double.init)
    let exposure = Double(year.span.days) / 365.25
    return SegmentRates(counts: counts, exposure: exposure, varianceExposure: exposure)
  }

  /// Network kernel density with Epanechnikov's kernel, as counts on each street: every street's
  /// incidents a metre, its own included, over the streets within reach; times its length.
  private func alongStreets(_ counts: [Double]) -> [Double] {
    let reach = Double(Self.kernelReachMetres)
    return roads.segments.indices.map { segment in
      var (weighted, length) = (counts[segment], metres(segment))
      rateModel.neighbourhood.forEachNeighbour(of: segment) { neighbour, distance in
        guard Double(distance) < reach else { return }
        let weight = 1 - (Double(distance) / reach) * (Double(distance) / reach)
        weighted += weight * counts[neighbour]
        length += weight * metres(neighbour)
      }
      return weighted / length * metres(segment)
    }
  }

  /// How far the streets' counts scatter about what their kind suggests, beyond chance.
  private func spread(of prediction: [Double], seen: WeightedCounts) -> [Double] {
    var (excess, squares) = (0.0, 0.0)
    for (count, rate) in zip(seen.counts, prediction) {
      let mean = rate * seen.exposure
      excess += (count - mean) * (count - mean) - seen.varianceExposure * rate
      squares += mean * mean
    }
    let coefficient = squares > 0 ? max(0, excess / squares).squareRoot() : 0
    return prediction.map { max($0 * coefficient, 1e-9) }
  }

  private func metres(_ segment: Int) -> Double {
    max(1, Double(roads.segments[segment].lengthMillimetres) / 1000)
  }
}

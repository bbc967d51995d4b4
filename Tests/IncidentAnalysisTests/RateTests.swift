// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Geography
import Testing
import TestSupport

@testable import IncidentAnalysis

@Suite("Rates of streets")
struct RateTests {
  let roads = GridCity.roads

  @Test("Streets of one kind and length have one rate, and all rates add up to what was seen")
  func streetRate() {
    var counts = Array(repeating: 0.0, count: 24)
    counts[4] = 60
    let rate = StreetRate(roads: roads, counts: counts, exposure: 2).expected
    #expect(abs(rate.reduce(0, +) - 30) < 1e-6)
    // Segment 4 joins two crossings of four streets, as do its neighbours in the middle.
    #expect(abs(rate[4] - rate[7]) < 1e-3)
    #expect(rate.allSatisfy { $0 > 0 })
  }

  @Test("The estimate weighs count and prediction as Gamma and Poisson do")
  func byHand() {
    // One class; 23 streets with 2 incidents, one with 50; exposure 1 year, prediction 4 a street.
    var counts = Array(repeating: 2.0, count: 24)
    counts[0] = 50
    let seen = WeightedCounts(counts: counts, exposure: 1, varianceExposure: 1)
    let predicted = Array(repeating: 4.0, count: 24)
    let estimate = GammaPoissonEstimate(roads: roads, seen: seen, predicted: predicted)
      .rates
    // Excess: 46² + 23 × 2² − 24 × 4 = 2112; Σ (Eμ)²/km = Σ 16/km; κ is their ratio.
    let kilometres = roads.segments.map { Double($0.lengthMillimetres) / 1e6 }
    let kappa = kilometres.reduce(0) { $0 + 16 / $1 } / 2112
    let shape = kappa * kilometres[0]
    #expect(abs(estimate.rate[0] - (shape + 50) / (shape / 4 + 1)) < 1e-9)
    let variance = (shape + 50) / ((shape / 4 + 1) * (shape / 4 + 1))
    #expect(abs(estimate.deviation[0] - variance.squareRoot()) < 1e-9)
    #expect(estimate.rate[0] > 25 && estimate.rate[0] < 50)
  }

  @Test("Counts no more scattered than Poisson's say nothing about single streets")
  func noExcess() {
    let seen = WeightedCounts(
      counts: Array(repeating: 4, count: 24), exposure: 1, varianceExposure: 1)
    let shape = GammaPoissonEstimate.shapePerKilometre(
      Array(0..<24), kilometres: Array(repeating: 0.1, count: 24), seen: seen,
      predicted: Array(repeating: 4, count: 24))
    #expect(shape == GammaPoissonEstimate.shapesPerKilometre.upperBound)
  }

  @Test("A busy street raises the prediction for its neighbours more than for streets far away")
  func neighbours() {
    let model = RateModel(
      roads: roads, neighbourhood: SegmentNeighbourhood(of: roads, reachMetres: 250))
    let first = GridHistory.date(2015, 1, 1)
    let history = IncidentHistory(
      GridHistory.daily(from: first, days: 300, pattern: [0]),
      span: DateSpan(first: first, last: first.adding(days: 299)))
    let smooth = model.estimate(
      history,
      RateModelChoice(kernelReachMetres: 250, halfLifeDays: 365, isChosenByBackTest: false)
    ).rate
    #expect(smooth[1] > smooth[11])
    #expect(smooth[0] > smooth[1])
  }

  @Test("Distances run along the streets, to the middle of a street")
  func distances() {
    var distances = StreetDistances(roads)
    let corner = GridCity.junction(row: 0, column: 0)
    let near = distances.streets(from: corner, limitMillimetres: 60_000)
    #expect(Set(near.map(\.segment)) == [0, 12])
    let wider = distances.streets(from: corner, limitMillimetres: 155_000)
    #expect(Set(wider.map(\.segment)) == [0, 1, 3, 12, 13, 16])
    #expect(
      wider.allSatisfy {
        abs($0.millimetres - ($0.segment == 0 || $0.segment == 12 ? 50_000 : 150_000)) < 1000
      })
    let around = distances.streets(around: roads.segments[0], limitMillimetres: 105_000)
    #expect(Set(around.map(\.segment)) == [1, 12, 13])
  }

  @Test("One-way streets do not stop people on foot")
  func onFoot() {
    var oneWay = roads
    for position in oneWay.segments.indices { oneWay.segments[position].allowsBackward = false }
    var distances = StreetDistances(oneWay)
    let far = distances.junctions(
      from: GridCity.junction(row: 3, column: 3), limitMillimetres: 1_000_000)
    #expect(far.count == 16)
    #expect(abs((far.last?.millimetres ?? 0) - 600_000) < 3000)
  }
}

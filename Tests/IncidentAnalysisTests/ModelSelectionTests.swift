// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Geography
import Testing
import TestSupport

@testable import IncidentAnalysis

@Suite("Choice of model")
struct ModelSelectionTests {
  let day = GridHistory.date(2017, 1, 1)

  /// Days of ten incidents each, of which every model's list catches a given number at all shares.
  private func table(_ hits: [[Double]]) -> HitTable {
    let span = DateSpan(first: day, last: day.adding(days: hits[0].count - 1))
    // Ten streets of one incident a day each; a list catches `n` of them by holding n streets.
    let incidents = (0..<hits[0].count).flatMap { offset in
      (0..<10).map { street in
        GridCity.incident(
          Int64(offset * 10 + street), on: street, at: CivilTime(date: day.adding(days: offset)))
      }
    }
    var joined: HitTable?
    for offset in 0..<hits[0].count {
      let one = DateSpan(first: day.adding(days: offset), last: day.adding(days: offset))
      var table = HitTable(incidents.filter { span.contains($0.date) }, span: one)
      for model in hits {
        for _ in BackTest.lengthShares {
          table.add(inclusion: (0..<24).map { Double($0) < model[offset] ? 1 : 0 })
        }
      }
      joined = joined?.followed(by: table) ?? table
    }
    return joined ?? HitTable(incidents, span: span)
  }

  private func scores(_ models: [RiskModel], _ hits: [[Double]]) -> Scores {
    Scores(models: models, table: table(hits), seed: 5, draws: 300)
  }

  @Test("A baseline that no model beats is kept, also on a tie")
  func keepsBaseline() {
    let hits: [Double] = [4, 5, 6, 5]
    let tie = scores(
      [.empiricalBayes, .lastYearCount, .kernelDensity], [hits, hits, [1, 1, 1, 1]])
    #expect(tie.chosen == .lastYearCount)
    let worse = scores(
      [.empiricalBayes, .recency, .lastYearCount], [[4, 4, 6, 5], [3, 5, 6, 5], hits])
    #expect(worse.chosen == .lastYearCount)
    let candidate = worse.candidates.first { $0.model == .empiricalBayes }
    #expect(abs((candidate?.score ?? 0) - 19.0 / 40) < 1e-9)
    #expect(abs((candidate?.advantage?.hitRate ?? 0) + 1.0 / 40) < 1e-9)
    #expect(worse.candidates.first { $0.model == .lastYearCount }?.advantage == nil)
  }

  @Test("Among models above the baseline chance differences go to the one easier to explain")
  func oneStandardError() {
    // Recency leads by one hit in eight days: within one standard error.
    let base = [Double](repeating: 3, count: 8)
    let own: [Double] = [5, 5, 5, 5, 5, 5, 5, 5]
    let noisy: [Double] = [9, 1, 9, 1, 9, 1, 9, 2]
    #expect(
      scores([.empiricalBayes, .recency, .lastYearCount], [own, noisy, base]).chosen
        == .empiricalBayes)
    // A steady lead is no chance.
    let steady: [Double] = [6, 6, 6, 6, 6, 6, 6, 6]
    #expect(
      scores([.empiricalBayes, .recency, .lastYearCount], [own, steady, base]).chosen == .recency)
  }

  @Test("Four quarters end the training span, each learnt from all before it")
  func folds() {
    let span = DateSpan(first: day, last: day.adding(days: 999))
    let folds = RollingOrigin(span).folds
    #expect(folds.count == 4)
    #expect(folds.last?.checked.last == span.last)
    for fold in folds {
      #expect(fold.learnt.first == span.first && fold.checked.days == 91)
      #expect(fold.learnt.last.adding(days: 1) == fold.checked.first)
    }
    #expect(zip(folds, folds.dropFirst()).allSatisfy { $0.checked.last < $1.checked.first })
    #expect(
      RollingOrigin(DateSpan(first: day, last: day.adding(days: 79))).folds[0].checked.days == 10)
    #expect(RollingOrigin(DateSpan(first: day, last: day.adding(days: 4))).folds.isEmpty)
  }

  @Test("Stacking finds the mixture that the incidents came from, and weights add up to one")
  func stacking() {
    // Two streets. Model 0 says (0.9, 0.1), model 1 (0.1, 0.9), the others (0.5, 0.5). Of 1000
    // incidents 700 lie on the first: 0.9 w + 0.1 (1 − w) = 0.7 gives the likelihood's maximum.
    let first = [0.9, 0.1, 0.5, 0.5]
    let second = [0.1, 0.9, 0.5, 0.5]
    let stacking = Stacking(
      trials: Array(repeating: first, count: 700) + Array(repeating: second, count: 300))
    #expect(abs(stacking.weights.reduce(0, +) - 1) < 1e-9)
    let share = zip(stacking.weights, first).reduce(0) { $0 + $1.0 * $1.1 }
    #expect(abs(share - 0.7) < 1e-3)
    #expect(Stacking(trials: []).weights == [0.25, 0.25, 0.25, 0.25])
  }

  @Test("A mean of models holds their variances and their disagreement")
  func combined() {
    let weights = Stacking(trials: [])
    let rates = SegmentRates(rate: [1, 3], deviation: [0.5, 0.5])
    let other = SegmentRates(rate: [6, 2], deviation: [1, 1])  // At the first's level: 3 and 1.
    let mean = weights.combined([
      .empiricalBayes: rates, .recency: rates, .networkKernelDensity: rates, .lastYearCount: other,
    ])
    #expect(abs(mean.rate[0] - (0.75 * 1 + 0.25 * 3)) < 1e-9)
    // E[V] + V[E]: 0.25 in all (other's deviation is halved too), 0.75 × 0.25 × 2².
    #expect(abs(mean.deviation[0] - (0.25 + 0.75).squareRoot()) < 1e-9)
  }

  @Test("Intervals cover the truth about as often as they say")
  func coverage() {
    // 200 worlds of 60 days with 20 incidents each, caught with probability 0.4.
    var generator = SeededGenerator(seed: 42)
    var covered = 0
    for world in 0..<200 {
      let hits = (0..<60).map { _ in
        Double((0..<10).count { _ in Double.random(in: 0..<1, using: &generator) < 0.4 })
      }
      let rates = table([hits]).bootstrap(draws: 200, seed: UInt64(world))
      if let interval = Interval(draws: rates[0]), interval.lower <= 0.4, interval.upper >= 0.4 {
        covered += 1
      }
    }
    #expect((176...200).contains(covered), "covered \(covered) of 200")
  }
}

// SPDX-License-Identifier: Apache-2.0

/// Scores of all models over all quarters, and the rule that chooses among them.
///
/// A model is published only if its score is above the best baseline's; else that baseline is. Among
/// those above it, the first of `RiskModel.contenders` is taken whose score is at most one standard
/// error, of the paired difference, below the best one's: what chance may have decided is decided
/// by how well a model can be explained (the one-standard-error rule: Breiman, Friedman, Olshen,
/// Stone, "Classification and Regression Trees", 1984, §3.4.3).
struct Scores {
  private(set) var candidates: [ModelSelection.Candidate] = []
  private(set) var chosen: RiskModel

  init(models: [RiskModel], table: HitTable, seed: UInt64, draws: Int) {
    let width = BackTest.lengthShares.count
    let rates = table.bootstrap(draws: draws, seed: seed)
    var score: [RiskModel: Double] = [:]
    var drawn: [RiskModel: [Double]] = [:]
    for (position, model) in models.enumerated() {
      let columns = position * width..<(position + 1) * width
      score[model] = columns.reduce(0) { $0 + table.rate($1) } / Double(width)
      drawn[model] = (rates.first ?? []).indices.map { draw in
        columns.reduce(0) { $0 + rates[$1][draw] } / Double(width)
      }
    }
    func difference(_ left: RiskModel, _ right: RiskModel) -> [Double] {
      zip(drawn[left] ?? [], drawn[right] ?? []).map { $0 - $1 }
    }
    let baseline = Self.highest(models.filter(\.isBaseline), score) ?? .lastYearCount
    let able = RiskModel.contenders.filter {
      (score[$0] ?? 0) > (score[baseline] ?? 0)
    }
    let best = Self.highest(able, score)
    chosen =
      able.first { model in
        guard let best else { return false }
        let gap = (score[best] ?? 0) - (score[model] ?? 0)
        return gap <= Self.deviation(difference(best, model))
      } ?? baseline
    candidates = models.map { model in
      ModelSelection.Candidate(
        model: model, score: score[model] ?? 0,
        advantage: model == baseline
          ? nil
          : Advantage(
            over: baseline.rawValue, hitRate: (score[model] ?? 0) - (score[baseline] ?? 0),
            interval: Interval(draws: difference(model, baseline))))
    }
  }

  /// The first of those with the highest score.
  private static func highest(_ models: [RiskModel], _ score: [RiskModel: Double]) -> RiskModel? {
    models.reduce(nil) { best, model in
      guard let best else { return model }
      return (score[model] ?? 0) > (score[best] ?? 0) ? model : best
    }
  }

  private static func deviation(_ values: [Double]) -> Double {
    guard values.count > 1 else { return 0 }
    let mean = values.reduce(0, +) / Double(values.count)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(values.count - 1)).squareRoot()
  }
}

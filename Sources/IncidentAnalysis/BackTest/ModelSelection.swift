// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// Which model is published, and why: back-tests inside the training span decide, not taste.
public struct ModelSelection: Hashable, Codable, Sendable {
  /// How one model did in those back-tests.
  public struct Candidate: Hashable, Codable, Sendable {
    public var model: RiskModel
    /// Mean hit rate over 1, 2, 5 and 10 % of street length, all quarters together.
    public var score: Double
    /// Of the score over the best baseline's; `nil` for that baseline.
    public var advantage: Advantage?
  }

  public var chosen: RiskModel
  /// In the order of `RiskModel`; empty if there was too little to test on.
  public var candidates: [Candidate]
  /// The quarters on which the models were checked.
  public var checked: [DateSpan]
  /// What the ensemble is made of, by model.
  public var ensembleWeights: [String: Double]
  /// The verdict of the days kept back, by share of street length: how the published field did
  /// against the best baseline there.
  public var heldOut: [Advantage]

  /// Whether the published field caught more of the held-out incidents than the best baseline at
  /// every share, and beyond chance at how many of them.
  public var beatsBaselineEverywhere: Bool {
    !heldOut.isEmpty && heldOut.allSatisfy { $0.hitRate > 0 }
  }
  public var sharesBeatenBeyondChance: Int {
    heldOut.count { ($0.interval?.lower ?? 0) > 0 }
  }
}

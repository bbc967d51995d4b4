// SPDX-License-Identifier: Apache-2.0

/// The ways of guessing where incidents will happen that are compared with one another.
public enum RiskModel: String, CaseIterable, Codable, Sendable {
  /// Kind of street, neighbourhood and own count (`RateModel`).
  case empiricalBayes = "empirical-bayes"
  /// A weighted mean of others, with weights learnt by back-tests (`Stacking`).
  case ensemble
  /// The count with recent incidents weighing more.
  case recency
  /// Kernel density along the streets, 250 m.
  case networkKernelDensity = "network-kernel-density"
  /// What the kind of street suggests, without any count of its own.
  case crashPrediction = "crash-prediction"
  /// What was counted in the last 365 days.
  case lastYearCount = "last-year-count"
  /// Kernel density as the crow flies, 250 m.
  case kernelDensity = "kernel-density"
  /// Streets drawn by lot.
  case random

  /// What a planner has without any of this; a model must beat them to be worth its trouble.
  public static let baselines: [RiskModel] = [.lastYearCount, .kernelDensity, .random]
  public var isBaseline: Bool { Self.baselines.contains(self) }

  /// Those that may be published in place of a baseline, the one preferred among equals first: the
  /// first knows its uncertainty best and is the easiest to explain.
  static let contenders: [RiskModel] = [
    .empiricalBayes, .ensemble, .recency, .networkKernelDensity, .crashPrediction,
  ]
}

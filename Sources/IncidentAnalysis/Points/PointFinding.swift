// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// A place where traffic jams 堵点 or order breaks down 乱点 again and again.
public enum PointKind: String, CaseIterable, Codable, Sendable { case congestion, disorder }

/// What a point is brought in by, and what its leaving is measured by.
public enum PointMeasure: String, CaseIterable, Codable, Sendable {
  /// Share of the last 20 working days on which the peak jammed.
  case jamShare
  /// Reports of congestion within 100 m, weighted by age.
  case reportWeight
  /// Violations an hour of observation in the latest fortnight, empirical Bayes.
  case violationRate
  /// Different people who complained within 100 m in 14 days.
  case complainants
}

/// Why a place is a candidate: what was measured, and what the rule asks for.
public struct PointFinding: Hashable, Codable, Sendable {
  public enum Grade: String, Codable, Sendable {
    /// 常发: the rule is met.
    case recurrent
    /// 偶发: at least two events, but not often enough.
    case occasional
  }

  public var kind: PointKind
  public var measure: PointMeasure
  public var place: String
  public var location: Coordinate?
  public var grade: Grade
  /// What is compared with the threshold.
  public var value: Double
  public var threshold: Double
  /// For the order of the ledger; comparable within one kind only.
  public var score: Double
  /// What `value` is, with its numerator and denominator.
  public var reason: LocalizedName

  public init(
    kind: PointKind, measure: PointMeasure, place: String, location: Coordinate?, grade: Grade,
    value: Double, threshold: Double, score: Double, reason: LocalizedName
  ) {
    self.kind = kind
    self.measure = measure
    self.place = place
    self.location = location
    self.grade = grade
    self.value = value
    self.threshold = threshold
    self.score = score
    self.reason = reason
  }
}

extension Sequence<PointFinding> {
  /// The worst first, ties by place.
  func ranked() -> [PointFinding] {
    sorted { $0.score == $1.score ? $0.place < $1.place : $0.score > $1.score }
  }
}

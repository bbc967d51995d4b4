// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import DutyPlanning
public import Geography
public import Operations
public import Rostering

/// What one case of a figure is: the other end of the way back from a number.
public enum FactReference: Hashable, Codable, Sendable {
  /// A rostered stay at a place, by shift and task.
  case stay(AssignmentID)
  case shift(ID<RosteredDuty>)
  case incident(ID<Incident>)
  case violation(ID<ViolationCase>)
  /// A street in one mode, over all its quarters of an hour.
  case street(ID<RoadSegment>, mode: DutyMode)
  case place(DutyPlace, mode: DutyMode)
  case finding(ID<InspectionFinding>)
  case jam(ID<JamEpisode>)
  /// The event that is itself the case: a sample, a survey, a visit.
  case event(ID<DutyEvent>)
}

/// One case and what it adds to its figure, in the figure's whole numbers; a case that was left
/// out adds nothing above or below the line.
public struct TracedCase: Hashable, Codable, Sendable {
  public var source: FactReference
  public var numerator: Int64
  public var denominator: Int64

  public init(source: FactReference, numerator: Int64, denominator: Int64) {
    self.source = source
    self.numerator = numerator
    self.denominator = denominator
  }

  public var isExcluded: Bool { numerator == 0 && denominator == 0 }
}

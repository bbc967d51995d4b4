// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Operations

/// An observation at a place and the event that brought it.
public struct SampleFact: Hashable, Sendable {
  public var event: ID<DutyEvent>
  public var sample: RoadSample
  var scopes: [Int]
}

/// A street survey and the event that brought it.
public struct SurveyFact: Hashable, Sendable {
  public var event: ID<DutyEvent>
  public var survey: StreetSurvey
  var scopes: [Int]
}

/// A visit of an inspection team and the event that brought it.
public struct VisitFact: Hashable, Sendable {
  public var event: ID<DutyEvent>
  public var visit: InspectionVisit
  var scopes: [Int]
}

/// A finding that was raised in the period, wherever it stands now.
public struct FindingFact: Hashable, Sendable {
  public internal(set) var finding: InspectionFinding
  var scopes: [Int]
}

/// A jam that was first alarmed in the period.
public struct JamFact: Hashable, Sendable {
  public internal(set) var jam: JamEpisode
  var scopes: [Int]
}

// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import DutyPlanning

/// A visit of the inspection team to one place, with the answers to its checklist.
public struct InspectionVisit: Hashable, Codable, Sendable {
  public var place: DutyPlace
  public var mode: DutyMode
  public var at: Instant
  public var by: Handler
  /// Which checklist was used, such as `peak-1`.
  public var checklist: String
  public var answers: [Answer]

  public init(
    place: DutyPlace, mode: DutyMode, at: Instant, by: Handler, checklist: String,
    answers: [Answer]
  ) {
    self.place = place
    self.mode = mode
    self.at = at
    self.by = by
    self.checklist = checklist
    self.answers = answers
  }

  public struct Answer: Hashable, Codable, Sendable {
    public enum Mark: String, CaseIterable, Codable, Sendable { case met, notMet, notApplicable }

    /// The checklist item's key.
    public var item: String
    public var mark: Mark

    public init(item: String, mark: Mark) {
      self.item = item
      self.mark = mark
    }
  }
}

/// What inspections leave in the log.
public enum InspectionEntry: Hashable, Codable, Sendable {
  /// A week was drawn; the commitment lets anybody draw it again once the seed is told.
  case drawn(monday: CivilDate, commitment: EventDigest, visits: Int)
  case visit(InspectionVisit)
  case sample(RoadSample)
  case survey(StreetSurvey)
  case findingRaised(finding: ID<InspectionFinding>, notice: InspectionFinding.Notice)
  case findingMoved(finding: ID<InspectionFinding>, event: InspectionFinding.Event)

  public var key: String {
    switch self {
    case .drawn: "drawn"
    case .visit: "visit"
    case .sample: "sample"
    case .survey: "survey"
    case .findingRaised: "findingRaised"
    case .findingMoved: "findingMoved"
    }
  }
}

// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Geography

/// Why there is somebody at this place: the streets it answers for and the incidents on them.
public struct PlaceReason: Hashable, Codable, Sendable {
  /// Incidents of the mode's hours, in the days the risk was learnt from, that the place answers.
  public var incidents: [DutyModel.ID<Incident>]
  /// Expected incidents in a year in the mode's hours that no other place of the plan answers.
  public var expectedPerYear: Double
  /// The streets it covers.
  public var segments: [DutyModel.ID<RoadSegment>]
  /// The incidents' most frequent kinds with their number, the most frequent first.
  public var leadingKinds: [KindCount]
  /// Of the expected incidents, those that would be out of everybody's reach without this place.
  public var onlyHerePerYear: Double?
  /// The best other place that the rules would have allowed instead.
  public var alternative: Alternative?

  public init(
    incidents: [DutyModel.ID<Incident>], expectedPerYear: Double,
    segments: [DutyModel.ID<RoadSegment>],
    leadingKinds: [KindCount], onlyHerePerYear: Double? = nil, alternative: Alternative? = nil
  ) {
    self.incidents = incidents
    self.expectedPerYear = expectedPerYear
    self.segments = segments
    self.leadingKinds = leadingKinds
    self.onlyHerePerYear = onlyHerePerYear
    self.alternative = alternative
  }

  /// A place that was not chosen, and what choosing it instead would lose.
  public struct Alternative: Hashable, Codable, Sendable {
    public var junction: DutyModel.ID<Junction>
    public var name: LocalizedName
    /// Expected incidents a year that the plan would cover less; below 0 where a pin or a limit on
    /// changes keeps a better place away.
    public var lossPerYear: Double

    public init(
      junction: DutyModel.ID<Junction>, name: LocalizedName, lossPerYear: Double
    ) {
      self.junction = junction
      self.name = name
      self.lossPerYear = lossPerYear
    }
  }

  public struct KindCount: Hashable, Codable, Sendable {
    public var kind: String
    public var count: Int

    public init(kind: String, count: Int) {
      self.kind = kind
      self.count = count
    }
  }
}

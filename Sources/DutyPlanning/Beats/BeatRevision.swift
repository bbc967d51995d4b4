// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Geography

/// What changed hands when a brigade's beats were redrawn from those in force.
public struct BeatRevision: Hashable, Codable, Sendable {
  public var brigade: DutyModel.ID<Unit>
  /// Work that went from one owner to another, as a share of the brigade's work.
  public var movedShare: Double
  /// No redraw that keeps the balance moves less.
  public var boundShare: Double
  /// Whether no beat has more than a tenth above the mean.
  public var isBalanced: Bool
  /// Beats whose owner is the one of the old beat that most of it comes from.
  public var ownersKept: Int
  public var beats: Int
  public var moved: [MovedStreet]

  public struct MovedStreet: Hashable, Codable, Sendable {
    public var segment: DutyModel.ID<RoadSegment>
    public var from: DutyModel.ID<Officer>
    public var to: DutyModel.ID<Officer>
  }
}

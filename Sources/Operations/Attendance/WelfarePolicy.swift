// SPDX-License-Identifier: Apache-2.0

/// When somebody on duty is asked for a sign of life 报平安, and who is told when none comes; data,
/// because it is local.
public struct WelfarePolicy: Hashable, Codable, Sendable {
  /// Whom a stage turns to.
  public enum Addressee: String, CaseIterable, Codable, Sendable {
    /// The officer's own phone asks.
    case officer
    /// Whoever leads the officer's unit.
    case leader
    /// The command centre.
    case dispatcher
  }

  public struct Stage: Hashable, Codable, Sendable {
    public var addressee: Addressee
    /// Seconds after the stage before it; of the first one, after the silence became too long.
    public var seconds: Int64

    public init(_ addressee: Addressee, after seconds: Int64) {
      self.addressee = addressee
      self.seconds = seconds
    }
  }

  /// For whoever has a phone or a terminal on duty.
  public var stages: [Stage]
  /// Whoever has neither is heard of when a leader calls the roll 点名, so often.
  public var rollCallSeconds: Int64
  public var rollCallStages: [Stage]
  /// A unit at an incident is asked so long after it arrived, and after each answer.
  public var onSceneSeconds: Int64
  /// Who has gone silent is looked for until so long after the rostered end.
  public var followSeconds: Int64

  public init(
    stages: [Stage], rollCallSeconds: Int64, rollCallStages: [Stage], onSceneSeconds: Int64,
    followSeconds: Int64
  ) {
    self.stages = stages
    self.rollCallSeconds = rollCallSeconds
    self.rollCallStages = rollCallStages
    self.onSceneSeconds = onSceneSeconds
    self.followSeconds = followSeconds
  }

  /// The phone at once, the leader 5 minutes later, the command centre after another 5; a roll call
  /// an hour, missed after 15 minutes; on the scene every 20 minutes. Our defaults: no national
  /// definition was found.
  public static let standard = Self(
    stages: [
      Stage(.officer, after: 0), Stage(.leader, after: 300), Stage(.dispatcher, after: 300),
    ],
    rollCallSeconds: 3600,
    rollCallStages: [Stage(.leader, after: 0), Stage(.dispatcher, after: 900)],
    onSceneSeconds: 1200, followSeconds: 4 * 3600)
}

// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// A jam at one place from its first alarm until traffic is back to light 疏堵.
///
/// Alarmed → (level changes) → cleared; cleared is when the level is light or better. Reads no
/// clock. Levels after the five speed classes of GA/T 115.
public struct JamEpisode: Hashable, Codable, Sendable {
  public enum Level: Int, CaseIterable, Codable, Sendable, Comparable {
    /// 畅通, 基本畅通, 轻度, 中度, 严重
    case free = 1
    case almostFree, light, medium, severe

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  public let id: ID<JamEpisode>
  public let place: StreetPlace
  public let alarmedAt: Instant
  public private(set) var level: Level
  public private(set) var clearedAt: Instant?
  public private(set) var lastChange: Instant

  public init(id: ID<JamEpisode>, place: StreetPlace, level: Level, at: Instant) {
    self.id = id
    self.place = place
    self.level = level
    alarmedAt = at
    lastChange = at
  }

  /// Takes a new level; after it was cleared a new alarm is a new episode.
  public mutating func change(to level: Level, at: Instant) throws(TransitionRefused) {
    guard clearedAt == nil else { throw refused(.notAllowedInState) }
    guard at >= lastChange else { throw refused(.beforeEarlierEvent) }
    self.level = level
    lastChange = at
    if level <= .light { clearedAt = at }
  }

  private func refused(_ reason: TransitionRefused.Reason) -> TransitionRefused {
    TransitionRefused(
      subject: .jam(id), state: clearedAt == nil ? "alarmed" : "cleared", event: "change",
      reason: reason)
  }
}

/// What a jam leaves in the log.
public enum JamEvent: Hashable, Codable, Sendable {
  case alarmed(place: StreetPlace, level: JamEpisode.Level)
  case changed(level: JamEpisode.Level)
}

// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Geography

/// How one street fared in one mode over the days of a period.
public struct WatchCell: Hashable, Sendable {
  public var mode: DutyMode
  public var segment: ID<RoadSegment>
  public var brigade: ID<Unit>?
  /// Incidents that the plan's places answer on the street in this mode.
  public var weight: Int64
  /// Slots of 15 minutes in which the plan wants it seen, and in which it was.
  public internal(set) var slots: Int64 = 0
  public internal(set) var seen: Int64 = 0
  /// Of the slots promised, those of which terminals say anything, those in which they saw the street, and
  /// those that are over and of which they say nothing.
  public internal(set) var reportedSlots: Int64 = 0
  public internal(set) var reportedSeen: Int64 = 0
  public internal(set) var unreportedSlots: Int64 = 0
  /// How often each number of slots without police lay between two visits; fixed places aside.
  public internal(set) var gaps: [Int: Int] = [:]
  /// Days on which it was watched, and on which no stretch without police was too long.
  public internal(set) var days = 0
  public internal(set) var controlledDays = 0
  var chance: Int64 = 0
  var watchedSlots: Int64 = 0
  /// Wanted and seen slots by hour of the day; empty unless hours are asked for.
  var slotsOfHour: [Int64] = []
  var seenOfHour: [Int64] = []
  var scopes: [Int] = []

  init(mode: DutyMode, segment: Int, brigade: ID<Unit>?, weight: Int64) {
    self.mode = mode
    self.segment = ID(rawValue: Int64(segment))
    self.brigade = brigade
    self.weight = weight
  }

  /// - Parameters:
  ///   - sign: 1 adds the measure of a row, −1 takes it away.
  ///   - limit: slots without police that are still under control.
  mutating func add(_ measure: WatchMeasure, of row: WatchRow, sign: Int, limit: Int) {
    slots += measure.slots * Int64(sign)
    seen += measure.seen * Int64(sign)
    chance += measure.chance * Int64(sign)
    watchedSlots += measure.watchedSlots * Int64(sign)
    days += sign
    if measure.longestGap <= limit { controlledDays += sign }
    guard !row.isFixed else { return }
    for gap in measure.gaps {
      let left = (gaps[gap] ?? 0) + sign
      gaps[gap] = left == 0 ? nil : left
    }
  }

  mutating func addHours(of row: WatchRow, seen bits: SlotBits, sign: Int64) {
    if slotsOfHour.isEmpty {
      slotsOfHour = Array(repeating: 0, count: 24)
      seenOfHour = slotsOfHour
    }
    for run in row.wanted.runs {
      for slot in run {
        slotsOfHour[slot / 4 % 24] += sign
        if bits.contains(slot) { seenOfHour[slot / 4 % 24] += sign }
      }
    }
  }
}

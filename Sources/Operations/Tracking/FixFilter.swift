// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Geography

/// What the filters make of a fix.
public enum FixVerdict: String, CaseIterable, Codable, Sendable {
  /// The newest place of its terminal.
  case accepted
  /// Good, but older than the newest: sent late, from a dead spot or a queue.
  case late
  /// The same moment and place again; stored once.
  case duplicate
  /// The terminal's clock is ahead.
  case future
  /// Farther from the last place than anything drives in that time.
  case jump
  /// Without satellites, too vague, too fast, or in the Gulf of Guinea.
  case outlier

  /// True for a fix that a track may be drawn through.
  public var isGood: Bool { self == .accepted || self == .late }
}

/// Limits of the filters.
public struct TrackingPolicy: Hashable, Sendable {
  /// Seconds that a clock may be ahead.
  public var futureSeconds: Int64 = 300
  /// Faster than this between two places, in kilometres an hour, is a jump.
  public var jumpSpeed = 250
  /// Metres that are never a jump, whatever the time: what a receiver in a street canyon does.
  public var jumpAllowance: Int64 = 300
  /// So many fixes that agree with one another, but not with the last place, are believed.
  public var jumpWitnesses = 3
  /// Kilometres an hour that a terminal may report.
  public var highestSpeed = 300
  /// Metres of accuracy above which a place says too little.
  public var worstAccuracy = 200

  public init() {}
}

/// Judges the fixes of one terminal as they come: a value without clock or storage.
public struct FixFilter: Hashable, Sendable {
  /// The newest accepted fix.
  public private(set) var last: Fix?
  /// Where the terminal would be if its last jumps were true, and how many say so.
  private var elsewhere: (fix: Fix, witnesses: Int)?

  public init(last: Fix? = nil) { self.last = last }

  public static func == (left: Self, right: Self) -> Bool {
    left.last == right.last && left.elsewhere?.fix == right.elsewhere?.fix
      && left.elsewhere?.witnesses == right.elsewhere?.witnesses
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(last) }

  public mutating func judge(_ fix: Fix, policy: TrackingPolicy) -> FixVerdict {
    if fix.instant > fix.received.adding(seconds: policy.futureSeconds) { return .future }
    if isOutlier(fix, policy) { return .outlier }
    guard let last else {
      self.last = fix
      return .accepted
    }
    if fix.instant == last.instant, fix.place == last.place { return .duplicate }
    if fix.instant < last.instant { return .late }
    guard isReachable(fix, from: last, policy) else { return judgeJump(fix, policy) }
    elsewhere = nil
    self.last = fix
    return .accepted
  }

  /// Goes on from a fix that was accepted elsewhere, unless a newer one was accepted here.
  public mutating func follow(_ fix: Fix) {
    if let last, last.instant >= fix.instant { return }
    elsewhere = nil
    last = fix
  }

  private mutating func judgeJump(_ fix: Fix, _ policy: TrackingPolicy) -> FixVerdict {
    let witnesses =
      if let elsewhere, fix.instant >= elsewhere.fix.instant,
        isReachable(fix, from: elsewhere.fix, policy)
      {
        elsewhere.witnesses + 1
      } else { 1 }
    guard witnesses >= policy.jumpWitnesses else {
      elsewhere = (fix, witnesses)
      return .jump
    }
    elsewhere = nil
    last = fix
    return .accepted
  }

  private func isOutlier(_ fix: Fix, _ policy: TrackingPolicy) -> Bool {
    if !fix.isPositioned { return true }
    if abs(fix.place.latitude) < 1e-6, abs(fix.place.longitude) < 1e-6 { return true }
    if let accuracy = fix.accuracy, accuracy > policy.worstAccuracy { return true }
    // km/h to cm/s: 1 km/h is 27.78 cm/s.
    if let speed = fix.speed, speed * 36 > policy.highestSpeed * 1000 { return true }
    return false
  }

  private func isReachable(_ fix: Fix, from origin: Fix, _ policy: TrackingPolicy) -> Bool {
    let seconds = max(0, fix.instant.milliseconds - origin.instant.milliseconds) / 1000
    let reach = policy.jumpAllowance * 1000 + seconds * Int64(policy.jumpSpeed) * 1_000_000 / 3600
    return origin.place.wgs84.distanceMillimetres(to: fix.place.wgs84) <= reach
  }
}

// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Geography
public import Rostering

/// One or more officers who answer an incident together, as the dispatcher sees them now.
public struct ResponseUnit: Hashable, Sendable {
  /// The duty of the officer who leads the unit names it.
  public typealias Key = ID<RosteredDuty>

  public enum Mobility: String, CaseIterable, Codable, Sendable {
    case motorcycle, car, foot
  }

  public enum Availability: Hashable, Sendable {
    case free
    /// Holds a post; may leave only if enough others stay.
    case holding(remaining: Int)
    case busy
  }

  public let key: Key
  public var unit: ID<Unit>
  public var hasSworn: Bool
  public var mobility: Mobility
  public var availability: Availability
  /// The junction it is at or nearest to.
  public var position: ID<Junction>
  /// How old the place is that a terminal told, in seconds; `nil` where it is the roster's.
  public var fixAgeSeconds: Int64?
  /// For how long nothing was heard of it, where that is too long; `nil` where it was heard.
  public var silentSeconds: Int64?

  public init(
    key: Key, unit: ID<Unit>, hasSworn: Bool, mobility: Mobility, availability: Availability,
    position: ID<Junction>, fixAgeSeconds: Int64? = nil, silentSeconds: Int64? = nil
  ) {
    self.key = key
    self.unit = unit
    self.hasSworn = hasSworn
    self.mobility = mobility
    self.availability = availability
    self.position = position
    self.fixAgeSeconds = fixAgeSeconds
    self.silentSeconds = silentSeconds
  }
}

/// Whom the dispatcher sends, out of which candidates, and who was passed over and why.
public struct DispatchDecision: Hashable, Codable, Sendable {
  public var unit: ResponseUnit.Key
  /// The nearest suitable units, at most three, the chosen one among them.
  public var candidates: [DispatchCandidate]
  /// How many units were passed over for each reason.
  public var passedOver: [PassedOver]

  public init(
    unit: ResponseUnit.Key, candidates: [DispatchCandidate], passedOver: [PassedOver]
  ) {
    self.unit = unit
    self.candidates = candidates
    self.passedOver = passedOver
  }

  public struct PassedOver: Hashable, Codable, Sendable {
    public var reason: Unsuitability
    public var count: Int

    public init(reason: Unsuitability, count: Int) {
      self.reason = reason
      self.count = count
    }
  }
}

public struct DispatchCandidate: Hashable, Codable, Sendable {
  public var unit: ResponseUnit.Key
  public var mobility: ResponseUnit.Mobility
  /// Driving or walking time on the network.
  public var travelSeconds: Int64
  /// True if it leaves a post that others go on holding.
  public var leavesPost: Bool
  /// How old the terminal's place is that the way was measured from; `nil` where it was the roster's.
  public var fixAgeSeconds: Int64?
  /// For how long nothing was heard of it, where it is in lost contact 失联: it may not answer.
  public var silentSeconds: Int64?

  public init(
    unit: ResponseUnit.Key, mobility: ResponseUnit.Mobility, travelSeconds: Int64,
    leavesPost: Bool, fixAgeSeconds: Int64? = nil, silentSeconds: Int64? = nil
  ) {
    self.unit = unit
    self.mobility = mobility
    self.travelSeconds = travelSeconds
    self.leavesPost = leavesPost
    self.fixAgeSeconds = fixAgeSeconds
    self.silentSeconds = silentSeconds
  }

  /// "铁骑，路程 3 分 20 秒，按 40 秒前的定位": what the dispatcher reads beside the unit.
  public var reason: LocalizedName {
    let way: LocalizedName =
      switch mobility {
      case .motorcycle: LocalizedName(chinese: "铁骑", english: "motorcycle")
      case .car: LocalizedName(chinese: "警车", english: "patrol car")
      case .foot: LocalizedName(chinese: "步行", english: "on foot")
      }
    let (minutes, seconds) = (travelSeconds / 60, travelSeconds % 60)
    return LocalizedName(
      chinese: "\(way.chinese)，路程 \(minutes) 分 \(seconds) 秒"
        + (fixAgeSeconds.map { "，按 \($0) 秒前的定位" } ?? "，按勤务位置")
        + (leavesPost ? "，离岗后岗位仍有人" : "")
        + (silentSeconds.map { "，失联 \($0 / 60) 分钟，可能不应答" } ?? ""),
      english: "\(way.english), \(minutes) min \(seconds) s by road"
        + (fixAgeSeconds.map { ", from its place \($0) s ago" } ?? ", from the rostered place")
        + (leavesPost ? ", leaves a post that others hold" : "")
        + (silentSeconds.map { ", not heard of for \($0 / 60) min and may not answer" } ?? ""))
  }
}

/// Why a unit is not sent.
public enum Unsuitability: String, CaseIterable, Codable, Sendable {
  case busy
  /// No sworn officer: an auxiliary may not handle a case alone.
  case noSwornOfficer
  /// The post would stand empty.
  case postWouldBeEmpty
  /// On foot and too far.
  case tooFarOnFoot
  /// No way by road.
  case unreachable
}

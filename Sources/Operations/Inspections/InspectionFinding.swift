// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import DutyPlanning

/// One thing that an internal inspection 督导检查 found wrong, from the first word to the sign-off.
///
/// Raised → (replied to) → upheld or withdrawn → reported done → re-inspected → signed off; a
/// re-inspection that fails sends it back with a new deadline. Whoever puts it right does not
/// check it, and whoever checks it does not sign it off. It is not a finding of the statutory
/// police inspectorate, and never called one. Reads no clock.
public struct InspectionFinding: Hashable, Codable, Sendable {
  public enum State: Hashable, Codable, Sendable {
    case raised
    case upheld(due: Instant)
    case withdrawn
    case reportedDone(due: Instant, by: Handler)
    case reinspected(due: Instant, by: Handler, at: Instant)
    case signedOff(at: Instant)
  }

  public let id: ID<InspectionFinding>
  public let notice: Notice
  public internal(set) var state: State = .raised
  /// The unit's own account 申辩, the last one given.
  public internal(set) var reply: String?
  /// The first deadline set; being on time is measured against this one.
  public internal(set) var firstDue: Instant?
  /// When a re-inspection found it in order.
  public internal(set) var foundInOrderAt: Instant?
  /// Re-inspections that did not find it in order.
  public internal(set) var failedChecks = 0
  public internal(set) var lastChange: Instant

  public init(id: ID<InspectionFinding>, notice: Notice) {
    self.id = id
    self.notice = notice
    lastChange = notice.at
  }

  /// What was found, where, by whom, and until when the unit may answer.
  public struct Notice: Hashable, Codable, Sendable {
    public var category: Category
    public var text: String
    public var place: DutyPlace
    public var mode: DutyMode
    /// The unit that has to put it right.
    public var unit: ID<Unit>
    public var by: Handler
    public var at: Instant
    /// The unit may answer until then; nothing is upheld before unless it has answered.
    public var replyDue: Instant
    public var photos: [PhotoReference]

    public init(
      category: Category, text: String, place: DutyPlace, mode: DutyMode, unit: ID<Unit>,
      by: Handler, at: Instant, replyDue: Instant, photos: [PhotoReference] = []
    ) {
      self.category = category
      self.text = text
      self.place = place
      self.mode = mode
      self.unit = unit
      self.by = by
      self.at = at
      self.replyDue = replyDue
      self.photos = photos
    }
  }

  public enum Category: String, CaseIterable, Codable, Sendable {
    /// 到岗在岗
    case presence
    /// 着装装备
    case equipment
    /// 手势指挥和疏导
    case trafficDirection
    /// 管事：见违不纠
    case handling
    /// 执法规范
    case procedure
    /// 台账记录
    case records
  }
}

/// A picture kept elsewhere: its name and the digest that shows it unchanged.
public struct PhotoReference: Hashable, Codable, Sendable {
  public var name: String
  public var digest: EventDigest

  public init(name: String, digest: EventDigest) {
    self.name = name
    self.digest = digest
  }
}

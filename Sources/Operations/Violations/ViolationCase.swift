// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// One traffic violation from the moment it is seen until it is closed.
///
/// Observed → intervened → (handed over → accepted or returned once) → processed → closed. What another
/// office referred begins as handed over to the brigade whose ground it is.
/// Office officers 机关民警 hand over what needs a decision, brigades decide it; an auxiliary never
/// decides; a release needs a paragraph of law; a case cannot be closed without an outcome. The
/// type decides what may happen next and what must follow; it reads no clock, writes no table and
/// sends nothing.
public struct ViolationCase: Hashable, Codable, Sendable {
  public enum State: Hashable, Codable, Sendable {
    case observed
    case intervened(Intervention)
    case handedOver(HandOver)
    case accepted(HandOver, by: Handler, at: Instant)
    case returned(HandOver, reason: ReturnReason, at: Instant)
    case processed(Decision)
    case closed(Closing)
  }

  public let id: ID<ViolationCase>
  public let observation: Observation
  public internal(set) var state: State = .observed
  /// How often a brigade gave the case back; never more than 1.
  public internal(set) var returns = 0
  /// The last event's time; nothing is recorded before it.
  public internal(set) var lastChange: Instant

  public init(id: ID<ViolationCase>, observation: Observation) {
    self.id = id
    self.observation = observation
    lastChange = observation.at
    returns = observation.referral?.returns ?? 0
  }

  /// What was seen, where, by whom; or what another office referred.
  public struct Observation: Hashable, Codable, Sendable {
    /// `nil` for what was referred: nobody of the police saw it.
    public private(set) var by: Handler?
    /// 移送: where it came from; `nil` for what an officer saw.
    public private(set) var referral: Referral?
    public var at: Instant
    public var place: StreetPlace
    public var code: ViolationCode
    public var roadUser: RoadUser
    public var mode: DutyMode

    public init(
      by: Handler, at: Instant, place: StreetPlace, code: ViolationCode, roadUser: RoadUser,
      mode: DutyMode
    ) {
      self.by = by
      self.at = at
      self.place = place
      self.code = code
      self.roadUser = roadUser
      self.mode = mode
    }

    public init(
      referral: Referral, at: Instant, place: StreetPlace, code: ViolationCode,
      roadUser: RoadUser, mode: DutyMode
    ) {
      self.referral = referral
      self.at = at
      self.place = place
      self.code = code
      self.roadUser = roadUser
      self.mode = mode
    }
  }

  /// The case of city order that a violation is the police's part of.
  public struct Referral: Hashable, Codable, Sendable {
    /// The case's number.
    public var cityCase: Int64
    /// The version that the referral made of the case.
    public var version: Int
    /// The brigade that has to accept it.
    public var brigade: ID<Unit>
    /// How often the case was given back before; then it is not again.
    public var returns: Int

    public init(cityCase: Int64, version: Int, brigade: ID<Unit>, returns: Int) {
      self.cityCase = cityCase
      self.version = version
      self.brigade = brigade
      self.returns = returns
    }
  }

  public enum RoadUser: String, CaseIterable, Codable, Sendable {
    case pedestrian, nonMotor, motor
  }

  /// What was done on the spot, the mildest first.
  public enum Intervention: String, CaseIterable, Codable, Sendable {
    /// 劝导
    case dissuasion
    /// 口头警告
    case verbalWarning
    /// 简易程序处罚决定
    case summaryDecision
    /// 强制措施
    case coerciveMeasure
    /// 取证待处理
    case evidenceToBeProcessed

    /// Ends the case at once, without paper.
    public var endsOnTheSpot: Bool { self == .dissuasion || self == .verbalWarning }
  }

  public struct HandOver: Hashable, Codable, Sendable {
    public var unit: ID<Unit>
    public var at: Instant
    /// Until when the unit must have accepted it.
    public var due: Instant
    /// The percentage of the time that was reminded of: 0, 50, 80 or 100.
    public var remindedPercent = 0

    public init(to unit: ID<Unit>, at: Instant, due: Instant) {
      self.unit = unit
      self.at = at
      self.due = due
    }

    public var isOverdue: Bool { remindedPercent >= 100 }
  }

  public struct Decision: Hashable, Codable, Sendable {
    public var outcome: Outcome
    public var document: DocumentNumber?
    public var at: Instant
  }

  public enum Outcome: Hashable, Codable, Sendable {
    case warned
    case fined(cents: Int64)
    /// Licence suspended, vehicle kept: decided in the general procedure.
    case generalProcedure
    case released(ground: LegalGround)
  }

  public enum Closing: Hashable, Codable, Sendable {
    case correctedOnTheSpot(Intervention)
    case decided(Decision)
    /// What was referred was not there any more.
    case notFound
    /// What was referred is no matter of the brigade: the district has it again.
    case givenBack(ReturnReason)
  }
}

// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import DutyPlanning
public import Geography

/// The order that puts a special duty 特殊勤务 in force, as it was given: it never changes afterwards.
///
/// It names its plan, so that a call walks back to its post, the post to its streets and incidents.
public struct SpecialDutyOrder: Hashable, Codable, Sendable {
  /// Who or what set it off.
  public enum Cause: Hashable, Codable, Sendable {
    case leader(account: String)
    /// Another system's alert, by the name of its key.
    case programme(name: String)
  }

  public enum Role: String, CaseIterable, Codable, Sendable {
    case cordon, diversion
  }

  /// One place of the order, with how many people its plan asks for.
  public struct Place: Hashable, Codable, Sendable {
    public var post: DutyModel.ID<Post>
    public var name: LocalizedName
    public var junction: DutyModel.ID<Junction>
    public var brigade: DutyModel.ID<Unit>
    public var role: Role
    public var strength: Strength
  }

  public var cause: Cause
  public var reason: String
  public var trigger: SpecialOrder.Trigger
  public var reach: SpecialActivation.Reach
  /// Given with less notice than the trigger's template asks for.
  public var isLate: Bool
  public var name: LocalizedName
  public var start: Instant
  /// As planned; a person ends it.
  public var end: Instant
  public var coreRadiusMetres: Int
  public var outerRadiusMetres: Int
  public var places: [Place]
  /// Places of other modes that stand empty meanwhile, by name.
  public var suspended: [LocalizedName]
  public var partnerTasks: [PartnerTask]
  public var restoration: LocalizedName
  /// The set of plans that the order is from.
  public var plan: Version
}

// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// A special mode in force: what set it off, what it closes, what it suspends, how it ends.
public struct SpecialOrder: Hashable, Codable, Sendable {
  public enum Trigger: String, CaseIterable, Codable, Sendable {
    case holiday, severeWeather, massIncident, securityMission
  }

  /// People drawn from a brigade or office for the mission.
  public struct Draw: Hashable, Codable, Sendable {
    public var unit: DutyModel.ID<Unit>
    public var people: Int
    /// How many of the unit stay, at least its station minimum.
    public var remaining: Int

    public init(unit: DutyModel.ID<Unit>, people: Int, remaining: Int) {
      self.unit = unit
      self.people = people
      self.remaining = remaining
    }
  }

  public var trigger: Trigger
  public var name: LocalizedName
  public var interval: CivilInterval
  public var centre: Coordinate
  public var coreRadiusMetres: Int
  public var outerRadiusMetres: Int
  /// Junctions where the cordon is closed.
  public var cordonPosts: [DutyModel.ID<Post>]
  /// 分流点: junctions where traffic is led around.
  public var diversionPosts: [DutyModel.ID<Post>]
  public var draws: [Draw]
  /// Posts and beats of other modes that stand empty while the order is in force, by name.
  public var suspended: [LocalizedName]
  /// Tasks of partner forces 多警联动.
  public var partnerTasks: [LocalizedName]
  /// How normal duty is restored.
  public var restoration: LocalizedName
  /// Hours of rest owed afterwards.
  public var restDebtHours: Int
  /// How far the trigger reached and when; `nil` for a sample.
  public var activation: SpecialActivation?
  /// How soon people already on duty close the cordon; `nil` where too few are.
  public var closure: RingClosure?

  public init(
    trigger: Trigger, name: LocalizedName, interval: CivilInterval, centre: Coordinate,
    coreRadiusMetres: Int, outerRadiusMetres: Int, cordonPosts: [DutyModel.ID<Post>],
    diversionPosts: [DutyModel.ID<Post>], draws: [Draw], suspended: [LocalizedName],
    partnerTasks: [LocalizedName], restoration: LocalizedName, restDebtHours: Int
  ) {
    self.trigger = trigger
    self.name = name
    self.interval = interval
    self.centre = centre
    self.coreRadiusMetres = coreRadiusMetres
    self.outerRadiusMetres = outerRadiusMetres
    self.cordonPosts = cordonPosts
    self.diversionPosts = diversionPosts
    self.draws = draws
    self.suspended = suspended
    self.partnerTasks = partnerTasks
    self.restoration = restoration
    self.restDebtHours = restDebtHours
  }
}

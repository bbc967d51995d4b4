// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// A rule that says nothing until it is told something: whoever reads the list of rules sees that, and does
/// not take silence for a rule that is kept.
public protocol AwaitingRule: RosterRule {
  /// What it waits for; `nil` once it has it.
  var awaits: LocalizedName? { get }
}

extension HeatLimit: AwaitingRule { public var awaits: LocalizedName? { noForecast } }
extension HottestHours: AwaitingRule { public var awaits: LocalizedName? { noForecast } }
extension HeatOvertime: AwaitingRule { public var awaits: LocalizedName? { noForecast } }
extension HeatRotation: AwaitingRule { public var awaits: LocalizedName? { noForecast } }

extension HeatRule {
  fileprivate var noForecast: LocalizedName? {
    guard days.isEmpty else { return nil }
    return LocalizedName(
      chinese: "没有导入气温预报，暂不判断", english: "No forecast was imported, so it says nothing yet")
  }
}

extension ForcedRest: AwaitingRule {
  public var awaits: LocalizedName? {
    guard orders.isEmpty else { return nil }
    return LocalizedName(
      chinese: "没有登记强制休息令，暂不判断", english: "No order to rest is known, so it says nothing yet")
  }
}

extension ArterialCrew: AwaitingRule {
  public var awaits: LocalizedName? {
    guard places.isEmpty else { return nil }
    return LocalizedName(
      chinese: "没有指定干线公路岗位，暂不判断",
      english: "No place on a trunk road is named, so it says nothing yet")
  }
}

extension HazardousNight: AwaitingRule {
  public var awaits: LocalizedName? {
    guard units.isEmpty else { return nil }
    return LocalizedName(
      chinese: "没有单位被评估为夜间有特殊危险，暂不判断",
      english: "No unit's nights were assessed as hazardous, so it says nothing yet")
  }
}

extension Preferences: AwaitingRule {
  public var awaits: LocalizedName? {
    guard wishes.isEmpty else { return nil }
    return LocalizedName(
      chinese: "没有登记休息意愿，暂不判断", english: "No wish to be free is known, so it says nothing yet")
  }
}

extension PublicationNotice: AwaitingRule {
  public var awaits: LocalizedName? {
    guard publishedOn == nil else { return nil }
    return LocalizedName(
      chinese: "班表尚未公布，暂不判断", english: "The roster did not come out yet, so it says nothing yet")
  }
}

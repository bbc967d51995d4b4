// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import PlanningKernels

/// Why no plan could be made, with the numbers that a person can change.
public enum PlanningError: ExplainedError, Hashable {
  case notAMonday(CivilDate)
  case invalidOption(name: String, value: Int, lowest: Int, highest: Int)
  /// The risk field was made from another snapshot or another number of streets.
  case foreignRisk(snapshot: String, risk: String)
  /// The plans in force were made from another snapshot.
  case foreignPlan(snapshot: String, plan: String)
  /// The city has fewer crossings than posts are asked for.
  case tooFewCrossings(posts: Int, crossings: Int)
  /// The crossings or the people of the brigades allow fewer posts than are asked for.
  case tooManyPosts(posts: Int, possible: Int, limits: [UnitLimit])
  case areaQuota(area: LocalizedName, minimum: Int, possible: Int)
  /// A pool of people cannot fill what the mode needs of it.
  case understrength(mode: DutyMode, unit: LocalizedName, required: Int, available: Int)
  /// A brigade without sworn officers who may work outdoors.
  case noSwornOfficers(brigade: LocalizedName)
  /// A brigade without an area, or without a street.
  case noArea(brigade: LocalizedName)
  case noStreets(brigade: LocalizedName)
  case noBrigades(organization: LocalizedName)
  /// Nobody to sponsor posts.
  case noLeaders(organization: LocalizedName)
  /// The mission's date lies outside the week, its rings are no rings, or its core has no streets.
  case mission(reason: LocalizedName)
  case operationOutsideWeek(CivilDate, week: CivilDate)
  /// A change by hand that no plan can obey; counted from 1.
  case edit(number: Int, reason: LocalizedName)
  /// More posts are pinned than there are people or posts for.
  case pinsExceed(unit: LocalizedName, pinned: Int, possible: Int)
  /// Today's rules need more moves from the plan in force than are allowed.
  case changeLimit(limit: Int, least: Int)
  /// The solver library could not be opened.
  case solverMissing(reason: String)
  /// A kernel or solver could not answer.
  case kernel(step: LocalizedName, error: KernelError)

  /// A queueing model could not be made.
  case queueing(QueueingError)

  /// How many posts one unit's streets and people allow.
  public struct UnitLimit: Hashable, Sendable {
    public var unit: LocalizedName
    public var crossings: Int
    public var byPeople: Int
  }

  public var explanation: LocalizedName {
    LocalizedName(chinese: chinese, english: english)
  }
}

extension DutyMode {
  /// As messages write it.
  public var title: LocalizedName {
    switch self {
    case .peak: LocalizedName(chinese: "高峰勤务", english: "peak")
    case .offPeak: LocalizedName(chinese: "平峰勤务", english: "off-peak")
    case .night: LocalizedName(chinese: "夜间勤务", english: "night")
    case .special: LocalizedName(chinese: "特殊勤务", english: "special")
    }
  }
}

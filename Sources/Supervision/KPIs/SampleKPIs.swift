// SPDX-License-Identifier: Apache-2.0

import DutyModel
public import Operations

/// 管事率: of the violations witnessed in samples, how many met with any intervention.
public struct HandlingRate: CountedKPI {
  /// `nil` for all road users.
  public let roadUser: ViolationCase.RoadUser?

  public init(_ roadUser: ViolationCase.RoadUser? = nil) { self.roadUser = roadUser }

  public var definition: KPIDefinition {
    KPIDefinition(
      id: "handling-rate" + roadUser.key, version: 1,
      name: both("管事率" + roadUser.name.chinese, "Handling rate" + roadUser.name.english),
      formula: both(
        "督导抽样（10分钟以上，现场或视频）中得到处理的违法 ÷ 看到的违法；来自抽样，不来自执法数量",
        "Of the violations witnessed in samples (10 min or more, on the spot or by video), those that "
          + "met with any intervention; rests on samples, not on enforcement counts"),
      measure: .proportion, unit: .percent, numerator: both("得到处理（起）", "dealt with"),
      denominator: both("抽样看到的违法（起）", "violations witnessed"),
      exclusions: both("不足10分钟的抽样（次）", "samples under 10 min"), window: .doneIn,
      gist: both("抽样中被处理的违法÷看到的违法", "dealt with ÷ witnessed"))
  }

  public var dimensions: Set<KPIDimension> { KPIDimension.whereSampled }

  public func count(_ facts: DutyFacts, into tally: inout KPITally) {
    for fact in facts.samples {
      guard fact.sample.minutes >= facts.policy.handlingSampleMinutes else {
        tally.exclude(fact.scopes, of: .event(fact.event))
        continue
      }
      for row in fact.sample.rows where roadUser == nil || row.roadUser == roadUser {
        tally.add(
          fact.scopes, numerator: Int64(row.handled), denominator: Int64(row.violations),
          cases: row.violations, of: .event(fact.event))
      }
    }
  }
}

/// 守法率: of the road users observed, how many kept the rules.
public struct ComplianceRate: CountedKPI {
  /// `nil` for all road users.
  public let roadUser: ViolationCase.RoadUser?

  public init(_ roadUser: ViolationCase.RoadUser? = nil) { self.roadUser = roadUser }

  public var definition: KPIDefinition {
    KPIDefinition(
      id: "compliance-rate" + roadUser.key, version: 1,
      name: both("守法率" + roadUser.name.chinese, "Compliance rate" + roadUser.name.english),
      formula: both(
        "15分钟观察表中守法的交通参与者 ÷ 观察到的交通参与者",
        "Of the road users observed on forms of 15 min, those who complied"),
      measure: .proportion, unit: .percent, numerator: both("守法（人、车次）", "complied"),
      denominator: both("观察到（人、车次）", "observed"),
      exclusions: both("不足15分钟的观察（次）", "observations under 15 min"), window: .doneIn,
      gist: both("守法人次÷观察人次", "complied ÷ observed"))
  }

  public var dimensions: Set<KPIDimension> { KPIDimension.whereSampled }

  public func count(_ facts: DutyFacts, into tally: inout KPITally) {
    for fact in facts.samples {
      guard fact.sample.minutes >= facts.policy.complianceSampleMinutes else {
        tally.exclude(fact.scopes, of: .event(fact.event))
        continue
      }
      for row in fact.sample.rows where roadUser == nil || row.roadUser == roadUser {
        tally.add(
          fact.scopes, numerator: Int64(row.compliant), denominator: Int64(row.observed),
          cases: row.observed, of: .event(fact.event))
      }
    }
  }
}

extension KPIDimension {
  /// For what an inspection saw at a place: whose squadron it was is not asked.
  static let whereSampled: Set<KPIDimension> = [
    .detachment, .area, .brigade, .place, .mode, .hour,
  ]
}

extension ViolationCase.RoadUser? {
  fileprivate var key: String {
    switch self {
    case nil: ""
    case .pedestrian: "-pedestrian"
    case .nonMotor: "-non-motor"
    case .motor: "-motor"
    }
  }

  fileprivate var name: LocalizedName {
    switch self {
    case nil: both("", "")
    case .pedestrian: both("（行人）", ", pedestrians")
    case .nonMotor: both("（非机动车）", ", non-motor")
    case .motor: both("（机动车）", ", motor")
    }
  }
}

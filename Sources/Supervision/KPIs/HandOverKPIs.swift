// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Operations

/// 移交及时率: of the cases handed over, how many the brigade accepted in time.
public struct HandOverTimeliness: KPI {
  public init() {}

  public var definition: KPIDefinition {
    KPIDefinition(
      id: "hand-over-timeliness", version: 1,
      name: LocalizedName(chinese: "移交及时率", english: "Hand-over timeliness"),
      formula: LocalizedName(
        chinese: "在首次移交时限内接收的案件数 ÷ 移交案件数（时限：本班结束前，不少于30分钟、不超过24小时）；"
          + "尚未到期未接收的除外",
        english:
          "Cases accepted by the deadline of the first hand-over ÷ cases handed over (by the "
          + "end of the shift, at least 30 min, at most 24 h); without those not due yet"),
      measure: .proportion, unit: LocalizedName(chinese: "%", english: "%"))
  }

  public func evaluate(_ facts: DutyFacts) -> [KPIResult] {
    var tally = ScopedTally()
    for violation in facts.violations {
      guard let handOver = violation.history.firstHandOver else { continue }
      let scopes = facts.handOverScopes(violation, handOver)
      if let accepted = violation.history.acceptedAt {
        tally.add(scopes, numerator: accepted <= handOver.due ? 1 : 0)
      } else if handOver.due <= facts.asOf {
        tally.add(scopes, numerator: 0)
      } else {
        tally.exclude(scopes)
      }
    }
    return tally.results(definition, for: facts.scopes)
  }
}

/// 移交办结率: of the cases due, how many were closed with a lawful outcome.
public struct HandOverClosure: KPI {
  public init() {}

  public var definition: KPIDefinition {
    KPIDefinition(
      id: "hand-over-closure", version: 1,
      name: LocalizedName(chinese: "移交办结率", english: "Hand-over closure"),
      formula: LocalizedName(
        chinese: "移交满24小时的案件中，已依法办结的 ÷ 全部；未满24小时的除外",
        english: "Of the cases handed over 24 h ago or more, those closed with a lawful outcome; "
          + "younger ones are excluded"),
      measure: .proportion, unit: LocalizedName(chinese: "%", english: "%"))
  }

  public func evaluate(_ facts: DutyFacts) -> [KPIResult] {
    var tally = ScopedTally()
    let allowed = Int64(facts.policy.handOver.settleWithinMinutes) * 60
    for violation in facts.violations {
      guard let handOver = violation.history.firstHandOver else { continue }
      let scopes = facts.handOverScopes(violation, handOver)
      if handOver.at.adding(seconds: allowed) > facts.asOf {
        tally.exclude(scopes)
      } else {
        tally.add(scopes, numerator: violation.history.closedAt == nil ? 0 : 1)
      }
    }
    return tally.results(definition, for: facts.scopes)
  }
}

/// 退回: cases given back, and as exclusions those that a brigade tried to return a second time.
public struct HandOverReturns: KPI {
  public init() {}

  public var definition: KPIDefinition {
    KPIDefinition(
      id: "hand-over-returns", version: 1,
      name: LocalizedName(chinese: "移交退回", english: "Hand-overs returned"),
      formula: LocalizedName(
        chinese: "被退回的移交案件数；再次退回被拒绝、按推诿上报的列为排除数",
        english: "Cases given back by the brigade; those refused a second return and escalated are "
          + "shown as exclusions"),
      measure: .count, unit: LocalizedName(chinese: "起", english: "cases"))
  }

  public func evaluate(_ facts: DutyFacts) -> [KPIResult] {
    var tally = ScopedTally()
    let refused = Set(facts.refusedViolations)
    for violation in facts.violations {
      guard let handOver = violation.history.firstHandOver else { continue }
      let scopes = facts.handOverScopes(violation, handOver)
      tally.add(scopes, numerator: Int64(violation.history.record.returns))
      if refused.contains(violation.history.id) { tally.exclude(scopes) }
    }
    return tally.results(definition, for: facts.scopes)
  }
}

/// 疑似擅自放行: records that end without a lawful outcome.
public struct UnexplainedRelease: KPI {
  public init() {}

  public var definition: KPIDefinition {
    KPIDefinition(
      id: "unexplained-release", version: 1,
      name: LocalizedName(chinese: "疑似擅自放行", english: "Unexplained releases"),
      formula: LocalizedName(
        chinese: "24小时以上没有任何后续、又没有依法结果的违法记录数；仅供人工核查",
        english: "Violations without a lawful outcome and without any step for 24 h; for a person "
          + "to look at"),
      measure: .count, unit: LocalizedName(chinese: "起", english: "cases"))
  }

  public func evaluate(_ facts: DutyFacts) -> [KPIResult] {
    var tally = ScopedTally()
    for violation in facts.violations {
      let record = violation.history.record
      let silence = facts.asOf.seconds(since: record.lastChange)
      let isSilent = silence > facts.policy.silentCaseSeconds
      tally.add(
        facts.territory.scopes(brigade: violation.brigade, mode: violation.mode),
        numerator: isSilent && !record.state.isAccountedFor ? 1 : 0)
    }
    return tally.results(definition, for: facts.scopes)
  }
}

extension DutyFacts {
  /// A hand-over counts to the brigade that received it.
  fileprivate func handOverScopes(
    _ violation: ViolationFact, _ handOver: ViolationCase.HandOver
  ) -> [KPIScope] {
    territory.scopes(brigade: territory.brigade(of: handOver.unit), mode: violation.mode)
  }
}

extension ViolationCase.State {
  /// Decided or closed, or waiting on a hand-over whose clock runs and is watched.
  fileprivate var isAccountedFor: Bool {
    switch self {
    case .processed, .closed, .handedOver: true
    case .observed, .intervened, .accepted, .returned: false
    }
  }
}

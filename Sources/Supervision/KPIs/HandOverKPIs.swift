// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Operations

/// 移交及时率: of the cases handed over, how many the brigade accepted in time.
public struct HandOverTimeliness: ViolationKPI {
  public init() {}

  public var definition: KPIDefinition {
    KPIDefinition(
      id: "hand-over-timeliness", version: 1, name: both("移交及时率", "Hand-over timeliness"),
      formula: both(
        "在首次移交时限内接收的案件数 ÷ 移交案件数（时限：本班结束前，不少于30分钟、不超过24小时）；"
          + "尚未到期未接收的除外",
        "Cases accepted by the deadline of the first hand-over ÷ cases handed over (by the end of "
          + "the shift, at least 30 min, at most 24 h); without those not due yet"),
      measure: .proportion, unit: .percent, numerator: both("时限内接收（起）", "accepted in time"),
      denominator: both("移交案件（起）", "cases handed over"),
      exclusions: both("尚未到期（起）", "not due yet"), window: .seenIn,
      gist: both("时限内接收÷移交", "accepted in time ÷ handed over"))
  }

  public func count(
    _ violation: ViolationFact, _ context: CountingContext, into tally: inout KPITally
  ) {
    guard let handOver = violation.history.firstHandOver else { return }
    let source = FactReference.violation(violation.history.id)
    if let accepted = violation.history.acceptedAt {
      tally.add(violation.handOverScopes, numerator: accepted <= handOver.due ? 1 : 0, of: source)
    } else if handOver.due <= context.asOf {
      tally.add(violation.handOverScopes, numerator: 0, of: source)
    } else {
      tally.exclude(violation.handOverScopes, of: source)
    }
  }
}

/// 移交办结率: of the cases due, how many were closed with a lawful outcome.
public struct HandOverClosure: ViolationKPI {
  public init() {}

  public var definition: KPIDefinition {
    KPIDefinition(
      id: "hand-over-closure", version: 1, name: both("移交办结率", "Hand-over closure"),
      formula: both(
        "移交满24小时的案件中，已依法办结的 ÷ 全部；未满24小时的除外",
        "Of the cases handed over 24 h ago or more, those closed with a lawful outcome; younger ones "
          + "are excluded"),
      measure: .proportion, unit: .percent, numerator: both("依法办结（起）", "closed lawfully"),
      denominator: both("移交满24小时（起）", "handed over 24 h ago"),
      exclusions: both("未满24小时（起）", "younger than 24 h"), window: .seenIn,
      gist: both("办结÷移交满24小时", "closed ÷ due"))
  }

  public func count(
    _ violation: ViolationFact, _ context: CountingContext, into tally: inout KPITally
  ) {
    guard let handOver = violation.history.firstHandOver else { return }
    let source = FactReference.violation(violation.history.id)
    let allowed = Int64(context.policy.handOver.settleWithinMinutes) * 60
    if handOver.at.adding(seconds: allowed) > context.asOf {
      tally.exclude(violation.handOverScopes, of: source)
    } else {
      let isClosed = violation.history.closedAt != nil
      tally.add(violation.handOverScopes, numerator: isClosed ? 1 : 0, of: source)
    }
  }
}

/// 退回: cases given back, and as exclusions those that a brigade tried to return a second time.
public struct HandOverReturns: CountedKPI {
  public init() {}

  public var definition: KPIDefinition {
    KPIDefinition(
      id: "hand-over-returns", version: 1, name: both("移交退回", "Hand-overs returned"),
      formula: both(
        "被退回的移交案件数；再次退回被拒绝、按推诿上报的列为排除数",
        "Cases given back by the brigade; those refused a second return and escalated are shown as "
          + "exclusions"),
      measure: .count, unit: .cases, numerator: both("退回（起）", "cases returned"), denominator: .one,
      exclusions: both("再次退回被拒（起）", "second returns refused"), window: .seenIn,
      gist: both("被退回的移交", "cases given back"))
  }

  public func count(_ facts: DutyFacts, into tally: inout KPITally) {
    for violation in facts.violations where violation.history.firstHandOver != nil {
      let id = violation.history.id
      tally.add(
        violation.handOverScopes, numerator: Int64(violation.history.record.returns),
        of: .violation(id))
      if facts.refusedViolations.contains(id) {
        tally.exclude(violation.handOverScopes, of: .violation(id))
      }
    }
  }
}

/// 疑似擅自放行: records that end without a lawful outcome.
public struct UnexplainedRelease: ViolationKPI {
  public init() {}

  public var definition: KPIDefinition {
    KPIDefinition(
      id: "unexplained-release", version: 1, name: both("疑似擅自放行", "Unexplained releases"),
      formula: both(
        "24小时以上没有任何后续、又没有依法结果的违法记录数；仅供人工核查",
        "Violations without a lawful outcome and without any step for 24 h; for a person to look at"
      ),
      measure: .count, unit: .cases, numerator: both("待核查记录（起）", "records to look at"),
      denominator: .one, window: .seenIn, gist: both("24小时无后续、无结果", "no outcome, silent for 24 h"))
  }

  public func count(
    _ violation: ViolationFact, _ context: CountingContext, into tally: inout KPITally
  ) {
    let record = violation.history.record
    let silence = context.asOf.seconds(since: record.lastChange)
    let isSilent = silence > context.policy.silentCaseSeconds
    tally.add(
      violation.scopes, numerator: isSilent && !record.state.isAccountedFor ? 1 : 0,
      of: .violation(record.id))
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

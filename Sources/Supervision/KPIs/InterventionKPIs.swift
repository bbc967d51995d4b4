// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Operations

/// 现场查纠: violations that met with any intervention. A total, never a score of persons.
public struct Interventions: ViolationKPI {
  public init() {}

  public var definition: KPIDefinition {
    KPIDefinition(
      id: "interventions", version: 1, name: both("现场查纠", "Interventions"),
      formula: both(
        "劝导、口头警告、简易处罚、强制措施、取证待处理的起数之和；不用于个人排名",
        "Dissuasions, verbal warnings, summary decisions, coercive measures and evidence secured; "
          + "never used to compare persons"),
      measure: .count, unit: .cases, numerator: both("查纠（起）", "interventions"), denominator: .one,
      window: .seenIn, gist: both("劝导、警告、处罚、措施、取证之和", "all kinds added up"))
  }

  public func count(
    _ violation: ViolationFact, _ context: CountingContext, into tally: inout KPITally
  ) {
    tally.add(
      violation.scopes, numerator: violation.history.intervention == nil ? 0 : 1,
      of: .violation(violation.history.id))
  }
}

/// 劝导占比: how much of it was said and not written.
public struct DissuasionShare: ViolationKPI {
  public init() {}

  public var definition: KPIDefinition {
    KPIDefinition(
      id: "dissuasion-share", version: 1, name: both("劝导占比", "Dissuasion share"),
      formula: both(
        "（劝导＋口头警告）÷ 全部查纠", "(Dissuasions + verbal warnings) ÷ all interventions"),
      measure: .proportion, unit: .percent, numerator: both("劝导和口头警告（起）", "dissuasions, warnings"),
      denominator: both("查纠（起）", "interventions"),
      exclusions: both("没有查纠的记录（起）", "records without intervention"), window: .seenIn,
      gist: both("劝导和口头警告÷查纠", "said ÷ all"))
  }

  public func count(
    _ violation: ViolationFact, _ context: CountingContext, into tally: inout KPITally
  ) {
    let source = FactReference.violation(violation.history.id)
    if let intervention = violation.history.intervention {
      tally.add(violation.scopes, numerator: intervention.endsOnTheSpot ? 1 : 0, of: source)
    } else {
      tally.exclude(violation.scopes, of: source)
    }
  }
}

/// 查纠强度: interventions in an hour of presence; describes a place or mode, never a person.
public struct InterventionIntensity: CountedKPI {
  public init() {}

  public var definition: KPIDefinition {
    KPIDefinition(
      id: "intervention-intensity", version: 1, name: both("查纠强度", "Intervention intensity"),
      formula: both(
        "现场查纠起数 ÷ 有效在岗小时；仅作描述，不作考核，不得用于个人排名（道路交通安全法第八十六条）",
        "Interventions ÷ hours of presence; describes and does not assess, never of persons (Road "
          + "Traffic Safety Law, article 86)"),
      measure: .mean, unit: both("起/小时", "per h"), numerator: both("查纠（起）", "interventions"),
      denominator: both("在岗小时", "hours of presence"),
      window: both("发现时刻、勤务开始时刻在统计期内", "seen, or the stay starts, in the period"),
      gist: both("查纠÷在岗小时，仅作描述", "per hour of presence"))
  }

  public var scale: (numerator: Int64, denominator: Int64) { (1, 3_600_000) }

  public func count(_ facts: DutyFacts, into tally: inout KPITally) {
    for violation in facts.violations where violation.history.intervention != nil {
      tally.add(
        violation.scopes, numerator: Int64(violation.times), denominator: 0, cases: 0,
        of: .violation(violation.history.id))
    }
    for stay in facts.stays where stay.place != nil {
      tally.add(
        stay.scopes, numerator: 0,
        denominator: stay.record.presentMilliseconds(until: facts.asOf), of: .stay(stay.id))
    }
  }
}

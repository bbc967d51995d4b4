// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Operations

/// 现场查纠: violations that met with any intervention. A total, never a score of persons.
public struct Interventions: KPI {
  public init() {}

  public var definition: KPIDefinition {
    KPIDefinition(
      id: "interventions", version: 1,
      name: LocalizedName(chinese: "现场查纠", english: "Interventions"),
      formula: LocalizedName(
        chinese: "劝导、口头警告、简易处罚、强制措施、取证待处理的起数之和；不用于个人排名",
        english: "Dissuasions, verbal warnings, summary decisions, coercive measures and evidence "
          + "secured; never used to compare persons"),
      measure: .count, unit: LocalizedName(chinese: "起", english: "cases"))
  }

  public func evaluate(_ facts: DutyFacts) -> [KPIResult] {
    var tally = ScopedTally()
    for violation in facts.violations {
      tally.add(
        facts.territory.scopes(brigade: violation.brigade, mode: violation.mode),
        numerator: violation.history.intervention == nil ? 0 : 1)
    }
    return tally.results(definition, for: facts.scopes)
  }
}

/// 劝导占比: how much of it was said and not written.
public struct DissuasionShare: KPI {
  public init() {}

  public var definition: KPIDefinition {
    KPIDefinition(
      id: "dissuasion-share", version: 1,
      name: LocalizedName(chinese: "劝导占比", english: "Dissuasion share"),
      formula: LocalizedName(
        chinese: "（劝导＋口头警告）÷ 全部查纠", english: "(Dissuasions + verbal warnings) ÷ all interventions"),
      measure: .proportion, unit: LocalizedName(chinese: "%", english: "%"))
  }

  public func evaluate(_ facts: DutyFacts) -> [KPIResult] {
    var tally = ScopedTally()
    for violation in facts.violations {
      let scopes = facts.territory.scopes(brigade: violation.brigade, mode: violation.mode)
      if let intervention = violation.history.intervention {
        tally.add(scopes, numerator: intervention.endsOnTheSpot ? 1 : 0)
      } else {
        tally.exclude(scopes)
      }
    }
    return tally.results(definition, for: facts.scopes)
  }
}

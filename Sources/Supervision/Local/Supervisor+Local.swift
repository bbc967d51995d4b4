// SPDX-License-Identifier: Apache-2.0

public import CityData
public import DutyModel
public import DutyPlanning
public import Operations
public import Rostering

extension Supervisor {
  /// The scorecard with a province's definitions in force: its figures stand before ours.
  public func scorecard(
    plan: DutyPlanSet, roster: Roster, events: [DutyEvent], snapshot: CitySnapshot,
    period: CivilInterval, by dimensions: Set<KPIDimension> = KPIDimension.leading,
    local: LocalDefinitions
  ) throws(SupervisionError) -> Scorecard {
    var card = try scorecard(
      plan: plan, roster: roster, events: events, snapshot: snapshot, period: period,
      by: dimensions)
    let ours = card.results
    for definition in local.definitions {
      let results: [KPIResult]
      if let ratio = definition.ratio {
        results = Self.ratios(ratio, definition, local, ours)
      } else {
        let policy = policy.setting(definition.parameters ?? [:])
        let facts = try DutyFacts(
          plan: plan, roster: roster, events: events, snapshot: snapshot, period: period,
          policy: policy, dimensions: dimensions)
        results = kpis.filter { $0.definition.id == definition.kpi }.flatMap { kpi in
          kpi.evaluate(facts).map { $0.defined(by: definition, of: local) }
        }
      }
      let place = card.results.firstIndex { $0.definition.id == definition.kpi } ?? 0
      card.results.insert(contentsOf: results, at: place)
    }
    return card
  }

  private static func ratios(
    _ ratio: LocalDefinitions.Ratio, _ definition: LocalDefinitions.Definition,
    _ local: LocalDefinitions, _ ours: [KPIResult]
  ) -> [KPIResult] {
    let below = Dictionary(
      ours.filter { $0.definition.id == ratio.to }.map { ($0.scope, $0) }
    ) { first, _ in first }
    return ours.filter { $0.definition.id == ratio.of }.compactMap { above in
      guard let below = below[above.scope] else { return nil }
      let replaced = ours.first { $0.definition.id == definition.kpi }?.definition
      var result = KPIResult(
        definition: replaced ?? above.definition, scope: above.scope, numerator: above.numerator,
        denominator: below.numerator, cases: Int(below.numerator), excluded: above.excluded,
        interval: nil
      ).defined(by: definition, of: local)
      result.definition.measure = .mean
      result.definition.unit = ratio.unit
      result.definition.numerator = above.definition.numerator
      result.definition.denominator = below.definition.numerator
      return result
    }
  }
}

extension SupervisionPolicy {
  fileprivate func setting(_ parameters: [String: Double]) -> Self {
    var policy = self
    for (name, value) in parameters {
      if let path = Self.parameters[name] { policy[keyPath: path] = value }
    }
    return policy
  }
}

extension KPIResult {
  fileprivate func defined(
    by definition: LocalDefinitions.Definition, of local: LocalDefinitions
  ) -> Self {
    var result = self
    result.definition.version = definition.version
    result.definition.formula = definition.formula
    result.definition.gist = definition.gist ?? definition.formula
    if let name = definition.name { result.definition.name = name }
    result.definition.authority = "\(local.authority.chinese) \(local.version)"
    return result
  }
}

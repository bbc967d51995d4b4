// SPDX-License-Identifier: Apache-2.0

public import CityData
public import DutyModel
public import DutyPlanning
public import Operations
public import Rostering

extension Supervisor {
  /// The scorecard with a province's definitions in force: its figures stand before ours, and the
  /// definitions stay with the scorecard, so that each figure can be opened by its own.
  public func scorecard(
    plan: DutyPlanSet, roster: Roster, events: [DutyEvent], snapshot: CitySnapshot,
    period: CivilInterval, by dimensions: Set<KPIDimension> = KPIDimension.leading,
    local: LocalDefinitions
  ) throws(SupervisionError) -> Scorecard {
    let ours = try DutyFacts(
      plan: plan, roster: roster, events: events, snapshot: snapshot, period: period,
      policy: policy, dimensions: dimensions)
    var card = scorecard(of: ours)
    for figure in local.figures(policy: policy, kpis: kpis) {
      let facts =
        figure.policy == policy
        ? ours
        : try DutyFacts(
          plan: plan, roster: roster, events: events, snapshot: snapshot, period: period,
          policy: figure.policy, dimensions: dimensions)
      let place = card.results.firstIndex { $0.definition.id == figure.definition.id } ?? 0
      card.results.insert(contentsOf: figure.evaluate(facts), at: place)
    }
    card.local = local
    return card
  }
}

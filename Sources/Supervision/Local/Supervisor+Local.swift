// SPDX-License-Identifier: Apache-2.0

public import CityData
public import DutyModel
public import DutyPlanning
public import Operations
public import Rostering

extension Supervisor {
  /// By which thresholds the log has to be read for these definitions, each once: ours first, then
  /// those that a province's own figures set.
  public func policies(for local: LocalDefinitions?) -> [SupervisionPolicy] {
    var policies = [policy]
    for figure in local?.figures(policy: policy, kpis: kpis) ?? []
    where !policies.contains(figure.policy) {
      policies.append(figure.policy)
    }
    return policies
  }

  /// The scorecard with a province's definitions in force: its figures stand before ours, and the
  /// definitions stay with the scorecard, so that each figure can be opened by its own.
  ///
  /// - Parameter facts: of one period, read by each of `policies(for:)` in their order.
  public func scorecard(of facts: [DutyFacts], local: LocalDefinitions) -> Scorecard {
    precondition(
      facts.map(\.policy) == policies(for: local), "The facts were read by other thresholds.")
    var card = scorecard(of: facts[0])
    for figure in local.figures(policy: policy, kpis: kpis) {
      guard let facts = facts.first(where: { $0.policy == figure.policy }) else { continue }
      let place = card.results.firstIndex { $0.definition.id == figure.definition.id } ?? 0
      card.results.insert(contentsOf: figure.evaluate(facts), at: place)
    }
    card.local = local
    return card
  }

  /// The same from events in memory.
  public func scorecard(
    plan: DutyPlanSet, roster: Roster, events: [DutyEvent], snapshot: CitySnapshot,
    period: CivilInterval, by dimensions: Set<KPIDimension> = KPIDimension.leading,
    local: LocalDefinitions
  ) throws(SupervisionError) -> Scorecard {
    var facts: [DutyFacts] = []
    for policy in policies(for: local) {
      facts.append(
        try DutyFacts(
          plan: plan, roster: roster, events: events, snapshot: snapshot, period: period,
          policy: policy, dimensions: dimensions))
    }
    return scorecard(of: facts, local: local)
  }
}

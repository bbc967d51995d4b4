// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Geography
import PlanningKernels

/// The edits of one mode as rules on a list of candidate places.
struct SiteEdits {
  let edits: [PlanEdit]

  /// Junctions that must be among the candidates.
  var pinned: [ID<Junction>] { edits.compactMap(\.pinned) }

  /// Rules with what the edits keep and forbid; places that are no candidates anyway need no rule.
  func rules(
    _ junctions: [ID<Junction>], groups: [Int32], quotas: [SiteRules.Quota]
  ) -> SiteRules {
    let (pinned, forbidden) = (Set(pinned), Set(edits.compactMap(\.forbidden)))
    return SiteRules(
      kept: junctions.indices.filter { pinned.contains(junctions[$0]) },
      forbidden: junctions.indices.filter { forbidden.contains(junctions[$0]) },
      groups: groups, quotas: quotas)
  }

  func without(_ position: Int) -> SiteEdits {
    var fewer = edits
    fewer.remove(at: position)
    return SiteEdits(edits: fewer)
  }

  /// What each edit costs: the problem solved once more without it, all others kept.
  ///
  /// - Parameter unit: how many of the kernel's units make one of the record's.
  func outcomes(
    _ result: KernelResult<[Int]>, names: JunctionNames, unit: Double,
    solve: (SiteEdits) throws(PlanningError) -> KernelResult<[Int]>
  ) throws(PlanningError) -> [EditOutcome] {
    var outcomes: [EditOutcome] = []
    for (position, edit) in edits.enumerated() {
      let other = try solve(without(position))
      guard let place = edit.pinned ?? edit.forbidden else { continue }
      outcomes.append(
        EditOutcome(
          edit: edit, place: names[place], objectiveWith: Double(result.objective) / unit,
          // What obeys more rules obeys fewer: a search cut short must not make an edit a gain.
          objectiveWithout: Double(max(other.objective, result.objective)) / unit,
          boundWithout: Double(other.bound) / unit,
          isProven: result.status == .optimal && other.status == .optimal))
    }
    return outcomes
  }
}

// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import DutyPlanning
import Geography

extension VisibilityCount {
  /// Incidents that the plan answers, by mode and street; each counts once a mode.
  func weights() -> [DutyMode: [Int: Int64]] {
    let segmentOf = Dictionary(
      snapshot.incidents.map { ($0.incident.id, Int($0.segment.rawValue)) }
    ) { first, _ in first }
    var weights: [DutyMode: [Int: Int64]] = [:]
    for one in plan.plans {
      let answered =
        one.posts.flatMap(\.reason.incidents) + one.beats.flatMap(\.reason.incidents)
        + one.patrols.flatMap(\.reason.incidents) + one.checkpoints.flatMap(\.reason.incidents)
      for incident in Set(answered) {
        guard let segment = segmentOf[incident] else { continue }
        weights[one.mode, default: [:]][segment, default: 0] += 1
      }
    }
    return weights
  }
}

// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Operations

extension DutyFacts {
  /// Interventions by weekday from Monday and hour of the clock.
  public var interventionsByHour: [[Int]] {
    let clock = snapshot.organization.clock
    return violations.reduce(into: Array(repeating: Array(repeating: 0, count: 24), count: 7)) {
      guard $1.history.intervention != nil else { return }
      let seen = clock.civilTime(of: $1.history.record.observation.at)
      $0[seen.weekday.rawValue - 1][seen.hour] += $1.times
    }
  }
}

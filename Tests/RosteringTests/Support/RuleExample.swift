// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning
import Rostering

/// The smallest roster that breaks one rule, with what the rule says about it.
struct RuleExample<Rule: Sendable>: Sendable {
  let rule: Rule
  let problem: RosterProblem
  let duties: [RosteredDuty]
  /// What people read of the first breach.
  let says: LocalizedName
  /// Of all breaches together; a hard rule has none.
  let points: Int

  init(
    _ rule: Rule, _ problem: RosterProblem, _ duties: [RosteredDuty], points: Int = 0,
    _ chinese: String, _ english: String
  ) {
    self.rule = rule
    self.problem = problem
    self.duties = duties
    self.points = points
    says = LocalizedName(chinese: chinese, english: english)
  }
}

extension Bench {
  static func span(_ day: Int, _ hour: Int, hours: Int) -> CivilInterval {
    CivilInterval(start: time(day, hour), end: time(day, hour + hours))
  }

  /// Station duty of any length.
  static func long(_ officer: Int64, day: Int, from hour: Int = 8, hours: Int) -> RosteredDuty {
    duty(officer, "day", day: day, interval: span(day, hour, hours: hours))
  }

  /// A duty with one stay at a post within it.
  static func outdoors(
    day: Int, from hour: Int = 8, hours: Int, stay: (from: Int, to: Int)
  ) -> RosteredDuty {
    var duty = long(1, day: day, from: hour, hours: hours)
    duty.tasks = [
      DutyTask(
        demand: 1, mode: .peak, place: .post(1),
        interval: span(day, stay.from, hours: stay.to - stay.from))
    ]
    return duty
  }
}

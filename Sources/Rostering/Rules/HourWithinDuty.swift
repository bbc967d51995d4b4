// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// 工间一小时: an hour of each duty, in parts of half an hour, is kept free of any place. It is
/// working time (女职工劳动保护特别规定, articles 6 and 9; CN-05, CN-06). Why is never stored.
///
/// A person with a nursing child has this beside the exemptions from nights and from overtime. The
/// standard shifts keep half an hour at each end of a duty, so that the solver need not steer.
public struct HourWithinDuty: HardRule {
  public let key = "hour-within-duty"
  public let mayBeOverridden = false
  public let scope = RuleScope.person
  public var minutes: Int
  /// A shorter time between two places is a walk and no rest.
  public var leastPartMinutes: Int

  public init(minutes: Int = 60, leastPartMinutes: Int = 30) {
    self.minutes = minutes
    self.leastPartMinutes = leastPartMinutes
  }

  public var sentence: LocalizedName {
    LocalizedName(
      chinese: "享有工间时间的人员每次勤务内留出\(minutes)分钟（每段不少于\(leastPartMinutes)分钟），计入工作时间",
      english: "Officers with time within their duty have \(minutes) minutes of it free of any "
        + "place, in parts of at least \(leastPartMinutes); it is working time")
  }

  public func violations(in view: RosterView) -> [HardRuleViolation] {
    view.people.filter { $0.officer.exemptions.contains(.hourWithinDuty) }.flatMap { person in
      person.rostered.compactMap { entry -> HardRuleViolation? in
        let free = freeMinutes(of: entry.duty)
        guard free < minutes else { return nil }
        return HardRuleViolation(
          rule: key, officer: person.officer.id, date: entry.date,
          explanation: LocalizedName(
            chinese: "\(entry.span.interval.start)的勤务内只留出\(free)分钟，应有\(minutes)分钟",
            english: "\(free) minutes free within the duty from \(entry.span.interval.start), "
              + "expected \(minutes)"
          ).about(person.officer))
      }
    }
  }

  private func freeMinutes(of duty: RosteredDuty) -> Int {
    let busy = duty.tasks.filter { $0.demand != nil }.map(\.interval)
      .sorted { $0.start < $1.start }
    var free = 0
    var end = duty.interval.start
    for next in busy.map({ ($0.start, $0.end) }) + [(duty.interval.end, duty.interval.end)] {
      let part = Int(next.0.minutes - end.minutes)
      if part >= leastPartMinutes { free += part }
      end = max(end, next.1)
    }
    return free
  }
}

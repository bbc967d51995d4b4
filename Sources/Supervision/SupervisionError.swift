// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Operations

/// Why no scorecard can be made.
public enum SupervisionError: ExplainedError, Hashable {
  /// The log holds nothing of the period: a scorecard of zeros would be a lie.
  case noEvents(CivilInterval)
  /// The roster was made from another version of the plan.
  case planMismatch(rosterNames: Version, given: Version)
  /// The log says something that the rules do not allow.
  case inconsistentEvent(ID<DutyEvent>, TransitionRefused)

  public var explanation: LocalizedName {
    switch self {
    case .noEvents(let period):
      LocalizedName(
        chinese: "\(period.start) 至 \(period.end) 没有勤务事件，无法统计。可以换一个时段，或先推演这一天。",
        english: "There is no duty event from \(period.start) to \(period.end). "
          + "Maybe choose another period, or replay the day first.")
    case .planMismatch(let named, let given):
      LocalizedName(
        chinese: "排班表依据的方案版本是 \(named.digest)，给出的是 \(given.digest)。可以用同一次运行的文件。",
        english:
          "The roster was made from plan \(named.digest) and plan \(given.digest) was given. "
          + "Maybe take both files from the same run.")
    case .inconsistentEvent(let id, let refusal):
      LocalizedName(
        chinese: "事件 \(id) 与规则不符：\(refusal.explanation.chinese) 可以先校验事件链。",
        english: "Event \(id) does not fit: \(refusal.explanation.english) "
          + "Maybe verify the chain of the log first.")
    }
  }
}

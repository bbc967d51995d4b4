// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import DutyPlanning
public import Rostering

/// Why a day cannot be replayed.
public enum ReplayError: ExplainedError, Hashable {
  case dateOutsideRoster(CivilDate, first: CivilDate, last: CivilDate)
  case noDuties(CivilDate)
  /// The roster was made from another version of the plan.
  case planMismatch(rosterNames: Version, given: Version)
  case unknownDemand(ID<DutyDemand>, duty: ID<RosteredDuty>)
  case unknownPlace(DutyPlace, mode: DutyMode)
  case unknownOfficer(ID<Officer>, duty: ID<RosteredDuty>)
  /// The machines refused a step of the replay: a fault of the replay itself.
  case refused(TransitionRefused)

  public var explanation: LocalizedName {
    switch self {
    case .dateOutsideRoster(let date, let first, let last):
      LocalizedName(
        chinese: "排班表不含 \(date)，只含 \(first) 至 \(last)。可以换一天，或重新排班。",
        english: "The roster runs from \(first) to \(last) and does not hold \(date). "
          + "Maybe choose another day or make a roster for it.")
    case .noDuties(let date):
      LocalizedName(
        chinese: "\(date) 没有排任何勤务，无法推演。可以换一天，或检查勤务方案的星期设置。",
        english: "No duty starts on \(date), so there is nothing to replay. "
          + "Maybe choose another day or look at the weekdays of the plan's windows.")
    case .planMismatch(let named, let given):
      LocalizedName(
        chinese: "排班表依据的方案版本是 \(named.digest)，给出的是 \(given.digest)。可以用同一次运行的文件。",
        english:
          "The roster was made from plan \(named.digest) and plan \(given.digest) was given. "
          + "Maybe take both files from the same run.")
    case .unknownDemand(let demand, let duty):
      LocalizedName(
        chinese: "勤务 \(duty) 指向方案中没有的需求 \(demand)。可以重新排班。",
        english: "Duty \(duty) names demand \(demand), which the plan does not have. "
          + "Maybe make the roster again.")
    case .unknownPlace(let place, let mode):
      LocalizedName(
        chinese: "\(mode.rawValue) 方案中没有 \(place)。可以重新生成方案。",
        english: "The \(mode.rawValue) plan has no \(place). Maybe make the plan again.")
    case .unknownOfficer(let officer, let duty):
      LocalizedName(
        chinese: "勤务 \(duty) 的人员 \(officer) 不在编制名册中。可以重新导入人员后排班。",
        english: "Officer \(officer) of duty \(duty) is not in the organisation. "
          + "Maybe import the staff again and make the roster from it.")
    case .refused(let refusal):
      LocalizedName(
        chinese: "推演的一步被规则拒绝：\(refusal.explanation.chinese)",
        english: "A step of the replay was refused: \(refusal.explanation.english)")
    }
  }
}

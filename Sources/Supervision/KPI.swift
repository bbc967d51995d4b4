// SPDX-License-Identifier: Apache-2.0

/// One figure of duty: one type, one definition, one way to compute it.
///
/// There is no KPI of a person, and `KPIScope` has no case for one: fines and counts of single
/// officers are not compared (Road Traffic Safety Law, article 86, forbids quotas of fines).
public protocol KPI: Sendable {
  var definition: KPIDefinition { get }
  /// A result for each scope that the figure has a meaning for, with an explicit gap where there
  /// is nothing to count.
  func evaluate(_ facts: DutyFacts) -> [KPIResult]
}

/// Every KPI, in the order of the scorecard.
public enum KPIRegistry {
  public static let all: [any KPI] = [
    VisibilityRate(isWeighted: false), VisibilityRate(isWeighted: true),
    OnTimeArrival(), OnPostRate(), OffPostEvents(),
    CallToArrival(percentile: 50), CallToArrival(percentile: 90), OnTimeResponse(),
    ClearanceTime(),
    HandOverTimeliness(), HandOverClosure(), HandOverReturns(), UnexplainedRelease(),
    Interventions(), DissuasionShare(), PersonTimes(), VehicleTimes(), DeploymentMatch(),
    GridAccountability(),
  ]
}

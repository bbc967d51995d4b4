// SPDX-License-Identifier: Apache-2.0

import Operations

/// Every KPI, in the order of the scorecard.
public enum KPIRegistry {
  public static let all: [any KPI] =
    presence + response + handOvers + samples + force

  private static let presence: [any KPI] = [
    VisibilityRate(isWeighted: false), VisibilityRate(isWeighted: true), VisibilityFromPositions(),
    PerceivedVisibility(),
    ChanceOfPolice(), RevisitInterval(percentile: 50), RevisitInterval(percentile: 90),
    RevisitInterval(percentile: 100), NightControl(), OnTimeArrival(), OnPostRate(),
    OffPostEvents(),
  ]
  private static let response: [any KPI] = [
    ResponseSpan(.arrival), ResponseSpan(.arrival, percentile: 90), ResponseSpan(.dispatch),
    ResponseSpan(.turnout), ResponseSpan(.travel), OnTimeResponse(), ResponseSpan(.clearance),
    JamClearance(percentile: 50), JamClearance(percentile: 90),
  ]
  private static let handOvers: [any KPI] = [
    HandOverTimeliness(), HandOverClosure(), HandOverReturns(), UnexplainedRelease(),
  ]
  private static let samples: [any KPI] =
    [HandlingRate()] + ViolationCase.RoadUser.allCases.map { HandlingRate($0) }
    + [ComplianceRate()] + ViolationCase.RoadUser.allCases.map { ComplianceRate($0) }
    + [InspectionCoverage(), Rectification(isOnTime: false), Rectification(isOnTime: true)]
  private static let force: [any KPI] = [
    Interventions(), DissuasionShare(), InterventionIntensity(), PersonTimes(), VehicleTimes(),
    DeploymentMatch(), GridAccountability(), NightFairness(.span), NightFairness(.gini),
  ]
}

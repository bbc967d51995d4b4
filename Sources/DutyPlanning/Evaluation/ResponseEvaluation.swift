// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// How fast a plan's people would be at incidents: by a queueing model for the days ahead, and by
/// replaying the incidents of the days that were kept back.
///
/// Driving times are those of the road network without traffic; whoever is free and nearest goes.
public struct ResponseEvaluation: Hashable, Codable, Sendable {
  /// Within which an incident should be reached.
  public var targetMinutes: Int
  /// Time that an incident takes once somebody is there: an assumption.
  public var sceneMinutes: Int
  /// The most places held at the same time.
  public var units: Int
  public var model: QueueForecast
  public var replay: ReplayResult
}

/// What the hypercube model expects of the mode's hours.
public struct QueueForecast: Hashable, Codable, Sendable {
  public enum Method: String, Codable, Sendable { case exact, approximate, mixed }

  public var method: Method
  /// Calls an hour on average over the mode's hours.
  public var callsPerHour: Double
  public var meanMinutes: Double
  public var ninetiethPercentileMinutes: Double
  public var shareWithinTarget: Double
  /// The share of time that units are busy: on average, and the busiest one.
  public var meanWorkload: Double
  public var greatestWorkload: Double
  /// Calls answered by a unit that is not the nearest.
  public var outsideDistrictShare: Double
  /// Calls that find everybody busy and wait.
  public var waitingShare: Double
  /// The greatest of all solves.
  public var residual: Double
  public var isConverged: Bool
}

/// What would have happened on the days that were kept back, had the plan been in force.
public struct ReplayResult: Hashable, Codable, Sendable {
  public var incidents: Int
  public var days: Int
  public var meanMinutes: Estimate
  public var ninetiethPercentileMinutes: Estimate
  public var shareWithinTarget: Estimate
  /// On a street that a place of the plan answers for.
  public var coveredShare: Estimate
}

/// A figure with its 95 % interval, from 400 draws of whole days with replacement (percentile
/// bootstrap, Efron 1979): incidents of one day are not independent.
public struct Estimate: Hashable, Codable, Sendable {
  public var value: Double
  public var lower: Double
  public var upper: Double
}

// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import DutyPlanning
import Geography
import Rostering

/// One stay of one officer at one place, with all that a replay needs to know of it.
struct ReplayAssignment {
  enum Place {
    case fixed(junction: ID<Junction>)
    case beat(Beat)
    case patrol(Patrol)
    /// At the station 值班.
    case station
  }

  var id: AssignmentID
  /// Position in `ReplayWorld.duties`.
  var duty: Int
  var demand: ID<DutyDemand>?
  var mode: DutyMode
  var place: Place
  var start: Instant
  var end: Instant
  /// The brigade on whose ground the place lies; whoever hands over hands over to it.
  var brigade: ID<Unit>
  /// The plan's streets around the place, for where things are found.
  var segments: [ID<RoadSegment>]
  /// False for what started the day before: it is replayed so that officers are where they are,
  /// but belongs to the day before.
  var isRecorded: Bool

  var isOnTheStreet: Bool {
    if case .station = place { false } else { true }
  }
}

/// One rostered shift and the officer who works it.
struct ReplayDuty {
  var duty: RosteredDuty
  var officer: Officer
  var handler: Handler
  /// The unit itself: a squadron's own number, for the station minimum.
  var unit: Unit
  var homeJunction: ID<Junction>
  /// A car of the brigade or the duty's own vehicle.
  var mobility: ResponseUnit.Mobility
  var start: Instant
  var end: Instant
  var isRecorded: Bool
  /// Positions in `ReplayWorld.assignments`, in order of time.
  var assignments: [Int] = []
}

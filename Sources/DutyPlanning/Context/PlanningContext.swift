// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Geography
import HiGHS
import IncidentAnalysis
import PlanningKernels

/// What all four modes look up: the city, its risk, its people, and tables made once.
struct PlanningContext {
  let snapshot: CitySnapshot
  let risk: RiskField
  let options: PlanningOptions
  let solvers: PlanningSolvers
  let stop: HiGHSStop
  /// The Monday of the week that is planned.
  let week: CivilDate
  let workforce: Workforce
  let names: JunctionNames
  /// By junction position, the brigade that owns most of its streets.
  let brigadeOfJunction: [ID<Unit>]
  /// Training incidents by street, in order of time.
  let trained: IncidentTable
  let travel: TravelGraph
  let heldOut: IncidentTable

  init(
    snapshot: CitySnapshot, risk: RiskField, week: CivilDate, options: PlanningOptions,
    solvers: PlanningSolvers, stop: HiGHSStop = HiGHSStop()
  ) throws(PlanningError) {
    self.snapshot = snapshot
    self.risk = risk
    self.options = options
    self.solvers = solvers
    self.stop = stop
    self.week = week
    workforce = try Workforce(
      snapshot.organization, brigadeOfSegment: snapshot.brigadeOfSegment, week: week)
    names = JunctionNames(snapshot.roads)
    brigadeOfJunction = Self.owners(snapshot)
    travel = TravelGraph(snapshot.roads)
    trained = IncidentTable(snapshot, span: risk.trained)
    heldOut = IncidentTable(snapshot, span: risk.heldOut)
  }

  var roads: RoadNetwork { snapshot.roads }
  var brigades: [Brigade] { workforce.brigades }

  func brigade(of junction: ID<Junction>) -> Brigade? {
    workforce.brigade(brigadeOfJunction[Int(junction.rawValue)])
  }

  func brigade(of segment: Int) -> ID<Unit> { snapshot.brigadeOfSegment[segment] }

  var kernelOptions: KernelOptions {
    KernelOptions(
      timeLimit: .seconds(options.secondsPerSolve), seed: options.seed, prover: solvers.highs,
      stop: stop)
  }

  /// A generator of its own for each use, so that one draw more here changes nothing there.
  func generator(for use: String) -> SeededGenerator {
    var seed = options.seed
    for byte in use.utf8 { seed = (seed ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return SeededGenerator(seed: seed)
  }

  /// Expected incidents a year in the windows, in thousandths, by segment position.
  func milliIncidents(in windows: [DutyWindow]) -> [Int64] {
    risk.yearlyRates(in: windows.bands).map { Int64(($0 * 1000).rounded()) }
  }

  private static func owners(_ snapshot: CitySnapshot) -> [ID<Unit>] {
    var counts = Array(repeating: [ID<Unit>: Int](), count: snapshot.roads.junctions.count)
    for (segment, brigade) in zip(snapshot.roads.segments, snapshot.brigadeOfSegment) {
      counts[Int(segment.from.rawValue)][brigade, default: 0] += 1
      counts[Int(segment.to.rawValue)][brigade, default: 0] += 1
    }
    return counts.map { counts in
      counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? ID(rawValue: 0)
    }
  }
}

/// The incidents of a span by street.
struct IncidentTable {
  /// Positions in `incidents`, by segment position.
  private(set) var bySegment: [[Int32]]
  private(set) var incidents: [LocatedIncident]

  init(_ snapshot: CitySnapshot, span: DateSpan) {
    incidents = snapshot.incidents.filter { span.contains($0.incident.time.date) }
    bySegment = Array(repeating: [], count: snapshot.roads.segments.count)
    for (position, located) in incidents.enumerated() {
      bySegment[Int(located.segment.rawValue)].append(Int32(position))
    }
  }

  /// By segment position, the number of incidents in the windows.
  func counts(in windows: [DutyWindow], where isCounted: (CivilTime) -> Bool = { _ in true })
    -> [Int]
  {
    var counts = Array(repeating: 0, count: bySegment.count)
    for located in incidents
    where windows.contains(located.incident.time) && isCounted(located.incident.time) {
      counts[Int(located.segment.rawValue)] += 1
    }
    return counts
  }
}

/// Numbers for places and demands, each once in a set of plans.
struct Numbering {
  private var last: Int64

  init(after last: Int64 = 0) { self.last = last }

  mutating func next<Entity>(_ type: Entity.Type = Entity.self) -> ID<Entity> {
    last += 1
    return ID(rawValue: last)
  }
}

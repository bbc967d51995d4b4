// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning
import Geography
import IncidentAnalysis

/// How dangerous each street is in the hours of one mode.
struct RiskBody: Encodable {
  var version: String
  var mode: DutyMode
  /// By segment: expected incidents in a year, in quanta.
  var expected: [Int]
  /// By segment: expected incidents for each kilometre and year, in quanta.
  var perKilometre: [Int]
  /// Incidents in one quantum.
  var quantum: Double
  /// Per-kilometre values, in quanta, at which the map's colours change, lowest first: streets
  /// above them hold the worst 30, 15, 6 and 2 percent of the street length.
  var steps: [Int]
  var totalPerYear: Double

  private static let lengthShares = [0.30, 0.15, 0.06, 0.02]
  /// Streets shorter than this are rated as if they were so long, lest a stub look like a peak.
  private static let shortestMetres = 40.0

  init(_ risk: RiskField, mode: DutyMode, windows: [DutyWindow], roads: RoadNetwork) {
    let bands = windows.flatMap(\.bands).uniqued()
    let rates = roads.segments.map { risk.yearlyRate(of: $0.id, in: bands) }
    version = risk.version.digest
    self.mode = mode
    quantum = 0.01
    expected = rates.map { Int(($0 * 100).rounded()) }
    let density = zip(roads.segments, rates).map { segment, rate in
      let kilometres = max(Self.shortestMetres, Double(segment.lengthMillimetres) / 1000) / 1000
      return Int((rate / kilometres * 100).rounded())
    }
    perKilometre = density
    steps = Self.steps(density, lengths: roads.segments.map(\.lengthMillimetres))
    totalPerYear = (rates.reduce(0, +) * 100).rounded() / 100
  }

  /// The densities above which each of `lengthShares` of the whole street length lies.
  private static func steps(_ density: [Int], lengths: [Int64]) -> [Int] {
    let order = density.indices.sorted { (density[$0], $1) > (density[$1], $0) }
    let whole = Double(lengths.reduce(0, +))
    return lengthShares.map { share in
      var covered = 0.0
      for segment in order {
        covered += Double(lengths[segment])
        if covered >= share * whole { return max(1, density[segment]) }
      }
      return 1
    }
  }
}

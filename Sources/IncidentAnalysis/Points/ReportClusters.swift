// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Foundation
import Geography

/// Groups reports that lie within 100 m of one another.
struct ReportClusters {
  struct Cluster: Hashable {
    var centre: Coordinate
    /// Of `reports`, those in the cluster.
    var members: [StreetReport]

    var reporters: Int { Set(members.map(\.reporter)).count }
    /// As the ledger names a place that has no other name.
    var place: String { "\(Self.text(centre.latitude)),\(Self.text(centre.longitude))" }

    private static func text(_ degrees: Double) -> String {
      String(format: "%.4f", degrees)
    }
  }

  private(set) var clusters: [Cluster] = []

  static let metres = 100.0

  static func isNear(_ left: Coordinate, _ right: Coordinate) -> Bool {
    left.distanceMillimetres(to: right) <= Int64(metres * 1000)
  }

  /// The report with most others around it first, then among what is left; ties to the earlier one.
  init(_ reports: [StreetReport], weight: ([StreetReport]) -> Double) {
    let index = PointIndex(reports.map(\.location))
    let near = reports.map { report in
      index.matches(near: report.location, withinMetres: Self.metres).map(\.position)
    }
    var isFree = Array(repeating: true, count: reports.count)
    while true {
      var best: (weight: Double, report: Int)?
      for report in reports.indices where isFree[report] {
        let value = weight(near[report].filter { isFree[$0] }.map { reports[$0] })
        if value > best?.weight ?? 0 { best = (value, report) }
      }
      guard let best else { return }
      let members = near[best.report].filter { isFree[$0] }
      clusters.append(
        Cluster(centre: reports[best.report].location, members: members.map { reports[$0] }))
      for member in members { isFree[member] = false }
    }
  }
}

// SPDX-License-Identifier: Apache-2.0

import ChengxuServer
import CityData
import DutyModel
import DutyPlanning
import Foundation
import IncidentAnalysis

/// The points of a demonstration: found week by week in made-up series, and shown as demo data.
enum DemoPoints {
  private static let weeks = 6

  /// A folder that has points already keeps them as they are, and a city with a real staff gets none.
  static func find(in folder: StageFolder, seed: UInt64) async throws {
    let snapshot = try StageFile.read(CitySnapshot.self, from: folder.snapshot)
    guard snapshot.organization.isDemoData else { return }
    let week = try StageFile.read(DutyPlanSet.self, from: folder.plan).week
    let store = try await LiveStore(folder, address: nil)
    let desk = PointDesk(store: store.points, clock: snapshot.organization.clock)
    if try await desk.ledger().cases.isEmpty {
      let last = week.adding(days: -1)
      let made = DemoPointSeries(roads: snapshot.roads, upTo: last, seed: seed)
      let files = try DemoPointFiles(made, in: folder.url)
      let traffic = try Series<TrafficReading>.read(files.speeds).rows
      let observed = try Series<ObservedViolations>.read(files.violations).rows
      let reports = try Series<StreetReport>.read(files.reports).rows
      for back in (0..<weeks).reversed() {
        let day = last.adding(days: -7 * back)
        let detection = PointDetection(
          traffic: traffic, observed: observed, reports: reports,
          congestion: CongestionDetector(), upTo: day)
        _ = try await desk.take(detection, upTo: day, isDemoData: true, at: .now)
      }
    }
    try store.close()
  }
}

/// Made-up series as files, to be read like any others.
struct DemoPointFiles {
  let speeds: URL
  let violations: URL
  let reports: URL

  /// Writes the series into a folder, which is made if it is not there.
  init(_ series: DemoPointSeries, in folder: URL) throws(StageFileError) {
    speeds = folder.appending(path: "demo-speeds.csv")
    violations = folder.appending(path: "demo-violations.csv")
    reports = folder.appending(path: "demo-reports.csv")
    try StageFile.makeFolder(folder)
    try StageFile.write(text: series.speeds, to: speeds)
    try StageFile.write(text: series.violations, to: violations)
    try StageFile.write(text: series.reports, to: reports)
  }
}

// SPDX-License-Identifier: Apache-2.0

import DutyModel
public import Foundation
import Geography

/// Takes a city's files in: streets, incidents, staff.
///
/// A folder holds `roads.osm.pbf` and `incidents.csv` or `incidents.csv.gz`, and may hold
/// `city.json` (names, credits, clock, datum) and `organization.json` (staff and jurisdictions).
/// Without the latter a demo organisation is made from the seed. Nothing is written.
public enum CityImporter {
  /// Days at the end of the data that the roster and replay of the demo fall into.
  static let heldOutDays = 365

  public static func load(
    folder: URL, seed: UInt64, options: ImportOptions = ImportOptions(),
    progress: (ImportProgress) -> Void = { _ in }
  ) throws(ImportError) -> CitySnapshot {
    progress(ImportProgress(step: .readingRoads, fraction: 0))
    let files = try CityFolder(folder)
    let streets = try OSMStreets.read(files.roads)
    progress(ImportProgress(step: .buildingNetwork, fraction: 0.3))
    let (roads, roadOmissions) = try RoadNetworkBuilder.build(
      streets, source: files.roads.lastPathComponent)
    progress(ImportProgress(step: .readingIncidents, fraction: 0.4))
    let file = try readIncidents(files, options)
    progress(ImportProgress(step: .matchingIncidents, fraction: 0.6))
    let matcher = IncidentMatcher(
      roads, metres: options.matchingMetres, file: files.incidents.lastPathComponent)
    let (incidents, matchOmissions) = try matcher.match(file.rows) {
      progress(ImportProgress(step: .matchingIncidents, fraction: 0.6 + 0.3 * $0))
    }
    progress(ImportProgress(step: .organizing, fraction: 0.9))
    var snapshot = try organize(files, folder, roads, incidents, seed: seed)
    snapshot.version.digest = files.digest(options: options, seed: seed)
    snapshot.report.rowsRead = file.rowsRead
    snapshot.report.omissions =
      roadOmissions + file.omissions + matchOmissions + snapshot.report.omissions
    progress(ImportProgress(step: .organizing, fraction: 1))
    return snapshot
  }

  private static func readIncidents(
    _ files: CityFolder, _ options: ImportOptions
  ) throws(ImportError) -> IncidentFile {
    let text = try IncidentFile.text(of: files.incidents, bytes: files.incidentBytes)
    return try IncidentFile(
      text: text, file: files.incidents.lastPathComponent,
      system: files.description.incidentSystem(), badRows: options.badRows)
  }

  /// A snapshot without digest, its report holding only what jurisdictions left out.
  private static func organize(
    _ files: CityFolder, _ folder: URL, _ roads: RoadNetwork, _ incidents: [LocatedIncident],
    seed: UInt64
  ) throws(ImportError) -> CitySnapshot {
    let assumptions = CityAssumptions(files.description, folder: folder, roads: roads)
    let organization: Organization
    let territory: Territory
    var omissions: [ImportReport.Omission] = []
    if let own = files.organization {
      organization = own.organization
      let divided = own.territory(of: roads)
      territory = divided.territory
      omissions = divided.outside.omissions
    } else {
      guard roads.segments.count >= DemoOrganization.segmentsNeeded else {
        throw .tooFewStreets(
          file: files.roads.lastPathComponent, segments: roads.segments.count,
          needed: DemoOrganization.segmentsNeeded)
      }
      (organization, territory) = DemoOrganization.make(
        for: roads, incidents: incidents, city: assumptions.name, clock: assumptions.clock,
        seed: seed, leaveAround: firstHeldOutMonday(incidents))
    }
    return CitySnapshot(
      version: Version(stage: "city", digest: ""), name: assumptions.name, sources: files.sources,
      roads: roads, incidents: incidents, organization: organization,
      brigadeOfSegment: territory.brigadeOfSegment, boundaries: territory.boundaries,
      report: ImportReport(
        rowsRead: 0, rowsKept: incidents.count, omissions: omissions,
        assumptions: assumptions.notes(usesOwnClock: files.organization != nil)))
  }

  /// The demo's roster week begins on it or soon after.
  private static func firstHeldOutMonday(_ incidents: [LocatedIncident]) -> CivilDate {
    let last = incidents.last?.incident.time.date ?? CivilDate(day: 0)
    let first = last.adding(days: 1 - heldOutDays)
    return first.adding(days: (8 - first.weekday.rawValue) % 7)
  }
}

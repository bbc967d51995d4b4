// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CityData
import DutyModel
import Geography

struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: Texts.text("command.import"))

  @OptionGroup var city: CityOptions
  @OptionGroup var shared: SharedOptions
  @OptionGroup var seed: SeedOptions

  func run() async throws {
    try await ErrorReport.reporting {
      var run = StageRun(seed: seed.seed, stages: 1, isQuiet: shared.quiet)
      let summary = try await Workbench.fill(shared.folder) { folder in
        let snapshot = try await run.importCity(city)
        try StageFile.write(snapshot, to: folder.snapshot)
        return ImportSummary(snapshot)
      }
      print(try summary.rendered(as: shared.format))
    }
  }
}

/// What was read and what was left out.
struct ImportSummary: Summary {
  var segments: Int
  var junctions: Int
  var kilometres: Double
  var incidents: Int
  var people: Int
  var isDemoOrganization: Bool
  var omissions: [ImportReport.Omission]

  init(_ snapshot: CitySnapshot) {
    segments = snapshot.roads.segments.count
    junctions = snapshot.roads.junctions.count
    kilometres = Double(snapshot.roads.segments.reduce(0) { $0 + $1.lengthMillimetres }) / 1e6
    incidents = snapshot.incidents.count
    people = snapshot.organization.officers.count
    isDemoOrganization = snapshot.organization.isDemoData
    omissions = snapshot.report.omissions
  }

  var table: TextTable {
    TextTable(
      header: ["table.source", "table.reason", "table.count", "table.example"].map {
        Texts.text($0)
      },
      rows: omissions.map { [$0.source, $0.reason, "\($0.count)", $0.examples.first ?? ""] },
      numeric: [2])
  }
}

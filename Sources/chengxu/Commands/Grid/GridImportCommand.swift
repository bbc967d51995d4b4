// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CityOrder
import DutyModel
import Foundation

/// Takes in unit grids and their owners, all or none; the grids that were there are replaced.
struct GridImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: Texts.text("command.grid-import"))

  @Argument(help: ArgumentHelp(Texts.text("option.grid-file"), valueName: "FILE"))
  var file: String

  @Option(help: ArgumentHelp(Texts.text("option.grid-owners"), valueName: "FILE"))
  var owners: String?

  @OptionGroup var shared: SharedOptions

  func run() async throws {
    try await ErrorReport.reporting {
      let directory = try StageFile.read(
        OrderDirectory.self, from: StageFolder(url: shared.folder).orderDirectory)
      let owners = try owners.map { (bytes: try Self.bytes($0), file: $0) }
      let grids = try GridFile(
        Self.bytes(file), file: file, ownerTable: owners, directory: directory
      ).grids
      let topology = GridTopology(grids)
      // Gaps may be parks and water; they are told and not refused.
      guard topology.overlaps.isEmpty, topology.broken.isEmpty else {
        throw GridImportError.unsound(file: file, topology)
      }
      try await Workbench.fill(shared.folder) { bench in
        try StageFile.write(grids, to: bench.orderGrids)
      }
      let minutes = Int64(Date().timeIntervalSince1970 / 60)
      let today = directory.clock.civilTime(of: Instant(milliseconds: minutes * 60_000)).date
      print(
        try GridImportSummary(
          grids: grids.count, owners: grids.reduce(0) { $0 + $1.owners.count },
          ownerless: GridMap(grids).ownerless(on: today), gaps: topology.gaps
        ).rendered(as: shared.format))
    }
  }

  private static func bytes(_ file: String) throws -> [UInt8] {
    [UInt8](try StageFile.bytes(of: URL(filePath: file)))
  }
}

/// What was taken in, and what a person should look at: grids without an owner today, gaps.
struct GridImportSummary: Summary {
  var grids: Int
  var owners: Int
  var ownerless: [GridCode]
  var gaps: [GridTopology.Gap]

  var table: TextTable {
    let counts = [
      ("cases.grids", "\(grids)"), ("grid.owners", "\(owners)"),
      ("grid.ownerless", "\(ownerless.count)"), ("grid.gaps", "\(gaps.count)"),
    ].map { [Texts.text($0.0), $0.1] }
    let places = gaps.map { gap in
      [
        Texts.text(
          "grid.gap",
          [
            "latitude": gap.place.latitude.text(places: 6),
            "longitude": gap.place.longitude.text(places: 6),
          ]), "\(Int(gap.squareMetres.rounded())) m²",
      ]
    }
    return TextTable(
      header: [Texts.text("table.kind"), Texts.text("table.count")], rows: counts + places,
      numeric: [1])
  }
}

// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CityData
import CityOrder
import DutyModel
import Foundation
import Geography

/// Draws unit grids from the streets of the city, as a file to look at, to correct and to import.
struct GridDrawCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draw", abstract: Texts.text("command.grid-draw"))

  @Argument(help: ArgumentHelp(Texts.text("option.community-file"), valueName: "FILE"))
  var communities: String

  @Option(help: ArgumentHelp(Texts.text("option.grid-drawn"), valueName: "FILE"))
  var out: String

  @Option(help: ArgumentHelp(Texts.text("option.grid-least"), valueName: "M2"))
  var least = GridDrawing.Size().least

  @Option(help: ArgumentHelp(Texts.text("option.grid-most"), valueName: "M2"))
  var most = GridDrawing.Size().most

  @OptionGroup var shared: SharedOptions

  func run() async throws {
    try await ErrorReport.reporting {
      let bytes = [UInt8](try StageFile.bytes(of: URL(filePath: communities)))
      let outlines = try CommunityFile(bytes, file: communities).communities
      let snapshot = try StageFile.read(
        CitySnapshot.self, from: StageFolder(url: shared.folder).snapshot)
      let drawing = try GridDrawing(
        snapshot.roads, communities: outlines, size: .init(least: least, most: most))
      var map = GeoJSON()
      for grid in drawing.grids {
        map.add(
          .area(grid.rings),
          properties: [("code", .text(grid.code.digits)), ("name", .text(grid.name))])
      }
      try StageFile.write(text: map.text, to: URL(filePath: out))
      let areas = drawing.squareMetres.sorted()
      print(
        try GridDrawSummary(
          grids: areas.count, communities: outlines.count,
          smallest: areas.first ?? 0, median: areas[areas.count / 2], largest: areas.last ?? 0
        ).rendered(as: shared.format))
    }
  }
}

/// What was drawn; areas in square metres.
struct GridDrawSummary: Summary {
  var grids: Int
  var communities: Int
  var smallest: Double
  var median: Double
  var largest: Double

  var table: TextTable {
    let counts = [("cases.grids", grids), ("grid.communities", communities)]
      .map { [Texts.text($0.0), "\($0.1)"] }
    let areas = [("grid.smallest", smallest), ("grid.median", median), ("grid.largest", largest)]
      .map { [Texts.text($0.0), "\(Int($0.1.rounded())) m²"] }
    return TextTable(
      header: [Texts.text("table.kind"), Texts.text("table.count")], rows: counts + areas,
      numeric: [1])
  }
}

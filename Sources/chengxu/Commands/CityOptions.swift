// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CityData
import Foundation

/// Which city's files to take in, and how strictly.
struct CityOptions: ParsableArguments {
  @Option(help: ArgumentHelp(Texts.text("option.city"), valueName: "DIR"))
  var city: String?

  @Flag(help: ArgumentHelp(Texts.text("option.skip-bad-rows")))
  var skipBadRows = false

  /// The folder named, or the city that comes with the program.
  var folder: URL {
    if let city { return URL(filePath: city, directoryHint: .isDirectory) }
    return ProjectLocations.bundled("Data/porto_alegre")
      ?? URL(filePath: "Data/porto_alegre", directoryHint: .isDirectory)
  }

  var importOptions: ImportOptions {
    ImportOptions(badRows: skipBadRows ? .leaveOut : .refuse)
  }
}

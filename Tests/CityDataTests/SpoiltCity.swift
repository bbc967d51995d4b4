// SPDX-License-Identifier: Apache-2.0

import CityData
import Foundation
import Gzip
import TestSupport

/// A copy of the sample city with some of its files replaced; removed when the test is over.
final class SpoiltCity {
  let folder: URL

  init() throws {
    folder = try SampleCity.copyOfFolder()
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Puts `incidents.csv` in place of the packed file.
  convenience init(incidents text: String) throws {
    try self.init(incidents: Array(text.utf8))
  }

  convenience init(incidents bytes: [UInt8]) throws {
    try self.init()
    try remove("incidents.csv.gz")
    try write(bytes, to: "incidents.csv")
  }

  func write(_ bytes: [UInt8], to name: String) throws {
    try Data(bytes).write(to: folder.appendingPathComponent(name))
  }

  func remove(_ name: String) throws {
    try FileManager.default.removeItem(at: folder.appendingPathComponent(name))
  }

  func bytes(of name: String) throws -> [UInt8] {
    try [UInt8](Data(contentsOf: folder.appendingPathComponent(name)))
  }

  func load(_ options: ImportOptions = ImportOptions()) throws(ImportError) -> CitySnapshot {
    try CityImporter.load(folder: folder, seed: SampleCity.seed, options: options)
  }
}

/// Text of a small incident file in the sample city.
enum Rows {
  static let header = "time,lat,lon,kind,severity\n"
  static let good = "2017-05-02T07:30,-30.040933,-51.218507,collision,slight\n"

  static func file(_ rows: String...) -> String { header + rows.joined() }
}

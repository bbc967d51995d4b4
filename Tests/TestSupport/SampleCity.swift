// SPDX-License-Identifier: Apache-2.0

public import CityData
import DutyModel
public import Foundation

/// The centre of Porto Alegre: about four square kilometres of real streets and crashes.
public enum SampleCity {
  public static let seed: UInt64 = 2017

  /// `roads.osm.pbf`, `incidents.csv.gz`, `city.json` and their attribution; read-only.
  public static var folder: URL {
    Bundle.module.bundleURL.appendingPathComponent("Resources/small-city")
  }

  /// The sample's streets moved to where Weifang is (latitude + 66.74°, longitude + 170.3°), without
  /// incidents: for the datums that exist only there. No real place.
  public static var roadsInChina: URL {
    Bundle.module.bundleURL.appendingPathComponent("Resources/city-in-china/roads.osm.pbf")
  }

  private static let imported = Result { () throws(ImportError) in
    try CityImporter.load(folder: folder, seed: seed)
  }

  /// The imported sample, with its demo organisation; imported once a process.
  public static func snapshot() throws -> CitySnapshot { try imported.get() }

  /// A copy of the folder that a test may spoil; the caller removes it.
  public static func copyOfFolder() throws -> URL {
    let copy = FileManager.default.temporaryDirectory
      .appendingPathComponent("sample-city-\(UUID().uuidString)")
    try FileManager.default.copyItem(at: folder, to: copy)
    return copy
  }
}

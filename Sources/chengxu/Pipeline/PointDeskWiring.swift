// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Foundation
import IncidentAnalysis

/// The desk of a folder's congestion and disorder points.
enum PointDeskWiring {
  /// Opens the desk for one piece of work at the command line.
  static func work<Result>(
    in folder: StageFolder, _ database: DatabaseOptions,
    _ work: (PointDesk) async throws -> Result
  ) async throws -> Result {
    let store = try await LiveStore(folder, database)
    let result = try await work(PointDesk(store: store.points, clock: try clock(of: folder)))
    try store.close()
    return result
  }

  /// The city's own clock; China's where the folder has no city yet.
  private static func clock(of folder: StageFolder) throws(StageFileError) -> CityClock {
    let path = folder.snapshot.path(percentEncoded: false)
    guard FileManager.default.fileExists(atPath: path) else {
      return CityClock(minutesEastOfUTC: 480)
    }
    return try StageFile.read(CitySnapshot.self, from: folder.snapshot).organization.clock
  }
}

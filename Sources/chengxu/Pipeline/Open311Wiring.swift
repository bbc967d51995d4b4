// SPDX-License-Identifier: Apache-2.0

import AccessControl
import ChengxuServer
import CityOrder
import DutyModel
import Foundation
import Stores

/// City order on the cases of a folder.
enum Open311Wiring {
  /// - Returns: `nil` where the folder has no cases.
  static func service(
    _ folder: StageFolder, _ settings: ServerSettings, desk: AccessDesk?, photos: FilePhotoStore
  ) async throws -> Open311Service? {
    let path = folder.cases.path(percentEncoded: false)
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let directory = try StageFile.read(OrderDirectory.self, from: folder.orderDirectory)
    let deadlines = try optional(OrderDeadlines.self, folder.orderDeadlines)
    let grids = try optional([UnitGrid].self, folder.orderGrids)
    let sites = try optional(SiteRegister.self, folder.orderSites)
    let store = try await CaseDatabase(folder.cases, classes: directory.classes)
    let changed =
      try? FileManager.default.attributesOfItem(
        atPath: folder.orderDirectory.path(percentEncoded: false))[.modificationDate] as? Date
    return Open311Service(
      cases: store.cases, reporters: SQLReporterStore(store.database), directory: directory,
      grids: GridMap(grids ?? []), deadlines: try deadlines?.desk(on: directory.clock),
      photos: photos, orders: SQLOrderStore(store.database),
      sites: sites ?? SiteRegister(),
      allowsKey: { try await desk?.allows(Secret(text: $0), to: .open311, at: $1) ?? false },
      address: settings.publicAddress, contact: settings.contact,
      changed: instant(changed ?? Date()), now: { instant(Date()) })
  }

  private static func optional<Value: Decodable>(
    _ type: Value.Type, _ file: URL
  ) throws -> Value? {
    let exists = FileManager.default.fileExists(atPath: file.path(percentEncoded: false))
    return exists ? try StageFile.read(type, from: file) : nil
  }

  private static func instant(_ date: Date) -> Instant {
    Instant(milliseconds: Int64(date.timeIntervalSince1970 * 1000))
  }
}

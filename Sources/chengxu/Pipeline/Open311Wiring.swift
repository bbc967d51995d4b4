// SPDX-License-Identifier: Apache-2.0

import AccessControl
import ChengxuServer
import CityOrder
import DutyModel
import Foundation
import Operations
import Stores

/// City order by a folder's classes and bodies, on the cases of the running day's database.
enum Open311Wiring {
  /// - Returns: `nil` where the folder has no city order.
  static func service(
    _ folder: StageFolder, _ store: LiveStore, _ settings: ServerSettings, desk: AccessDesk?,
    photos: FilePhotoStore
  ) throws -> Open311Service? {
    guard let directory = try optional(OrderDirectory.self, folder.orderDirectory) else {
      return nil
    }
    let deadlines = try optional(OrderDeadlines.self, folder.orderDeadlines)
    let grids = try optional([UnitGrid].self, folder.orderGrids)
    let sites = try optional(SiteRegister.self, folder.orderSites)
    let changed =
      try? FileManager.default.attributesOfItem(
        atPath: folder.orderDirectory.path(percentEncoded: false))[.modificationDate] as? Date
    var service = Open311Service(
      cases: store.cases(directory.classes), reporters: store.reporters, directory: directory,
      grids: GridMap(grids ?? []), deadlines: try deadlines?.desk(on: directory.clock),
      photos: photos, orders: store.orders,
      sites: sites ?? SiteRegister(),
      allowsKey: { try await desk?.allows(Secret(text: $0), to: .open311, at: $1) ?? false },
      address: settings.publicAddress, contact: settings.contact,
      changed: instant(changed ?? Date()), now: { instant(Date()) })
    service.referralRules = try referralRules(folder, directory.classes)
    return service
  }

  private static func referralRules(
    _ folder: StageFolder, _ classes: ClassList
  ) throws -> ReferralRules {
    let codes = try ViolationCodeList.standard()
    let path = folder.orderReferral.path(percentEncoded: false)
    guard FileManager.default.fileExists(atPath: path) else { return try .standard(codes) }
    return try ReferralRules(
      StageFile.bytes(of: folder.orderReferral), file: path, codes: codes, classes: classes)
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

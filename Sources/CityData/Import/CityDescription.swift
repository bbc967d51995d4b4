// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation
import Geography

/// What `city.json` says of a city; every part of it may be absent.
struct CityDescription: Decodable, Hashable {
  struct Credit: Decodable, Hashable {
    var attribution: String?
    var licence: String?

    var text: String? {
      let parts = [attribution, licence].compactMap(\.self)
      return parts.isEmpty ? nil : parts.joined(separator: "; ")
    }
  }

  var name: LocalizedName?
  var minutesEastOfUTC: Int?
  /// Of the incidents' `lat` and `lon`, where the rows do not say it themselves.
  private var coordinateSystem: String?
  var roads: Credit?
  var incidents: Credit?

  static let fileName = "city.json"

  init() {}

  static func read(_ bytes: [UInt8]) throws(ImportError) -> CityDescription {
    let description: CityDescription
    do {
      description = try JSONDecoder().decode(CityDescription.self, from: Data(bytes))
    } catch {
      throw .badDescription(file: fileName, reason: SnapshotError.reason(error))
    }
    if let minutes = description.minutesEastOfUTC, !(-720...840).contains(minutes) {
      throw .badDescription(
        file: fileName,
        reason: "minutesEastOfUTC: \(minutes) is not in -720...840.")
    }
    return description
  }

  /// WGS-84 is what the columns `lat` and `lon` mean where nothing else is said.
  func incidentSystem() throws(ImportError) -> CoordinateSystem {
    guard let coordinateSystem else { return .wgs84 }
    guard let system = CoordinateSystem(spelling: coordinateSystem) else {
      throw .unknownCoordinateSystem(file: Self.fileName, found: coordinateSystem)
    }
    return system
  }
}

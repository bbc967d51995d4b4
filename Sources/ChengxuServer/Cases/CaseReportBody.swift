// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel
import Operations

/// A report as the pages send it, by a citizen or by somebody signed in.
struct CaseReportBody: Codable {
  var key: String?
  var code: String
  /// In degrees of WGS-84; both or neither.
  var latitude: Double?
  var longitude: Double?
  var address: String?
  var description: String?
  var photos: [String]?
  /// How to reach a citizen; kept apart from the case.
  var name: String?
  var phone: String?

  static let longestDescription = 4000
  static let longestAddress = 500
  static let mostPhotos = 4

  func requestKey() throws(Problem) -> RequestKey? {
    guard let key else { return nil }
    guard let key = RequestKey(key) else { throw .badField("key") }
    return key
  }

  func report(
    source: CaseReport.Source, isPublicOnly: Bool, _ directory: OrderDirectory
  ) throws(Problem) -> CaseReport {
    guard let code = ClassCode(code), let chosen = directory.classes[code],
      chosen.isPublic || !isPublicOnly
    else { throw .badField("code") }
    let place = try place()
    let (address, description) = (address ?? "", description ?? "")
    guard place != nil || !address.allSatisfy(\.isWhitespace) else { throw .noPlace }
    guard address.count <= Self.longestAddress else { throw .badField("address") }
    guard description.count <= Self.longestDescription else { throw .badField("description") }
    guard (name ?? "").count <= 100, (phone ?? "").count <= 40 else { throw .badField("phone") }
    let hashes = (photos ?? []).compactMap(PhotoHash.init)
    guard hashes.count == photos?.count ?? 0, hashes.count <= Self.mostPhotos else {
      throw .badField("photos")
    }
    return CaseReport(
      source: source, code: code, place: place, grid: nil, address: address,
      description: description, photos: hashes, isPublic: chosen.isPublic)
  }

  private func place() throws(Problem) -> Coordinate? {
    guard latitude != nil || longitude != nil else { return nil }
    guard let latitude, let longitude, (-90...90).contains(latitude),
      (-180...180).contains(longitude)
    else { throw .badField("latitude") }
    return Coordinate(latitude: latitude, longitude: longitude)
  }
}

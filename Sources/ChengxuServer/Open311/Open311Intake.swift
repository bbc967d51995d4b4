// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel
import Foundation
import Hummingbird
import Operations

/// Reads a report from a form; every wrong argument is named, and nothing is stored then.
struct Open311Intake {
  let service: Open311Service

  struct Filing {
    var report: CaseReport
    var name: String
    var phone: String
    var email: String
    /// Looked through and freed of where they were taken; not stored yet.
    var photos: [InspectedPhoto]

    var hasContact: Bool { !(name + phone + email).isEmpty }
  }

  static let longestDescription = 4000
  /// As many as on the page for reports.
  static let mostMedia = CaseReportBody.mostPhotos

  /// - Parameter media: Files that are said to be photos.
  func filing(_ form: FormBody, media: [[UInt8]] = []) throws(Open311Failure) -> Filing {
    var wrong: [Open311Failure.Item] = []
    func complain(_ text: String, _ status: HTTPResponse.Status = .badRequest) {
      wrong.append(.init(status: status, description: text))
    }
    let chosen = form["service_code"].flatMap(ClassCode.init)
      .flatMap { service.directory.classes[$0] }.flatMap { $0.isPublic ? $0 : nil }
    if form["service_code"] == nil {
      complain("service_code was not provided.")
    } else if chosen == nil {
      complain("service_code \(form["service_code"] ?? "") was not found.", .notFound)
    }
    let (place, problem) = place(form)
    if let problem { complain(problem) }
    let gridCode = form["address_id"].flatMap(GridCode.init)
    if form["lat"] == nil, form["long"] == nil, form["address_string"] == nil {
      if form["address_id"] == nil {
        complain("A location was not provided: lat and long, address_string or address_id.")
      } else if gridCode == nil {
        complain("address_id is no grid code of 14 or 15 digits.")
      }
    }
    if (form["description"]?.count ?? 0) > Self.longestDescription {
      complain("description has more than \(Self.longestDescription) characters.")
    }
    if let text = form["media_url"], !Self.isWebAddress(text) {
      complain("media_url is no http or https address.")
    }
    if let text = form["email"], !text.contains("@") || text.count > 254 {
      complain("email is no mail address.")
    }
    for problem in problems(of: form.attributes, in: chosen) { complain(problem) }
    let (photos, badMedia) = photos(media)
    for problem in badMedia { complain(problem) }
    guard wrong.isEmpty, let chosen else { throw Open311Failure(items: wrong) }

    let grid = place.flatMap { service.grids.grid(at: $0)?.code } ?? gridCode
    let known = Set((chosen.attributes ?? []).map(\.code))
    let attributes = form.attributes.filter { known.contains($0.key) }
    return Filing(
      report: CaseReport(
        source: .citizen, code: chosen.code, place: place, grid: grid,
        address: String((form["address_string"] ?? "").prefix(500)),
        description: form["description"] ?? "", mediaURL: form["media_url"],
        attributes: attributes.isEmpty ? nil : attributes),
      name: [form["last_name"], form["first_name"]].compactMap(\.self).joined(separator: " "),
      phone: form["phone"] ?? "", email: form["email"] ?? "", photos: photos)
  }

  /// Each file by its content, whatever its name and its type say.
  private func photos(_ media: [[UInt8]]) -> ([InspectedPhoto], problems: [String]) {
    guard !media.isEmpty else { return ([], []) }
    guard service.photos != nil else {
      return ([], ["media cannot be taken here: this city keeps no photos."])
    }
    guard media.count <= Self.mostMedia else {
      return ([], ["media has \(media.count) files and \(Self.mostMedia) are allowed."])
    }
    var (photos, problems): ([InspectedPhoto], [String]) = ([], [])
    for bytes in media {
      guard bytes.count <= PhotoUpload.mostBytes else {
        problems.append(
          "media has \(bytes.count) bytes and \(PhotoUpload.mostBytes) are allowed. Maybe take it "
            + "smaller.")
        continue
      }
      do throws(PhotoRefused) {
        photos.append(try InspectedPhoto(bytes))
      } catch {
        problems.append("media: \(error.explanation.english)")
      }
    }
    return (photos, problems)
  }

  private func place(_ form: FormBody) -> (Coordinate?, problem: String?) {
    guard form["lat"] != nil || form["long"] != nil else { return (nil, nil) }
    guard let latitude = form["lat"].flatMap(Double.init), (-90...90).contains(latitude) else {
      return (nil, "lat is missing or no number from -90 to 90.")
    }
    guard let longitude = form["long"].flatMap(Double.init), (-180...180).contains(longitude) else {
      return (nil, "long is missing or no number from -180 to 180.")
    }
    return (Coordinate(latitude: latitude, longitude: longitude), nil)
  }

  private func problems(of answers: [String: [String]], in chosen: CaseClass?) -> [String] {
    (chosen?.attributes ?? []).compactMap { attribute in
      guard let given = answers[attribute.code] else {
        return attribute.isRequired ? "attribute[\(attribute.code)] was not provided." : nil
      }
      let mayRepeat = attribute.datatype == .multivaluelist
      guard given.count == 1 || mayRepeat, given.allSatisfy(attribute.accepts) else {
        return "attribute[\(attribute.code)] is no \(attribute.datatype.rawValue) of its form."
      }
      return nil
    }
  }

  private static func isWebAddress(_ text: String) -> Bool {
    guard text.count <= 2000, let parts = URLComponents(string: text) else { return false }
    return ["http", "https"].contains(parts.scheme?.lowercased()) && parts.host?.isEmpty == false
  }
}

// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel
import HTTPTypes
import Hummingbird
import Operations

/// Gives out one photo, for whoever was found to be allowed to see it.
enum PhotoAnswer {
  static func response(_ hash: PhotoHash, _ photos: (any PhotoStore)?) async throws -> Response {
    let gone = Problem(
      status: .notFound, explanation: PhotoStoreError.missing(hash).explanation)
    guard let photos else { throw gone }
    let photo: InspectedPhoto
    do throws(PhotoStoreError) {
      photo = try await photos.photo(hash)
    } catch .missing {
      // Erased at the end of its retention.
      throw gone
    } catch {
      throw Problem(error)
    }
    return Response(
      status: .ok,
      headers: [.contentType: photo.format.mediaType, .cacheControl: "private, no-store"],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: photo.bytes)))
  }
}

/// Takes in one photo, the body being the file itself.
enum PhotoUpload {
  /// Twice what a telephone's camera usually makes.
  static let mostBytes = 12 << 20
  /// What nobody used within a day is erased.
  static let secondsUnused: Int64 = 86_400

  struct Body: Codable {
    /// What a report or an action names it by.
    var photo: String
    /// Where the camera was, for the page to suggest; it is not kept with the picture.
    var latitude: Double?
    var longitude: Double?
  }

  /// Keeps an upload until it is used, and erases what nobody used.
  static func keep(
    _ photo: InspectedPhoto, in photos: any PhotoStore
  ) async throws(PhotoStoreError) {
    try await photos.eraseUnused(before: Instant.now.adding(seconds: -secondsUnused))
    try await photos.upload(photo)
  }

  static func answer(_ request: Request, _ photos: (any PhotoStore)?) async throws -> Response {
    guard let photos else { throw Problem.noPhotos }
    let bytes: [UInt8]
    do {
      bytes = Array(try await request.body.collect(upTo: mostBytes).readableBytesView)
    } catch {
      throw Problem.photoTooLarge(limit: mostBytes)
    }
    let photo: InspectedPhoto
    do throws(PhotoRefused) {
      photo = try InspectedPhoto(bytes)
    } catch {
      throw Problem(status: .badRequest, explanation: error.explanation)
    }
    do throws(PhotoStoreError) {
      try await keep(photo, in: photos)
    } catch {
      throw Problem(error)
    }
    return try Response(
      private: Body(
        photo: photo.hash.hexadecimal, latitude: photo.place?.latitude,
        longitude: photo.place?.longitude),
      status: .created)
  }
}

extension Problem {
  /// What the store of photos says over HTTP.
  init(_ error: PhotoStoreError) {
    let status: HTTPResponse.Status =
      switch error {
      case .missing: .badRequest
      case .full: .init(code: 507, reasonPhrase: "Insufficient Storage")
      case .damaged, .unavailable: .serviceUnavailable
      }
    self.init(status: status, explanation: error.explanation)
  }

  static let noPhotos = Self(
    status: .conflict, explanation: CaseDeskError.noPhotos.explanation)

  static func photoTooLarge(limit: Int) -> Self {
    Self(
      status: .contentTooLarge,
      explanation: LocalizedName(
        chinese: "照片超过 \(limit >> 20) MB。可以降低分辨率后重试。",
        english: "The photo has more than \(limit >> 20) MB. Maybe take it smaller."))
  }
}

// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel
import HTTPTypes
import Hummingbird

/// Photos of cases: taken in by content, shown to whoever may see the case, never to the public.
struct PhotoRoutes: Sendable {
  private let entrance: CaseEntrance

  init(_ entrance: CaseEntrance) { self.entrance = entrance }

  func add(to router: Router<ServerContext>) {
    router.post("/api/photos") { request, context in
      let (service, _) = try entrance.open(to: context)
      return try await PhotoUpload.answer(request, service.photos)
    }
    router.get("/api/cases/:id/photos/:hash", use: show)
  }

  @Sendable private func show(_: Request, context: ServerContext) async throws -> Response {
    let (service, visitor) = try entrance.open(to: context)
    let id = try context.caseNumber()
    let text = context.parameters.get("hash") ?? ""
    guard let hash = PhotoHash(text) else { throw Problem.badField("hash") }
    let events = try await service.cases.events(of: id)
    guard visitor.sees(try CityCase(id: id, replaying: events), events) else {
      throw Problem.otherBody
    }
    guard events.contains(where: { $0.action.photos.contains(hash) }) else {
      throw CaseDeskError.photos(.missing(hash))
    }
    return try await Self.response(hash, service.photos)
  }

  /// The picture itself, for whoever was found to be allowed to see it.
  static func response(
    _ hash: PhotoHash, _ photos: (any PhotoStore)?
  ) async throws -> Response {
    guard let photos else { throw CaseDeskError.photos(.missing(hash)) }
    let photo: InspectedPhoto
    do throws(PhotoStoreError) {
      photo = try await photos.photo(hash)
    } catch {
      throw CaseDeskError.photos(error)
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

  static func answer(
    _ request: Request, _ photos: (any PhotoStore)?
  ) async throws -> Response {
    guard let photos else { throw CaseDeskError.noPhotos }
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
      try await photos.eraseUnused(before: Instant.now.adding(seconds: -secondsUnused))
      try await photos.upload(photo)
    } catch {
      throw CaseDeskError.photos(error)
    }
    return try Response(
      private: Body(
        photo: photo.hash.hexadecimal, latitude: photo.place?.latitude,
        longitude: photo.place?.longitude),
      status: .created)
  }
}

// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Operations
import Stores
import TestSupport
import Testing

@testable import ChengxuServer

@Suite("Photos of violations over HTTP")
struct ViolationPhotoRouteTests {
  private static func upload(
    _ bytes: [UInt8], _ client: DutyClient, _ person: DutyClient.Person
  ) async throws -> TestResponse {
    var headers: HTTPFields = [.cookie: person.cookie, .contentType: "image/jpeg"]
    if let name = HTTPField.Name("X-Form-Secret") { headers[name] = person.secret }
    return try await client.client.execute(
      uri: "/api/duty/photos", method: .post, headers: headers, body: ByteBuffer(bytes: bytes)
    ) { $0 }
  }

  private static func picture(
    _ path: String, _ client: DutyClient, _ person: DutyClient.Person
  ) async throws -> TestResponse {
    try await client.client.execute(uri: path, method: .get, headers: [.cookie: person.cookie]) {
      $0
    }
  }

  private static func report(photos: [String]) -> [String: any Sendable] {
    let place = GridCity.location(row: 1, column: 1)
    return [
      "code": "1625", "intervention": "evidenceToBeProcessed", "latitude": place.latitude,
      "longitude": place.longitude, "photos": photos,
    ]
  }

  @Test("go to the brigade without where the camera was, and every look is in the chained log")
  func handedOver() async throws {
    try await ServedDuty.test { served in
      try await served.serve(at: 7, 2) { client in
        let office = try await client.person("office", .officer, officer: 13, unit: 6)
        let answer = try await Self.upload(PhotoSamples.jpeg(7, place: true), client, office)
        #expect(answer.status == .created)
        let photo = try answer.decoded(PhotoUpload.Body.self).photo
        #expect(photo == PhotoSamples.hash(7))
        let found = try await client.post(
          ViolationBody.self, "/api/violations", office, key: "tap-0001",
          Self.report(photos: [photo]))
        let again = try await client.post(
          ViolationBody.self, "/api/violations", office, key: "tap-0001",
          Self.report(photos: [photo]))
        #expect(found.id == again.id && found.evidence.map(\.digest.hexadecimal) == [photo])
        let kept = served.photos.appending(path: "caseFile/\(photo.prefix(2))/\(photo).jpeg")
        #expect(try [UInt8](Data(contentsOf: kept)) == PhotoSamples.jpeg(7))

        let brigade = try await client.person("brigade", .brigadeLeader, officer: 2, unit: 2)
        let other = try await client.person("other", .brigadeLeader, officer: 8, unit: 4)
        let path = "violations/\(found.id)/photos/\(photo)"
        let seen = try await Self.picture("/api/\(path)", client, brigade)
        #expect(seen.status == .ok && seen.headers[.contentType] == "image/jpeg")
        #expect([UInt8](seen.body.readableBytesView) == PhotoSamples.jpeg(7))
        #expect(try await Self.picture("/api/duty/\(path)", client, office).status == .ok)
        #expect(try await Self.picture("/api/\(path)", client, office).status == .forbidden)
        for address in ["/api/\(path)", "/api/duty/\(path)"] {
          #expect(try await Self.picture(address, client, other).status == .forbidden)
        }
        let unreported = try await Self.upload(PhotoSamples.jpeg(8), client, office)
          .decoded(PhotoUpload.Body.self).photo
        #expect(
          try await Self.picture(
            "/api/duty/violations/\(found.id)/photos/\(unreported)", client, office
          ).status == .badRequest)
      }
      let log = SQLDutyEventLog(served.database)
      let looks = try await SQLDeskStore(served.database).events(after: 0, limit: 1000)
        .map(\.entry).filter { $0.content.kind == .evidenceRead }
      #expect(looks.map(\.actor) == [.account(name: "brigade"), .account(name: "office")])
      #expect(try await log.verifyChain().isIntact)
    }
  }

  @Test("are taken only where they are photos, and reported only where they were sent")
  func refused() async throws {
    try await ServedDuty.test { served in
      try await served.serve(at: 7, 2) { client in
        let office = try await client.person("office", .officer, officer: 13, unit: 6)
        let text = try await Self.upload(Array("<svg/>".utf8), client, office)
        #expect(text.status == .badRequest)
        let long = [UInt8](repeating: 0xFF, count: PhotoUpload.mostBytes + 1)
        #expect(try await Self.upload(long, client, office).status == .contentTooLarge)
        let never = PhotoSamples.hash(20)
        #expect(
          try await client.status("/api/violations", office, Self.report(photos: [never])) == 400)
        #expect(
          try await client.status("/api/violations", office, Self.report(photos: ["x"])) == 400)
        let cases = try await client.get(
          PageBody<ViolationBody>.self, "/api/duty/violations", office)
        #expect(cases.items.isEmpty, "nothing is half-stored")
        let inspector = try await client.person("inspector", .inspector)
        #expect(try await Self.upload(PhotoSamples.jpeg(1), client, inspector).status == .forbidden)
      }
    }
  }

  @Test("stay for the longer of two purposes")
  func longer() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "kept-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = FilePhotoStore(folder)
    let photo = try InspectedPhoto(PhotoSamples.jpeg(3))
    let hash = photo.hash.hexadecimal
    func lies(in retention: PhotoRetention) -> Bool {
      FileManager.default.fileExists(
        atPath: folder.appending(path: "\(retention.rawValue)/\(hash.prefix(2))/\(hash).jpeg").path)
    }
    try await store.upload(photo)
    try await store.attach(photo.hash, .recording)
    #expect(lies(in: .recording))
    try await store.attach(photo.hash, .caseFile)
    #expect(lies(in: .caseFile) && !lies(in: .recording))
    try await store.attach(photo.hash, .report)
    #expect(lies(in: .caseFile))
  }
}

// SPDX-License-Identifier: Apache-2.0

import AccessControl
import CityOrder
import Foundation
import HTTPTypes
import HummingbirdTesting
import Operations
import Stores
import Testing

@testable import ChengxuServer

@Suite("Photos of cases over HTTP")
struct CasePhotoTests {
  @Test("answers once where the camera was, and keeps the picture without it")
  func place() async throws {
    try await ServedOrder.test { city in
      let answer = try await city.send(
        "/api/report/photos", body: PhotoSamples.jpeg(7, place: true))
      let body = try answer.decoded(PhotoUpload.Body.self)
      #expect(abs((body.latitude ?? 0) - 36.701667) < 0.00001 && body.longitude == 119.1)
      #expect(body.photo == PhotoSamples.hash(7), "the name is that of the picture alone")
      let kept = try Data(contentsOf: city.photos.appending(path: "waiting/\(body.photo).jpeg"))
      #expect([UInt8](kept) == PhotoSamples.jpeg(7))
    }
  }

  @Test("shows a case's photos to those who may see the case, and to nobody else")
  func access() async throws {
    try await ServedOrder.test { city in
      let id = try await city.accepted()
      let address = "/api/cases/\(id)/photos/\(city.before)"
      #expect(try await city.read(address, as: nil) == .unauthorized)
      #expect(try await city.read(address, as: city.signIn(.district, unit: 921)) == .forbidden)
      let handler = try await city.signIn(.district, unit: 911)
      #expect(try await city.read(address, as: handler) == .ok)
      // Another case's photo cannot be had through this one, nor one that nobody reported.
      let unused = try await city.upload(9, as: handler)
      #expect(try await city.read("/api/cases/\(id)/photos/\(unused)", as: handler) == .badRequest)
      let text = try await city.door.text("/open311/v2/requests/\(id).json", cookie: "")
      #expect(!text.contains(city.before))
    }
  }

  @Test("takes only what is a photo by its content, and only so much of it")
  func content() async throws {
    try await ServedOrder.test { city in
      for bytes in [[], Array("<svg/>".utf8), [0xFF, 0xD8, 0xFF, 0xE0, 0, 4]] as [[UInt8]] {
        let answer = try await city.send("/api/report/photos", body: bytes)
        #expect(answer.status == .badRequest)
      }
      let long = [UInt8](repeating: 0xFF, count: PhotoUpload.mostBytes + 1)
      let tooLong = try await city.send("/api/report/photos", body: long)
      #expect(tooLong.status == .contentTooLarge)
      #expect(!FileManager.default.fileExists(atPath: city.photos.path))
    }
  }

  @Test("keeps what was reported for its class, and erases what nobody used")
  func retention() async throws {
    try await ServedOrder.test { city in
      _ = try await city.finished()
      let folders = [("report", city.before), ("evidence", city.after)]
      for (folder, hash) in folders {
        let file = city.photos.appending(path: "\(folder)/\(hash.prefix(2))/\(hash).jpeg")
        #expect(FileManager.default.fileExists(atPath: file.path), "\(folder)")
      }
      _ = try await city.send("/api/report/photos", body: PhotoSamples.jpeg(8))
      let waiting = city.photos.appending(path: "waiting")
      let file = waiting.appending(path: "\(PhotoSamples.hash(8)).jpeg")
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: -90_000)], ofItemAtPath: file.path)
      _ = try await city.send("/api/report/photos", body: PhotoSamples.jpeg(10))
      let left = try FileManager.default.contentsOfDirectory(atPath: waiting.path)
      #expect(left == ["\(PhotoSamples.hash(10)).jpeg"])
    }
  }

  @Test("stops taking photos in when too many wait to be used")
  func full() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "full-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = FilePhotoStore(folder, mostWaiting: 2)
    let photos = try (0..<3).map { try InspectedPhoto(PhotoSamples.jpeg($0)) }
    try await store.upload(photos[0])
    try await store.upload(photos[1])
    await #expect(throws: PhotoStoreError.full(waiting: 2)) { try await store.upload(photos[2]) }
    try await store.upload(photos[0])
    try await store.attach(photos[0].hash, .report)
    try await store.upload(photos[2])
    #expect(try await store.photo(photos[2].hash) == photos[2])
  }

  @Test("files a report with nothing but photos that were sent before")
  func unknownPhoto() async throws {
    try await ServedOrder.test { city in
      let body = Array(
        #"{"code": "E0102", "address": "东风街", "photos": ["\#(PhotoSamples.hash(20))"]}"#.utf8)
      let answer = try await city.send("/api/report", body: body)
      #expect(answer.status == .badRequest)
    }
  }
}

// SPDX-License-Identifier: Apache-2.0

import AccessControl
import CityOrder
import DutyModel
import Foundation
import HTTPTypes
import Logging
import Operations
import Stores
import Testing

@testable import ChengxuServer

@Suite("Photos whose retention is over")
struct PhotoRetentionTests {
  /// The service as it is so many days from now; the cases of `ServedOrder` ended long ago.
  private static func service(_ city: ServedOrder, inDays days: Int64) -> PhotoRetentionService {
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    return PhotoRetentionService(
      photos: FilePhotoStore(city.photos), cases: city.store, logger: logger,
      now: { Instant.now.adding(seconds: days * 86_400) })
  }

  private static func kept(_ city: ServedOrder) async -> [UInt8] {
    let store = FilePhotoStore(city.photos)
    var kept: [UInt8] = []
    for number: UInt8 in 0..<9 {
      guard let hash = PhotoHash(PhotoSamples.hash(number)) else { continue }
      if (try? await store.photo(hash)) != nil { kept.append(number) }
    }
    return kept
  }

  @Test("are erased when the last case that shows them has ended long enough")
  func ended() async throws {
    try await ServedOrder.test { city in
      let id = try await city.closed()
      #expect(try await Self.service(city, inDays: 179).eraseExpired() == .init())
      #expect(await Self.kept(city) == [0, 1, 2])
      // The report's photo after 180 days, the proof of the work after two years.
      #expect(try await Self.service(city, inDays: 181).eraseExpired() == .init(erased: 1))
      #expect(await Self.kept(city) == [1, 2])
      #expect(try await Self.service(city, inDays: 181).eraseExpired() == .init())
      #expect(try await Self.service(city, inDays: 731).eraseExpired() == .init(erased: 2))
      #expect(await Self.kept(city).isEmpty)
      // The case stays, and says which photos it had.
      let supervisor = try await city.signIn(.supervisionCentre)
      #expect(try await city.one(id, as: supervisor).timeline[0].photos == [city.before])
      let address = "/api/cases/\(id)/photos/\(city.before)"
      #expect(try await city.read(address, as: supervisor) == .notFound)
    }
  }

  @Test("stay while a case that shows them is open, and where they belong to a file")
  func needed() async throws {
    try await ServedOrder.test { city in
      _ = try await city.closed()
      // The same picture of another problem, which is not solved.
      _ = try await city.report()
      let store = FilePhotoStore(city.photos)
      for (number, retention) in [
        (UInt8(5), PhotoRetention.caseFile), (6, .recording), (7, .report),
      ] {
        let photo = try InspectedPhoto(PhotoSamples.jpeg(number))
        try await store.upload(photo)
        try await store.attach(photo.hash, retention)
      }
      let outcome = try await Self.service(city, inDays: 4000).eraseExpired()
      // Both proofs and the recording; what no case shows is left for somebody to look at.
      #expect(outcome == .init(erased: 3, unknown: 1))
      #expect(await Self.kept(city) == [0, 5, 7])
    }
  }
}

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
      photos: FilePhotoStore(city.photos),
      uses: [
        CasePhotos(cases: city.store), AssessmentPhotos(records: SQLOrderStore(city.database)),
        FindingPhotos(desks: SQLDeskStore(city.database)),
      ], logger: logger,
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

  @Test("of an assessment stay while its round runs, and three years after its end")
  func assessment() async throws {
    try await ServedOrder.test { city in
      let photo = try InspectedPhoto(PhotoSamples.jpeg(4))
      let photos = FilePhotoStore(city.photos)
      try await photos.upload(photo)
      try await photos.attach(photo.hash, .assessment)
      let (records, sites) = (SQLOrderStore(city.database), city.service.sites)
      let site = try #require(sites.sites.first)
      let criterion = try #require(sites.criteria.first { $0.siteType == site.type })
      let name = LocalizedName(chinese: "全员复审", english: "Recheck")
      func entry(
        _ person: ID<CasePerson>, _ role: CaseActor.Role, _ step: AssessmentRecord.Step
      ) -> OrderEntry<AssessmentRecord.Step> {
        OrderEntry(
          by: CaseActor(person: person, role: role, unit: 1), at: ServedOpen311.now, step, key: nil)
      }
      try await records.open(
        AssessmentRecord.self,
        with: entry(7, .supervisor, .open(.recheckByAll, name, sites.sites, sites.criteria, nil)))
      let finding = AssessmentRecord.Finding(site: site.id, criterion: criterion.code)
      _ = try await records.append(
        entry(8, .collector, .observe(finding, .notCompliant, photo: photo.hash, note: "")), to: 1,
        version: 1, AssessmentRecord.self)
      #expect(try await Self.service(city, inDays: 4000).eraseExpired() == .init())
      _ = try await records.append(
        entry(7, .supervisor, .end), to: 1, version: 2, AssessmentRecord.self)
      #expect(try await Self.service(city, inDays: 1094).eraseExpired() == .init())
      #expect(await Self.kept(city) == [4])
      #expect(try await Self.service(city, inDays: 1096).eraseExpired() == .init(erased: 1))
      #expect(await Self.kept(city).isEmpty)
    }
  }

  @Test("of an inspection stay while a finding is open, and three years after it was settled")
  func inspection() async throws {
    try await ServedDuty.test { served in
      try await served.serve(at: 8, 0) {
        [database = served.database, folder = served.photos] client in
        let photo = try InspectedPhoto(PhotoSamples.jpeg(5))
        let photos = FilePhotoStore(folder)
        try await photos.upload(photo)
        let inspector = try await client.person("inspector", .inspector, officer: 13)
        let raised: [String: any Sendable] = [
          "form": "post", "place": 1, "mode": "peak", "category": "handling", "words": "见图",
          "photos": [photo.hash.hexadecimal],
        ]
        #expect(try await client.status("/api/findings", inspector, raised) < 300)
        func erased(inDays days: Int64) async throws -> PhotoRetentionService.Outcome {
          try await PhotoRetentionService(
            photos: photos, uses: [FindingPhotos(desks: SQLDeskStore(database))],
            logger: Logger(label: "test"), now: { Instant.now.adding(seconds: days * 86_400) }
          ).eraseExpired()
        }
        #expect(try await erased(inDays: 4000) == .init())
        let all = try await client.get(PageBody<FindingBody>.self, "/api/findings", inspector)
        let finding = try #require(all.items.first)
        let withdrawal: [String: any Sendable] = [
          "step": "withdraw", "words": "核实无误", "version": 1,
        ]
        #expect(
          try await client.status(
            "/api/findings/\(finding.id)/judgements", inspector, withdrawal) < 300)
        #expect(try await erased(inDays: 1094) == .init())
        #expect(try await erased(inDays: 1096) == .init(erased: 1))
      }
    }
  }
}

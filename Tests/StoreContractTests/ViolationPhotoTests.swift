// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Operations
import Stores
import Testing

@Suite("Photos of violations at the desk")
struct ViolationPhotoTests {
  private static let shown = PhotoHash(String(repeating: "ab", count: 32))
  private static let other = PhotoHash(String(repeating: "cd", count: 32))

  private func report(
    _ desks: SampleDesks, _ code: String, _ intervention: ViolationCase.Intervention,
    photos: [PhotoHash], evidence: [EvidenceReference] = []
  ) async throws -> ViolationFile {
    let now = desks.at(7, 30)
    let (violations, caller) = (desks.violations, desks.caller(13, now))
    let report = ViolationDesk.Report(
      code: try #require(ViolationCode(code)), intervention: intervention,
      place: SampleDesks.place(row: 1, column: 1.2), evidence: evidence, photos: photos)
    return try await desks.change(at: now) { session in
      try violations.report(report, at: nil, by: caller, in: session)
    }
  }

  private func show(
    _ desks: SampleDesks, _ photo: PhotoHash, of file: ViolationFile, to officer: Int64?,
    reach: Set<ID<DutyModel.Unit>>? = nil
  ) async throws {
    let now = desks.at(7, 40)
    let (violations, caller) = (desks.violations, desks.caller(officer, now, reach: reach))
    _ = try await desks.change(at: now) { session in
      try violations.show(photo, of: file.id, to: caller, in: session)
      return true
    }
  }

  private func looks(_ desks: SampleDesks) async throws -> [DutyEventEntry] {
    try await desks.store.events(after: 0, limit: 1000).map(\.entry)
      .filter { $0.content.kind == .evidenceRead }
  }

  @Test("are kept for ever where a penalty may follow, and half a year where a word ended it")
  func retention() async throws {
    try await SampleDesks.test { desks async throws in
      let photo = try #require(Self.shown)
      let secured = try await report(desks, "1625", .evidenceToBeProcessed, photos: [photo])
      #expect(secured.evidence.map(\.digest.hexadecimal) == [photo.hexadecimal])
      #expect(secured.evidence.map(\.kind) == ["photo"])
      #expect(secured.evidence.map(\.isKeptForever) == [true])
      let word = try await report(desks, "2004", .dissuasion, photos: [photo])
      #expect(word.evidence.map(\.isKeptForever) == [false])
    }
  }

  @Test("are seen by the finder, the brigade and whoever reaches it, and each look is in the log")
  func looking() async throws {
    try await SampleDesks.test { desks async throws in
      let (photo, other) = (try #require(Self.shown), try #require(Self.other))
      let file = try await report(desks, "1625", .evidenceToBeProcessed, photos: [photo])
      #expect(file.owner == 2)
      try await show(desks, photo, of: file, to: 13, reach: [6])
      try await show(desks, photo, of: file, to: 1, reach: [3])
      try await show(desks, photo, of: file, to: nil)
      await #expect(throws: DeskError.outsideTerritory) {
        try await show(desks, photo, of: file, to: 8, reach: [4, 5])
      }
      await #expect(throws: DeskError.self) { try await show(desks, other, of: file, to: 13) }
      let looks = try await looks(desks)
      #expect(looks.count == 3, "a look that was refused is none")
      #expect(looks.allSatisfy { $0.content == .evidenceRead(violation: file.id, photo: photo) })
      #expect(looks.allSatisfy { $0.actor == .account(name: "test") })
    }
  }

  @Test("are few, and never said to lie elsewhere")
  func limits() async throws {
    try await SampleDesks.test { desks async throws in
      let photo = try #require(Self.shown)
      let many = [PhotoHash](repeating: photo, count: ViolationDesk.mostPhotos + 1)
      await #expect(throws: DeskError.self) {
        _ = try await report(desks, "1625", .evidenceToBeProcessed, photos: many)
      }
      let digest = try #require(EventDigest(hexadecimal: photo.hexadecimal))
      let elsewhere = EvidenceReference(digest: digest, kind: "photo", isKeptForever: false)
      await #expect(throws: DeskError.self) {
        _ = try await report(
          desks, "1625", .evidenceToBeProcessed, photos: [], evidence: [elsewhere])
      }
    }
  }
}

// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel
import Operations

/// Something that shows photos, and so needs them until it has ended.
protocol PhotoUses: Sendable {
  /// Until when each photo is needed here; one that is not shown here is not in the answer.
  func needs(ofPhotos hashes: [PhotoHash]) async throws -> [PhotoHash: PhotoNeed]
}

struct CasePhotos: PhotoUses {
  let cases: any CaseStore

  /// Hashes asked for at once.
  private static let batch = 500

  func needs(ofPhotos hashes: [PhotoHash]) async throws -> [PhotoHash: PhotoNeed] {
    var needs: [PhotoHash: PhotoNeed] = [:]
    for start in stride(from: 0, to: hashes.count, by: Self.batch) {
      let some = Array(hashes[start..<min(start + Self.batch, hashes.count)])
      needs.merge(try await cases.needs(ofPhotos: some)) { $0.joined(with: $1) }
    }
    return needs
  }
}

/// Photos of sites, counted from the end of the last round that shows them.
struct AssessmentPhotos: PhotoUses {
  let records: any OrderRecordStore

  func needs(ofPhotos hashes: [PhotoHash]) async throws -> [PhotoHash: PhotoNeed] {
    guard !hashes.isEmpty else { return [:] }
    let wanted = Set(hashes)
    var needs: [PhotoHash: PhotoNeed] = [:]
    for stored in try await records.records(AssessmentRecord.self, limit: .max) {
      let need = stored.record.endedAt.map(PhotoNeed.ended) ?? .open
      for hash in stored.record.round.observations.compactMap(\.photo) where wanted.contains(hash) {
        needs[hash] = needs[hash]?.joined(with: need) ?? need
      }
    }
    return needs
  }
}

/// Photos of what internal inspections found wrong, counted from the sign-off or the withdrawal.
struct FindingPhotos: PhotoUses {
  let desks: any DeskStore

  /// Files read at once.
  private static let batch = 500

  func needs(ofPhotos hashes: [PhotoHash]) async throws -> [PhotoHash: PhotoNeed] {
    guard !hashes.isEmpty else { return [:] }
    let wanted = Set(hashes)
    var needs: [PhotoHash: PhotoNeed] = [:]
    var before: Int64?
    while true {
      let query = DeskQuery(before: before, limit: Self.batch)
      let files = try await desks.read { try $0.files(FindingFile.self, query) }
      for file in files {
        let need = file.isOpen ? PhotoNeed.open : .ended(file.finding.lastChange)
        for hash in file.finding.notice.photos.compactMap({ PhotoHash($0.name) })
        where wanted.contains(hash) {
          needs[hash] = needs[hash]?.joined(with: need) ?? need
        }
      }
      guard files.count == Self.batch, let last = files.last else { return needs }
      before = last.key.number
    }
  }
}

// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Logging
import Operations
import ServiceLifecycle

/// Erases, once a day, the photos whose retention is over.
///
/// A photo is counted from the end of the last case, assessment round or inspection's finding that shows it; while one
/// of them is open it stays. A recording ended on the spot, so it is counted from its upload. A photo that should belong
/// to one of them and that none shows stays and is reported: whoever runs the server should look at it. Files of
/// penalties are kept for ever.
struct PhotoRetentionService: Service {
  let photos: any PhotoStore
  let uses: [any PhotoUses]
  let logger: Logger
  var now: @Sendable () -> Instant = { .now }

  /// What one round came to.
  struct Outcome: Hashable {
    var erased = 0
    /// Past their time, and shown by nothing that is known.
    var unknown = 0
  }

  func run() async throws {
    while !Task.isShuttingDownGracefully, !Task.isCancelled {
      do {
        let outcome = try await eraseExpired()
        if outcome.erased > 0 {
          logger.notice("photos erased", metadata: ["photos": "\(outcome.erased)"])
        }
        if outcome.unknown > 0 {
          logger.warning(
            "old photos that nothing shows", metadata: ["photos": "\(outcome.unknown)"])
        }
      } catch {
        logger.error("photos could not be erased", metadata: ["error": "\(error)"])
      }
      try? await cancelWhenGracefulShutdown { try await Task.sleep(for: .seconds(86_400)) }
    }
  }

  func eraseExpired() async throws -> Outcome {
    var outcome = Outcome()
    for retention in PhotoRetention.allCases {
      guard let end = end(of: retention) else { continue }
      let old = try await photos.photos(keptAs: retention, uploadedBefore: end)
      var needs: [PhotoHash: PhotoNeed] = [:]
      for use in uses {
        needs.merge(try await use.needs(ofPhotos: old)) { $0.joined(with: $1) }
      }
      for hash in old {
        switch needs[hash] {
        case .open: break
        case .ended(let moment):
          // A recording may be a citizen's picture of a case too.
          let needed = self.end(of: retention == .recording ? .report : retention)
          guard let needed, moment < needed else { break }
          try await photos.erase(hash)
          outcome.erased += 1
        case nil where retention == .recording:
          try await photos.erase(hash)
          outcome.erased += 1
        case nil: outcome.unknown += 1
        }
      }
    }
    return outcome
  }

  /// What was over before this moment need not be kept; `nil` for what is kept for ever.
  private func end(of retention: PhotoRetention) -> Instant? {
    retention.days.map { now().adding(seconds: -Int64($0) * 86_400) }
  }
}

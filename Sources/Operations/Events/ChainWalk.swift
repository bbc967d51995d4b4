// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// Walks a log for a check: the walk of `verifyChain`, which must also come by what an earlier check has sealed.
///
/// A chain whose last events are gone, or that was written anew from some event on, fits together by itself;
/// only a seal kept beside it shows that.
public struct ChainWalk: Sendable {
  private let log: any DutyEventLog
  private let sealed: ChainSeal?
  private let partEvents: Int

  public init(
    _ log: any DutyEventLog, sealed: ChainSeal?, partEvents: Int = ChainVerifier.partEvents
  ) {
    self.log = log
    self.sealed = sealed
    self.partEvents = partEvents
  }

  /// - Parameter progress: told after each part how many events were walked over.
  /// - Returns: what was found, and how many events that took.
  /// - Throws: what `progress` throws.
  public func run(
    telling progress: @Sendable (Int) async throws(EventLogError) -> Void
  ) async throws(EventLogError) -> (finding: ChainCheck.Finding, walked: Int) {
    var verifier = ChainVerifier()
    while true {
      let walked = Int(verifier.lastID.rawValue)
      // A part ends at the seal, so that the digest there can be compared.
      let left = sealed.map { $0.events - walked } ?? 0
      let limit = left > 0 ? min(left, partEvents) : partEvents
      let part: (verifier: ChainVerifier, isAtEnd: Bool)
      do {
        part = try await log.verifyPart(verifier, atMost: limit)
      } catch {
        return (.failed(detail: error.explanation.english), walked)
      }
      verifier = part.verifier
      let end = verifier.seal
      if case .broken(let id, let reason) = verifier.result {
        return (.broken(at: id, reason), end.events)
      }
      if let sealed, end.events == sealed.events, end.digest != sealed.digest {
        return (.broken(at: ID(rawValue: Int64(end.events)), .otherSeal), end.events)
      }
      if part.isAtEnd {
        if let sealed, end.events < sealed.events {
          return (.broken(at: ID(rawValue: Int64(end.events) + 1), .missingEnd), end.events)
        }
        return (.intact(end), end.events)
      }
      try await progress(end.events)
    }
  }
}

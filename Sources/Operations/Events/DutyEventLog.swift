// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// The log of the city's duty: only ever added to, in batches that are stored whole or not at all.
public protocol DutyEventLog: Sendable {
  /// Adds the entries in order, as one transaction, and returns when they are durable.
  ///
  /// - Returns: the events with their numbers and digests; empty for no entries.
  @discardableResult
  func append(_ entries: [DutyEventEntry]) async throws(EventLogError) -> [DutyEvent]

  /// Events that happened from `interval.lowerBound` until just before its upper bound, in the
  /// order of recording; all kinds if `kinds` is `nil`.
  func events(
    in interval: Range<Instant>, kinds: Set<DutyEvent.Kind>?
  ) async throws(EventLogError) -> [DutyEvent]

  /// Hands each event of the interval to `next`, in the order of recording, so that a log larger
  /// than memory can be summarised.
  ///
  /// - Throws: `EventLogError`, or what `next` throws.
  func fold<Sum: Sendable>(
    in interval: Range<Instant>, into sum: Sum,
    _ next: @escaping @Sendable (inout Sum, DutyEvent) throws -> Void
  ) async throws -> Sum

  /// The event recorded last, `nil` in an empty log.
  func last() async throws(EventLogError) -> DutyEvent?

  /// Walks on over the next events, at most so many: a long log is walked in parts, so that nothing else waits
  /// for it and somebody can be told how far it is.
  ///
  /// - Parameter verifier: as it came back from the part before; a new one at the beginning.
  /// - Returns: the verifier after these events, and whether the log ends there.
  func verifyPart(
    _ verifier: ChainVerifier, atMost limit: Int
  ) async throws(EventLogError) -> (verifier: ChainVerifier, isAtEnd: Bool)
}

extension DutyEventLog {
  /// Walks the whole log and names the first break.
  public func verifyChain() async throws(EventLogError) -> ChainVerification {
    var verifier = ChainVerifier()
    while true {
      let part = try await verifyPart(verifier, atMost: ChainVerifier.partEvents)
      verifier = part.verifier
      if part.isAtEnd || !verifier.result.isIntact { return verifier.result }
    }
  }
}

/// Why the log could not do it. Nothing was stored.
public struct EventLogError: ExplainedError {
  public enum Code: String, CaseIterable, Sendable {
    /// The disk is full.
    case full
    /// Somebody else holds the log; the same call may succeed later.
    case busy
    /// What is stored cannot be read.
    case damaged
    case unavailable
  }

  public var code: Code
  /// What the store said, in English.
  public var detail: String

  public init(_ code: Code, detail: String) {
    self.code = code
    self.detail = detail
  }

  public var explanation: LocalizedName {
    switch code {
    case .full:
      LocalizedName(
        chinese: "磁盘已满，勤务事件未保存。可以清理磁盘空间后重试。（\(detail)）",
        english: "The disk is full and the duty events were not stored. \(detail)")
    case .busy:
      LocalizedName(
        chinese: "事件库正被占用，未保存。可以稍后重试，或停止使用同一目录的其他服务。（\(detail)）",
        english: "The event log is in use and nothing was stored. \(detail)")
    case .damaged:
      LocalizedName(
        chinese: "事件库中的记录无法读取。可以用备份恢复后再校验。（\(detail)）",
        english: "A record of the event log cannot be read. Maybe restore a backup. \(detail)")
    case .unavailable:
      LocalizedName(
        chinese: "事件库不可用。可以检查数据目录的权限和磁盘。（\(detail)）",
        english: "The event log is not available. \(detail)")
    }
  }
}

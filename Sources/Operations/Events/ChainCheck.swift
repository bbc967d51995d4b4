// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// How far a log went, and the digest of its last event: enough to see later whether it still says the same.
public struct ChainSeal: Hashable, Sendable {
  public var events: Int
  public var digest: EventDigest

  public init(events: Int, digest: EventDigest) {
    self.events = events
    self.digest = digest
  }
}

/// One walk over the whole log at somebody's request: how far it is, and what it found.
public struct ChainCheck: Identifiable, Hashable, Sendable {
  public enum Finding: Hashable, Sendable {
    case intact(ChainSeal)
    case broken(at: DutyModel.ID<DutyEvent>, ChainVerification.Break)
    /// The log could not be read to its end: what the store said, in English.
    case failed(detail: String)

    /// What was found, in words.
    public var explanation: LocalizedName {
      switch self {
      case .intact(let seal): ChainVerification.intact(events: seal.events).explanation
      case .broken(let id, let reason): ChainVerification.broken(at: id, reason).explanation
      case .failed(let detail):
        LocalizedName(
          chinese: "事件库没有读完，没有结论。可以检查数据库后再校验。（\(detail)）",
          english: "The log could not be read to its end, and nothing was found out. "
            + "Maybe look after the database and check again. \(detail)")
      }
    }
  }

  /// A server that has told nothing for so long is gone, and its walk has no end.
  public static let lostAfterSeconds: Int64 = 60

  public var id: DutyModel.ID<ChainCheck>
  /// The account that asked for it.
  public var account: String
  public var begun: Instant
  /// When its server last told how far it is.
  public var heard: Instant
  /// Events walked over so far.
  public var walked: Int
  /// Events that there were at the beginning.
  public var length: Int
  public var ended: Instant?
  public var finding: Finding?

  public init(
    id: DutyModel.ID<ChainCheck>, account: String, begun: Instant, heard: Instant, walked: Int,
    length: Int, ended: Instant? = nil, finding: Finding? = nil
  ) {
    self.id = id
    self.account = account
    self.begun = begun
    self.heard = heard
    self.walked = walked
    self.length = length
    self.ended = ended
    self.finding = finding
  }

  public func isUnderWay(at now: Instant) -> Bool {
    ended == nil && now.seconds(since: heard) < Self.lostAfterSeconds
  }
}

/// Where the checks of the log are kept. What begins and what comes of it is in the auditor's record in the same
/// transaction.
public protocol ChainCheckStore: Sendable {
  /// Begins a check, unless one is under way on any server.
  func begin(by account: String, at now: Instant) async throws(EventLogError) -> ChainCheckStart
  func advance(
    _ id: DutyModel.ID<ChainCheck>, walked: Int, at now: Instant
  ) async throws(EventLogError)
  func end(
    _ id: DutyModel.ID<ChainCheck>, _ finding: ChainCheck.Finding, walked: Int, at now: Instant
  ) async throws(EventLogError)
  func state() async throws(EventLogError) -> ChainState
}

/// What comes of asking for a check.
public enum ChainCheckStart: Hashable, Sendable {
  /// Begun; and what the last intact check has sealed, which must still be there.
  case begun(ChainCheck, sealed: ChainSeal?)
  /// Somebody else's is under way.
  case underWay(ChainCheck)
}

/// The log's end as it is stored, and the checks that it went through.
public struct ChainState: Hashable, Sendable {
  public var length: Int
  /// As stored, also where it is no digest; `nil` for an empty log.
  public var seal: String?
  /// The newest, whether it has ended or not.
  public var newest: ChainCheck?
  /// The newest that has come to its end.
  public var lastEnded: ChainCheck?
  public var lastIntact: ChainCheck?
  /// The newest that found the log intact or broken: one that could not read it changes nothing about that.
  public var lastFound: ChainCheck?

  public init(
    length: Int, seal: String?, newest: ChainCheck?, lastEnded: ChainCheck?,
    lastIntact: ChainCheck?, lastFound: ChainCheck?
  ) {
    self.length = length
    self.seal = seal
    self.newest = newest
    self.lastEnded = lastEnded
    self.lastIntact = lastIntact
    self.lastFound = lastFound
  }
}

// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// What walking the whole chain found.
public enum ChainVerification: Hashable, Sendable {
  case intact(events: Int)
  /// The first event that does not fit, and how.
  case broken(at: ID<DutyEvent>, Break)

  public enum Break: String, CaseIterable, Sendable {
    /// A number is missing: an event was removed, or put in between.
    case missingNumber
    /// It does not name the digest of the event before.
    case wrongPrevious
    /// Its text does not give its digest: it was changed.
    case changedBody
    /// A column says something else than the text.
    case wrongColumn
    /// The log ends before what an earlier check has sealed: events were removed from its end.
    case missingEnd
    /// All fits together, and yet it is not what an earlier check has sealed: the log was written anew.
    case otherSeal
  }

  public var isIntact: Bool {
    if case .intact = self { true } else { false }
  }

  public var explanation: LocalizedName {
    switch self {
    case .intact(let events):
      return LocalizedName(
        chinese: "事件链完整，共 \(events) 条。", english: "The chain is intact: \(events) events.")
    case .broken(let id, let reason):
      let (chinese, english) =
        switch reason {
        case .missingNumber: ("编号不连续", "a number is missing before it")
        case .wrongPrevious: ("与前一条不衔接", "it does not follow the event before it")
        case .changedBody: ("内容被改动", "its content was changed")
        case .wrongColumn: ("索引列与内容不符", "a column differs from its content")
        case .missingEnd: ("上次校验过的末尾缺失", "the end that an earlier check has sealed is missing")
        case .otherSeal: ("与上次校验的封条不一致", "it is not what an earlier check has sealed")
        }
      return LocalizedName(
        chinese: "事件链在第 \(id) 条断开：\(chinese)。可以用最近的备份核对。",
        english: "The chain breaks at event \(id): \(english). Maybe compare with the last backup.")
    }
  }
}

/// Walks a chain event by event, so that a log of any length is verified in constant memory.
public struct ChainVerifier: Sendable {
  /// So many events are walked at a time: some tens of milliseconds.
  public static let partEvents = 5_000

  private var previous = EventDigest.start
  /// The last event that was walked over with a digest.
  public private(set) var lastID: ID<DutyEvent> = 0
  private var firstBreak: ChainVerification?

  public init() {}

  /// Takes the next event as it is stored. Events after the first break change nothing.
  public mutating func check(
    id: ID<DutyEvent>, previous stored: EventDigest?, digest: EventDigest?, body: String
  ) {
    guard firstBreak == nil else { return }
    if id.rawValue != lastID.rawValue + 1 {
      firstBreak = .broken(at: id, .missingNumber)
    } else if stored != previous {
      firstBreak = .broken(at: id, .wrongPrevious)
    } else if digest != EventChain.digest(after: previous, id: id, body: body) {
      firstBreak = .broken(at: id, .changedBody)
    }
    guard let digest else { return }
    (previous, lastID) = (digest, id)
  }

  public mutating func reportWrongColumn(at id: ID<DutyEvent>) {
    if firstBreak == nil { firstBreak = .broken(at: id, .wrongColumn) }
  }

  /// The end of what was walked over.
  public var seal: ChainSeal { ChainSeal(events: Int(lastID.rawValue), digest: previous) }

  public var result: ChainVerification {
    firstBreak ?? .intact(events: Int(lastID.rawValue))
  }
}

// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Keeps the files of the desks, and changes them together with the log.
public protocol DeskStore: Sendable {
  /// Runs `body` in one transaction: files, events and notices are stored together or not at all.
  ///
  /// A request that comes again with the same key gets the first answer and changes nothing.
  ///
  /// - Throws: `DeskError`; what `body` throws of another kind as `.unavailable`.
  func change<Answer: Codable & Sendable>(
    _ request: DeskRequest?, at now: Instant,
    _ body: @escaping @Sendable (any DeskSession) throws -> Answer
  ) async throws(DeskError) -> Answer

  func read<Answer: Sendable>(
    _ body: @escaping @Sendable (any DeskSession) throws -> Answer
  ) async throws(DeskError) -> Answer

  /// Events recorded after this one, oldest first: what a live feed resumes from.
  func events(after id: ID<DutyEvent>, limit: Int) async throws(DeskError) -> [DutyEvent]

  /// Tells as soon as something was recorded, by this server or another one before the same
  /// database. Signs may come without cause, and several may come as one.
  func signs() -> AsyncStream<DeskSign>
}

/// What somebody hears who follows the log.
public enum DeskSign: Hashable, Sendable {
  case recorded
  /// Nothing is heard until the next sign; who must know looks into the log meanwhile.
  case deaf(detail: String)
}

/// The desk's papers inside one transaction. Valid only while its closure runs.
public protocol DeskSession {
  /// - Returns: `nil` if there is no such file.
  func file<File: DeskFile>(_ type: File.Type, _ key: DeskKey) throws -> File?
  func files<File: DeskFile>(_ type: File.Type, _ query: DeskQuery) throws -> [File]
  /// The highest number of a subject, 0 where there is none.
  func lastNumber(of subject: DeskSubject) throws -> Int64
  /// The number of the event recorded last, 0 in an empty log.
  func lastEvent() throws -> ID<DutyEvent>
  /// Opens a file of version 1, or replaces the one of the version before.
  ///
  /// - Throws: `DeskError.conflict` if it is another version's.
  func save<File: DeskFile>(_ file: File) throws
  /// Adds to the log, chained to what is there.
  func record(_ entry: DutyEventEntry) throws
  func notify(_ notice: DeskNotice) throws
  func notices(of query: NoticeQuery) throws -> [StoredNotice]
  /// - Returns: `false` if it was acknowledged before.
  func acknowledge(_ id: ID<DeskNotice>, by person: String, at now: Instant) throws -> Bool
}

/// A request that must be carried out once, however often it arrives.
public struct DeskRequest: Hashable, Sendable {
  /// Whose key it is: keys of different people never meet.
  public var sender: Int64
  /// Chosen by the sender, such as a UUID.
  public var key: String
  /// Digest of what is asked for: the same key for something else is a mistake.
  public var fingerprint: String

  public init(sender: Int64, key: String, content: String) {
    self.sender = sender
    self.key = key
    fingerprint = EventDigest(of: content).hexadecimal
  }

  /// A request is remembered for a week: longer than a phone stays without a network.
  public static let rememberedSeconds: Int64 = 7 * 86_400
}

/// Why a desk could not do it. Nothing was stored.
public enum DeskError: ExplainedError, Hashable {
  /// Somebody else changed the file first; it now has this version.
  case conflict(DeskSubject, DeskKey, version: Int)
  case missing(DeskSubject, DeskKey)
  case refused(TransitionRefused)
  /// The file belongs to units outside the person's territory.
  case outsideTerritory
  /// The key was used for another request.
  case keyReused
  /// What was sent cannot be; the text says what and what would be right.
  case invalid(LocalizedName)
  case full(detail: String)
  case busy(detail: String)
  case damaged(detail: String)
  case unavailable(detail: String)
}

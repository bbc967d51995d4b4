// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Who asks a desk for something, how far they reach, and when.
public struct DeskCaller: Hashable, Sendable {
  /// The person as the law sees them; `nil` for accounts without an officer and for programs.
  public var handler: Handler?
  /// The account's name, for the record.
  public var account: String
  /// The account's number, by which other offices know it; `nil` for programs.
  public var accountNumber: Int64?
  /// Units that the caller may read and act for; `nil` for the whole detachment.
  public var reach: Set<ID<Unit>>?
  public var now: Instant
  /// True in an exercise: what is recorded then is marked as made up.
  public var isExercise: Bool

  public init(
    handler: Handler?, account: String, accountNumber: Int64? = nil, reach: Set<ID<Unit>>?,
    now: Instant, isExercise: Bool = false
  ) {
    self.accountNumber = accountNumber
    self.handler = handler
    self.account = account
    self.reach = reach
    self.now = now
    self.isExercise = isExercise
  }

  /// The program itself, when a clock runs out.
  public static func system(at now: Instant, isExercise: Bool) -> Self {
    Self(handler: nil, account: "system", reach: nil, now: now, isExercise: isExercise)
  }

  public var actor: DutyActor { handler.map { .officer(id: $0.officer) } ?? .system }

  /// A phone that was offline reports what happened up to so long ago.
  public static let longestDelaySeconds: Int64 = 12 * 3600
  /// A device's clock may be so much ahead of ours.
  public static let clockToleranceSeconds: Int64 = 120

  func requireReach(of file: some DeskFile) throws(DeskError) {
    guard let reach, reach.isDisjoint(with: file.units) else { return }
    throw .outsideTerritory
  }

  func requireHandler() throws(DeskError) -> Handler {
    guard let handler else {
      throw .invalid(
        LocalizedName(
          chinese: "本账号没有对应的民警，不能办理。可以请管理员在账号上登记警员编号。",
          english: "This account belongs to no officer, so it cannot do that. Maybe ask an "
            + "administrator to give it an officer's number."))
    }
    return handler
  }

  /// The time a device says, held against ours.
  ///
  /// - Returns: our time where the device says none or is a little ahead.
  func time(of device: Instant?) throws(DeskError) -> Instant {
    guard let device else { return now }
    guard device <= now.adding(seconds: Self.clockToleranceSeconds),
      device >= now.adding(seconds: -Self.longestDelaySeconds)
    else {
      throw .invalid(
        LocalizedName(
          chinese: "设备时间与服务器相差过大，未保存。可以校准设备时钟，或请领导代为登记。",
          english: "The device's time is too far from the server's, so nothing was stored. Maybe "
            + "set its clock, or ask a leader to enter it."))
    }
    return min(device, now)
  }

  func entry(_ content: DutyEventEntry.Content, at instant: Instant, by actor: DutyActor? = nil)
    -> DutyEventEntry
  {
    DutyEventEntry(
      instant: instant, recorded: now, actor: actor ?? self.actor, isSimulated: isExercise,
      content: content)
  }
}

/// One line of a file's own story: what happened, when, by whom, in whose words.
public struct DeskLine: Hashable, Codable, Sendable {
  public var at: Instant
  public var recorded: Instant
  public var account: String
  /// A stable key, such as `accept`.
  public var step: String
  public var words: String

  init(_ caller: DeskCaller, at: Instant, _ step: String, words: String = "") {
    self.at = at
    recorded = caller.now
    account = caller.account
    self.step = step
    self.words = words
  }
}

/// Words that people write: kept as they are, up to a length.
public enum DeskWords {
  public static let longest = 500

  static func checked(_ words: String?) throws(DeskError) -> String {
    let words = words ?? ""
    guard words.count <= longest else {
      throw .invalid(
        LocalizedName(
          chinese: "文字超过 \(longest) 字。可以写短一些。",
          english: "The text has more than \(longest) characters. Maybe write less."))
    }
    return words
  }

  static func required(_ words: String?) throws(DeskError) -> String {
    let words = try checked(words)
    guard !words.allSatisfy(\.isWhitespace) else {
      throw .invalid(
        LocalizedName(
          chinese: "没有写明理由。可以补写。", english: "No reason is given. Maybe write one."))
    }
    return words
  }
}

extension DeskSession {
  func require<File: DeskFile>(_ type: File.Type, _ key: DeskKey) throws -> File {
    guard let file = try file(type, key) else { throw DeskError.missing(File.subject, key) }
    return file
  }

  /// The file that the caller has read and may change.
  func require<File: DeskFile>(
    _ type: File.Type, _ key: DeskKey, version: Int?, for caller: DeskCaller
  ) throws -> File {
    let file = try require(type, key)
    try caller.requireReach(of: file)
    if let version, version != file.version {
      throw DeskError.conflict(File.subject, key, version: file.version)
    }
    return file
  }
}

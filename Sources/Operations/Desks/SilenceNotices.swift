// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// What one look at the clocks has to tell leaders and the command centre of people of whom nothing is heard.
///
/// Where a cell of the network fails, a whole brigade goes silent at once: its people stand in one notice, not in
/// forty. The log still has an event for each of them.
struct SilenceNotices {
  private struct Entry {
    var notice: DeskNotice
    var silent: DeskNotice.Silent
  }

  /// Notices of which one tells of all.
  private struct Group: Hashable {
    var subject: DeskSubject
    /// Whom it is for; `nil` for the command centre.
    var addressee: ID<Unit>?
    var unit: ID<Unit>
  }

  private var groups: [Group: [Entry]] = [:]

  /// - Parameter unit: Whose person it is, as the addressee thinks of them: a squadron's leader of the squadron, the
  ///   command centre of the brigade.
  mutating func add(_ notice: DeskNotice, of silent: DeskNotice.Silent, unit: ID<Unit>) {
    let group = Group(subject: notice.subject, addressee: notice.unit, unit: unit)
    groups[group, default: []].append(Entry(notice: notice, silent: silent))
  }

  /// One notice a group; of a single person the very one that was added.
  func send(in session: any DeskSession) throws {
    let all = groups.map { group, entries in
      (unit: group.unit, entries: entries.sorted { Self.order($0.silent) < Self.order($1.silent) })
    }
    // In the same order on every run.
    let sorted = all.sorted {
      let (left, right) = (Self.order($0.entries[0].silent), Self.order($1.entries[0].silent))
      return left == right ? $0.unit < $1.unit : left < right
    }
    for (unit, entries) in sorted {
      var notice = entries[0].notice
      if entries.count > 1 {
        notice.gathered = DeskNotice.Gathered(unit: unit, silent: entries.map(\.silent))
      }
      try session.notify(notice)
    }
  }

  private static func order(_ silent: DeskNotice.Silent) -> (Int64, Int64, Int64) {
    (silent.since.milliseconds, silent.key.number, silent.key.part)
  }
}

extension DeskNotice {
  /// Whether it asks or tells of this silence, alone or with others'.
  func tells(of silent: Silent, _ subject: DeskSubject, detail: String? = nil) -> Bool {
    guard kind == .welfareAsked || kind == .welfareSilent, self.subject == subject else {
      return false
    }
    if let gathered { return gathered.silent.contains(silent) }
    return key == silent.key && (detail == nil || self.detail == detail)
  }
}

extension DeskSession {
  /// Nobody has to read a notice any more that what it waited for has answered.
  func answerNotices(
    to officer: ID<Officer>? = nil, by caller: DeskCaller,
    where isAnswered: (DeskNotice) throws -> Bool
  ) throws {
    for stored in try notices(of: NoticeQuery(units: nil, officer: officer, limit: 500))
    where try isAnswered(stored.notice) {
      _ = try acknowledge(stored.id, by: caller.account, at: caller.now)
    }
  }

  /// A silence is over: nobody has to read the notices of it any more. One that tells of several people waits for the
  /// last of them.
  ///
  /// - Parameters:
  ///   - detail: What tells a notice of one person from others with the same file.
  ///   - isSilent: Whether another one's silence still lasts.
  func answerSilence(
    _ silent: DeskNotice.Silent, _ subject: DeskSubject, detail: String? = nil,
    by caller: DeskCaller, isSilent: (DeskNotice.Silent) throws -> Bool
  ) throws {
    try answerNotices(to: silent.officer, by: caller) { notice in
      guard notice.tells(of: silent, subject, detail: detail) else { return false }
      return try notice.gathered?.silent.contains { try $0 != silent && isSilent($0) } != true
    }
  }
}

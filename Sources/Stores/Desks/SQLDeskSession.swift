// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation
import Operations
import StorePort

/// The desks' papers inside one transaction.
///
/// Events are sealed and written at the end of the change, onto the end of the log that the changes
/// of one transaction hand on.
final class SQLDeskSession: DeskSession {
  let session: any SQLSession
  private var entries: [DutyEventEntry] = []

  private let log: LogEnd

  init(_ session: any SQLSession, _ log: LogEnd) {
    self.session = session
    self.log = log
  }

  func flush() throws {
    guard !entries.isEmpty else { return }
    var chain = try log.chain ?? session.chainAtEnd()
    for entry in entries { try session.insert(try chain.seal(entry)) }
    log.chain = chain
  }

  func record(_ entry: DutyEventEntry) throws { entries.append(entry) }

  func file<File: DeskFile>(_ type: File.Type, _ key: DeskKey) throws -> File? {
    try session.rows(
      """
      SELECT body FROM desk_file
      WHERE subject = \(File.subject.rawValue) AND number = \(key.number) AND part = \(key.part)
      """
    ).first.map { try File.read($0.text(0)) }
  }

  func files<File: DeskFile>(_ type: File.Type, _ query: DeskQuery) throws -> [File] {
    try session.rows(Self.statement(File.subject, query)).map { try File.read($0.text(0)) }
  }

  /// One statement whatever is asked for: a condition that is not wanted is true by itself.
  static func statement(_ subject: DeskSubject, _ query: DeskQuery) -> SQLText {
    let (from, until) = (
      query.started?.lowerBound.milliseconds ?? .min, query.started?.upperBound.milliseconds ?? .max
    )
    let open = query.isOpen.map { $0 ? [1] : [0] } ?? [0, 1]
    let units = query.units.map { $0.map(\.rawValue).sorted() } ?? []
    return """
      SELECT body FROM desk_file AS file
      WHERE subject = \(subject.rawValue) AND is_open IN \(anyOf: open)
        AND started >= \(from) AND started < \(until)
        AND number < \(query.before ?? Int64.max)
        AND (\(query.clockBy == nil) = 1 OR clock <= \(query.clockBy?.milliseconds ?? 0))
        AND (\(query.units == nil) = 1 OR EXISTS (
          SELECT 1 FROM desk_party AS party
          WHERE party.subject = file.subject AND party.number = file.number
            AND party.part = file.part AND party.kind = 'unit' AND party.party IN \(anyOf: units)))
        AND (\(query.person == nil) = 1 OR EXISTS (
          SELECT 1 FROM desk_party AS party
          WHERE party.subject = file.subject AND party.number = file.number
            AND party.part = file.part AND party.kind = 'officer'
            AND party.party = \(query.person?.rawValue ?? 0)))
      ORDER BY number DESC, part DESC LIMIT \(query.limit)
      """
  }

  func lastNumber(of subject: DeskSubject) throws -> Int64 {
    try session.rows(
      "SELECT coalesce(max(number), 0) FROM desk_file WHERE subject = \(subject.rawValue)")[0]
      .integer(0)
  }

  func lastEvent() throws -> DutyModel.ID<DutyEvent> {
    ID(rawValue: try session.rows("SELECT coalesce(max(id), 0) FROM duty_event")[0].integer(0))
  }

  func save<File: DeskFile>(_ file: File) throws {
    let (subject, key) = (File.subject.rawValue, file.key)
    let body = try file.text()
    if file.version == 1 {
      guard try self.file(File.self, key) == nil else {
        throw DeskError.conflict(File.subject, key, version: 1)
      }
      try session.execute(
        """
        INSERT INTO desk_file (subject, number, part, version, state, is_open, started, clock, body)
        VALUES (\(subject), \(key.number), \(key.part), 1, \(file.stateKey), \(file.isOpen),
          \(file.started.milliseconds), \((file.nextClock?.milliseconds).sqlValue), \(body))
        """)
    } else {
      let changed = try session.execute(
        """
        UPDATE desk_file SET version = \(file.version), state = \(file.stateKey),
          is_open = \(file.isOpen), clock = \((file.nextClock?.milliseconds).sqlValue), body = \(body)
        WHERE subject = \(subject) AND number = \(key.number) AND part = \(key.part)
          AND version = \(file.version - 1)
        """)
      guard changed == 1 else {
        throw DeskError.conflict(
          File.subject, key, version: try self.file(File.self, key)?.version ?? 0)
      }
    }
    try saveParties(of: file)
  }

  /// Whoever once had to do with a file keeps seeing it.
  private func saveParties(of file: some DeskFile) throws {
    let (subject, key) = (type(of: file).subject.rawValue, file.key)
    let parties =
      file.units.map { ("unit", $0.rawValue) } + file.people.map { ("officer", $0.rawValue) }
    try session.executeAll(
      parties.sorted { $0 < $1 }.map { kind, party in
        """
        INSERT INTO desk_party (subject, number, part, kind, party)
        VALUES (\(subject), \(key.number), \(key.part), \(kind), \(party)) ON CONFLICT DO NOTHING
        """
      })
  }
}

extension SQLDeskSession {
  func notify(_ notice: DeskNotice) throws {
    let id = try session.rows("SELECT coalesce(max(id), 0) + 1 FROM desk_notice")[0].integer(0)
    let body = String(decoding: try JSONEncoder().encode(notice), as: UTF8.self)
    try session.execute(
      """
      INSERT INTO desk_notice (id, unit, officer, instant, body)
      VALUES (\(id), \((notice.unit?.rawValue).sqlValue), \((notice.officer?.rawValue).sqlValue),
        \(notice.at.milliseconds), \(body))
      """)
  }

  func notices(of query: NoticeQuery) throws -> [StoredNotice] {
    let units = query.units.map { $0.map(\.rawValue).sorted() } ?? []
    let rows = try session.rows(
      """
      SELECT id, body, acknowledged_by FROM desk_notice
      WHERE (officer = \(query.officer?.rawValue ?? 0)
          OR (officer IS NULL AND (\(query.units == nil) = 1 OR unit IN \(anyOf: units))))
        AND (\(!query.onlyOpen) = 1 OR acknowledged_by IS NULL)
        AND (\(query.id == nil) = 1 OR id = \(query.id?.rawValue ?? 0))
      ORDER BY id DESC LIMIT \(query.limit)
      """)
    return try rows.map { row in
      StoredNotice(
        id: ID(rawValue: try row.integer(0)),
        notice: try JSONDecoder().decode(DeskNotice.self, from: Data(try row.text(1).utf8)),
        acknowledgedBy: row.isNull(2) ? nil : try row.text(2))
    }
  }

  func acknowledge(_ id: ID<DeskNotice>, by person: String, at now: Instant) throws -> Bool {
    try session.execute(
      """
      UPDATE desk_notice SET acknowledged_by = \(person), acknowledged = \(now.milliseconds)
      WHERE id = \(id.rawValue) AND acknowledged_by IS NULL
      """) == 1
  }
}

extension DeskFile {
  fileprivate static func read(_ text: String) throws -> Self {
    do {
      return try JSONDecoder().decode(Self.self, from: Data(text.utf8))
    } catch {
      throw StoreError(
        .corrupt, "A stored file of \(subject.rawValue) cannot be read.", cause: error)
    }
  }

  fileprivate func text() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}

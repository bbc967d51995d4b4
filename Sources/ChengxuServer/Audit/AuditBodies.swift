// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel
import Operations

/// A page of the record of access, newest first.
struct AuditPageBody: Codable, Sendable {
  var now: Instant
  /// Of the city's clock, by which times are shown.
  var minutesEastOfUTC: Int
  var items: [AuditEventBody]
  /// Goes into `?before=` of the following page.
  var next: Int64?
  /// Every kind that there is, with its words.
  var kinds: [Kind]

  struct Kind: Codable, Sendable {
    var kind: AccessEvent.Kind
    var words: LocalizedName
  }

  init(
    _ found: [NumberedAccessEvent], limit: Int, _ people: AuditPeople, clock: CityClock,
    at now: Instant
  ) {
    self.now = now
    minutesEastOfUTC = clock.minutesEastOfUTC
    items = found.prefix(limit).map { AuditEventBody($0, people) }
    next = found.count > limit ? items.last?.number : nil
    kinds = AccessEvent.Kind.allCases.map { Kind(kind: $0, words: $0.words) }
  }
}

struct AuditEventBody: Codable, Sendable {
  var number: Int64
  var at: Instant
  var kind: AccessEvent.Kind
  var words: LocalizedName
  /// Who did it: an account, `console:` with the name of the system's user, or `system`.
  var actor: String
  var actorName: String?
  /// Whom or what it was done to: an account, a key, a webhook, a plate or badge number, the log.
  var subject: String
  var subjectName: LocalizedName?
  var detail: String
  /// Of a track that was read.
  var reading: TrackReading?
  /// Of a file that was taken away.
  var export: AuditExportBody?
  /// Of a check of the chained log.
  var check: AuditCheckBody?

  init(_ recorded: NumberedAccessEvent, _ people: AuditPeople) {
    let event = recorded.event
    number = recorded.number
    at = event.at
    kind = event.kind
    words = event.kind.words
    actor = event.actor
    actorName = people.name(ofAccount: event.actor)
    subject = event.subject
    subjectName = people.name(ofSubject: event)
    detail = event.detail
    reading = event.kind == .trackRead ? TrackReading(text: event.detail) : nil
    if event.kind == .auditExported {
      export = AuditExport(text: event.detail).map { AuditExportBody($0, people) }
    }
    check = ChainCheckNote(text: event.detail).flatMap { AuditCheckBody($0, of: event.kind) }
  }
}

/// Which part of the record somebody took away, in words.
struct AuditExportBody: Codable, Sendable {
  var form: String
  var rows: Int
  var from: CivilDate?
  var to: CivilDate?
  var kinds: [LocalizedName]
  var unit: LocalizedName?
  var officer: String?
  var account: String?

  init(_ export: AuditExport, _ people: AuditPeople) {
    let question = export.question
    form = export.form
    rows = export.rows
    from = question.from
    to = question.to
    kinds = AccessEvent.Kind.allCases.filter { question.kinds?.contains($0) ?? false }.map(\.words)
    unit = question.unit.map(people.name(of:))
    officer = question.badge
    account = question.account
  }
}

/// What a check of the chained log was about to walk over, or found.
struct AuditCheckBody: Codable, Sendable {
  var number: Int64
  /// Events that there were at its beginning.
  var length: Int?
  /// What it found, in words.
  var explanation: LocalizedName?
  /// Of an intact log: the digest of its last event.
  var seal: String?

  /// - Returns: `nil` for what an event of this kind does not say.
  init?(_ note: ChainCheckNote, of kind: AccessEvent.Kind) {
    number = note.check.rawValue
    switch (kind, note.said) {
    case (.chainCheckBegun, .begun(let length)): self.length = length
    case (.chainCheckIntact, .ended(.intact(let found))): seal = found.digest.hexadecimal
    case (.chainCheckBroken, .ended(.broken)), (.chainCheckFailed, .ended(.failed)): break
    default: return nil
    }
    if case .ended(let finding) = note.said { explanation = finding.explanation }
  }
}

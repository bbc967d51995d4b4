// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel

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
  }
}

// SPDX-License-Identifier: Apache-2.0

import AccessControl
import CSVText
import DocumentRendering
import DutyModel
import Foundation

/// A part of the record of access as rows of text, one an event, for spreadsheets.
struct AuditSheet: Sendable {
  static let columns = [
    "number", "time", "kind", "words", "actor", "actorName", "subject", "subjectName", "readDate",
    "readFrom", "readTo", "reason", "detail",
  ]

  /// Newest first.
  let rows: [[String]]

  init(_ found: [NumberedAccessEvent], _ people: AuditPeople, clock: CityClock) {
    rows = found.map { recorded in
      let body = AuditEventBody(recorded, people)
      let reading = body.reading
      return [
        "\(body.number)", Self.time(body.at, clock), body.kind.rawValue, body.words.chinese,
        body.actor, body.actorName ?? "", body.subject, body.subjectName?.chinese ?? "",
        reading.map { "\($0.date)" } ?? "", reading?.from ?? "", reading?.to ?? "",
        reading?.reason ?? "", body.detail,
      ]
    }
  }

  /// With the second, by the city's clock: `2026-11-25T08:00:07`.
  private static func time(_ at: Instant, _ clock: CityClock) -> String {
    let minute = clock.civilTime(of: at)
    let second = at.seconds(since: clock.instant(of: minute))
    return "\(minute)" + (second < 10 ? ":0" : ":") + "\(second)"
  }

  /// What begins like a formula is a text in both.
  var csv: Data {
    Data(CSVWriter.text(([Self.columns] + rows).map { $0.map(CSVWriter.field) }).utf8)
  }

  func xlsx(on day: CivilDate) -> Data {
    Workbook(
      sheet: "audit", columns: Self.columns,
      rows: rows.map { row in row.map { Workbook.Cell(text: $0) } }, modified: day
    ).data
  }
}

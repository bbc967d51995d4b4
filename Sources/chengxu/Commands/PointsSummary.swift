// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import IncidentAnalysis

/// What one detection run found and did.
struct DetectionSummary: Summary {
  var findings: [PointFinding]
  var update: PointLedger.Update
  var omissions: [ImportReport.Omission]
  var isDemoData: Bool

  var table: TextTable {
    TextTable(
      header: ["table.point-kind", "table.places", "table.grade", "table.score", "table.reason"].map
      {
        Texts.text($0)
      },
      rows: findings.map {
        [
          Texts.text("points.\($0.kind.rawValue)"), $0.place,
          Texts.text("points.\($0.grade.rawValue)"), $0.score.text(places: 2),
          Texts.text($0.reason),
        ]
      },
      numeric: [3])
  }

  func rendered(as format: OutputFormat) throws -> String {
    guard format == .table else { return try json() }
    var lines = isDemoData ? [Texts.text("points.is-demo")] : []
    lines.append(table.rendered())
    lines.append(
      Texts.text(
        "points.update",
        [
          "opened": "\(update.opened.count)", "reopened": "\(update.reopened.count)",
          "measured": "\(update.measured.count)",
        ]))
    lines += omissions.map { "\($0.source): \($0.reason) \($0.count)" }
    return lines.joined(separator: "\n")
  }
}

/// The ledger, one line a point.
struct LedgerSummary: Summary {
  var ledger: PointLedger

  init(_ ledger: PointLedger) { self.ledger = ledger }

  func encode(to encoder: any Encoder) throws { try ledger.encode(to: encoder) }

  var table: TextTable {
    TextTable(
      header: [
        "table.number", "table.point-kind", "table.places", "table.status", "table.owner",
        "table.measure", "table.deadline", "table.quiet-weeks",
      ].map { Texts.text($0) },
      rows: ledger.cases.map(row), numeric: [0, 7])
  }

  private func row(_ point: PointCase) -> [String] {
    let commitment = point.commitment
    let last = point.weeks.last?.ending
    return [
      "\(point.id)", Texts.text("points.\(point.kind.rawValue)"), point.place,
      Texts.text(point.state.name), commitment.map { "\($0.owner)" } ?? "–",
      commitment?.measure ?? "–", commitment.map { "\($0.deadline)" } ?? "–",
      last.map { "\(point.quietWeeks(at: $0))" } ?? "–",
    ]
  }

  func rendered(as format: OutputFormat) throws -> String {
    guard format == .table else { return try json() }
    let marks = ledger.isDemoData ? [Texts.text("points.is-demo")] : []
    return (marks + [table.rendered()]).joined(separator: "\n")
  }
}

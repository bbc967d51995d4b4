// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Rostering

/// What a file of staff or leave would do, row by row, before anybody takes it.
struct StaffImportBody: Encodable {
  struct PersonBody: Encodable {
    var badge: String
    var name: LocalizedName
    var unit: LocalizedName
    var status: Officer.Status
    /// Keys of the columns that change; empty for somebody new.
    var changes: [ChangeBody]
  }

  struct ChangeBody: Encodable {
    var field: String
    var before: String
    var after: String
  }

  struct LeaveBody: Encodable {
    var badge: String
    var name: LocalizedName
    var interval: CivilInterval
  }

  var revision: Int
  var added: [PersonBody]
  var updated: [PersonBody]
  var unchanged: Int
  var leave: [LeaveBody]
  /// The forecast by day.
  var heat: [HeatDay] = []
  var refused: [RefusedRow]
  /// Hard rules that the draft would break by it and does not break now.
  var violations: [HardRuleViolation]
}

extension StaffImportBody {
  /// Of a forecast.
  init(heat: [HeatDay], refused: [RefusedRow], revision: Int) {
    self.init(
      revision: revision, added: [], updated: [], unchanged: 0, leave: [], heat: heat,
      refused: refused, violations: [])
  }

  init(
    _ upload: StaffUpload, staff: Organization, revision: Int, violations: [HardRuleViolation]
  ) {
    let people = PeopleIndex(staff)
    func person(_ officer: Officer, _ changes: [ChangeBody]) -> PersonBody {
      PersonBody(
        badge: officer.badgeNumber, name: officer.name, unit: people.name(officer.unit),
        status: officer.status, changes: changes)
    }
    let names = Dictionary(
      staff.officers.map { ($0.badgeNumber, $0.name) }, uniquingKeysWith: { first, _ in first })
    self.init(
      revision: revision, added: upload.added.map { person($0, []) },
      updated: upload.updated.map { person($0.after, Self.changes($0, people)) },
      unchanged: upload.unchanged,
      leave: upload.intake.leave.map {
        LeaveBody(
          badge: $0.badge,
          name: names[$0.badge] ?? LocalizedName(chinese: $0.badge, english: $0.badge),
          interval: $0.interval)
      }, refused: upload.refused, violations: violations)
  }

  private static func changes(
    _ change: StaffImport.Change, _ people: PeopleIndex
  ) -> [ChangeBody] {
    func row(_ officer: Officer) -> [(field: String, value: String)] {
      [
        ("name", officer.name.chinese), ("name_en", officer.name.english),
        ("status", officer.status.rawValue), ("unit", people.name(officer.unit).chinese),
        ("skills", officer.skills.map(\.rawValue).sorted().joined(separator: " ")),
        ("exemptions", officer.exemptions.map(\.rawValue).sorted().joined(separator: " ")),
      ]
    }
    return zip(row(change.before), row(change.after)).filter { $0.value != $1.value }
      .map { ChangeBody(field: $0.field, before: $0.value, after: $1.value) }
  }
}

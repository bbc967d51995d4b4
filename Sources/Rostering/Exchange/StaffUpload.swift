// SPDX-License-Identifier: Apache-2.0

import CSVText
public import DutyModel

/// A file of staff or of leave, read against the staff as it is: what it would change, and each row
/// that is refused.
public struct StaffUpload: Sendable {
  public enum Kind: String, CaseIterable, Sendable { case staff, leave }

  public var added: [Officer] = []
  public var updated: [StaffImport.Change] = []
  public var unchanged = 0
  public var refused: [RefusedRow]
  public var intake: StaffIntake

  /// - Parameters:
  ///   - sheet: of a workbook; the first if `nil`.
  ///   - isOwn: whether the people of a unit are theirs to change who import.
  /// - Throws: `StaffFileError` where the whole file cannot be read.
  public init(
    _ kind: Kind, _ bytes: [UInt8], file: String, sheet: String? = nil,
    into organization: Organization, isOwn: (ID<Unit>) -> Bool
  ) throws(StaffFileError) {
    switch kind {
    case .staff:
      let table = try StaffImport(
        bytes, file: file, sheet: sheet, into: organization, isOwn: isOwn)
      added = table.added
      updated = table.updated
      unchanged = table.unchanged
      refused = table.refused
      intake = table.intake
    case .leave:
      let table = try LeaveImport(
        bytes, file: file, sheet: sheet, into: organization, isOwn: isOwn)
      refused = table.refused
      intake = table.intake
    }
    refused.sort { $0.line < $1.line }
  }
}

/// A file to fill in: the staff as it is, which may be changed and imported again, or the columns of
/// a list of leave.
public struct StaffSheet: Sendable {
  public let columns: [String]
  public let rows: [[String]]

  /// - Parameter isOwn: whose people are listed.
  public init(_ kind: StaffUpload.Kind, of organization: Organization, isOwn: (ID<Unit>) -> Bool) {
    switch kind {
    case .leave: (columns, rows) = (LeaveImport.columns, [])
    case .staff:
      let units = Dictionary(
        organization.units.map { ($0.id, $0.name.chinese) }, uniquingKeysWith: { first, _ in first }
      )
      // A name that two units have would not lead back to its unit.
      let names = Dictionary(grouping: organization.units, by: \.name.chinese)
      columns = StaffImport.columns
      rows = organization.officers.filter { isOwn($0.unit) }.map { officer in
        let unit = units[officer.unit].flatMap { names[$0]?.count == 1 ? $0 : nil }
        return [
          officer.badgeNumber, officer.name.chinese, officer.name.english,
          officer.status.rawValue, unit ?? "\(officer.unit)",
          officer.skills.map(\.rawValue).sorted().joined(separator: " "),
          officer.exemptions.map(\.rawValue).sorted().joined(separator: " "),
        ]
      }
    }
  }

  /// The roster's days, each with its highest temperature to be filled in.
  public init(heatOf roster: Roster) {
    columns = HeatForecast.columns + [HeatForecast.hottestFrom]
    rows = (0..<roster.days).map { ["\(roster.firstDate.adding(days: $0))", "", ""] }
  }

  public var csv: String { CSVWriter.text(([columns] + rows).map { $0.map(CSVWriter.field) }) }
}

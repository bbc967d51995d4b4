// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Takes approved leave from a CSV file or a workbook with the columns `badge`, `from` and `to`.
///
/// Dates mean whole days, the last included; times such as `2018-01-08T12:00` are taken as they are.
public struct LeaveImport: Sendable {
  /// With the leave of all rows that were taken.
  public private(set) var organization: Organization
  public private(set) var taken: [StaffIntake.Leave] = []
  public private(set) var refused: [RefusedRow]
  private let file: String

  public static let columns = ["badge", "from", "to"]

  /// - Parameters:
  ///   - sheet: of a workbook; the first if `nil`.
  ///   - isOwn: whether the people of a unit are theirs to change who import.
  public init(
    _ bytes: [UInt8], file: String, sheet: String? = nil, into organization: Organization,
    isOwn: (ID<Unit>) -> Bool = { _ in true }
  ) throws(StaffFileError) {
    let table = try NamedRows(bytes, file: file, sheet: sheet, columns: Self.columns)
    self.organization = organization
    self.file = file
    refused = table.refused
    let places = Dictionary(
      organization.officers.enumerated().map { ($1.badgeNumber, $0) },
      uniquingKeysWith: { first, _ in first })
    for row in table.rows {
      func refuse(_ field: String, _ zh: String, _ en: String) {
        refused.append(
          row.place.refused(
            field, value: row[field], LocalizedName(chinese: zh, english: en)))
      }
      guard let place = places[row["badge"]] else {
        refuse(
          "badge", "没有这个警号。可以核对人员名册。", "nobody has this badge number. Maybe check the staff list.")
        continue
      }
      guard isOwn(organization.officers[place].unit) else {
        refuse(
          "badge", "不是您管理的单位的人员。可以请支队规划员导入。",
          "somebody of a unit that is not yours to plan. Maybe ask the detachment's planner.")
        continue
      }
      guard let start = Self.start(row["from"]) else {
        refuse("from", "不是日期。可以写成 2018-01-08。", "no date. Maybe write 2018-01-08.")
        continue
      }
      guard let end = Self.end(row["to"]) else {
        refuse("to", "不是日期。可以写成 2018-01-08。", "no date. Maybe write 2018-01-08.")
        continue
      }
      guard start < end else {
        refuse("to", "早于开始。可以对调两个日期。", "before the start. Maybe swap the two dates.")
        continue
      }
      let leave = CivilInterval(start: start, end: end)
      if self.organization.officers[place].leave.contains(where: { $0.overlaps(leave) }) {
        refuse(
          "from", "与已有休假重叠。可以删去重复的一行。", "overlaps leave that is there already. Maybe drop this row."
        )
        continue
      }
      self.organization.officers[place].leave.append(leave)
      taken.append(StaffIntake.Leave(badge: row["badge"], interval: leave))
    }
  }

  /// What it would change, to be kept.
  public var intake: StaffIntake { StaffIntake(leave: taken, files: [file]) }

  private static func start(_ text: String) -> CivilTime? {
    CivilDate(text).map { CivilTime(date: $0) } ?? CivilTime(text)
  }

  private static func end(_ text: String) -> CivilTime? {
    CivilDate(text).map { CivilTime(date: $0.adding(days: 1)) } ?? CivilTime(text)
  }
}

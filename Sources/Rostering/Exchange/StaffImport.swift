// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Takes people from a CSV file or a workbook with the columns `badge`, `name`, `name_en`, `status`,
/// `unit`, `skills` and `exemptions`; the last two hold keys apart by blanks. A badge number that is there
/// already is brought up to date; leave stays. What comes of it is a value: whoever has it decides
/// whether to take it.
public struct StaffImport: Sendable {
  public static let columns = [
    "badge", "name", "name_en", "status", "unit", "skills", "exemptions",
  ]

  /// What a row does to somebody who is known already.
  public struct Change: Hashable, Sendable {
    public var before: Officer
    public var after: Officer
  }

  /// With all rows that were taken.
  public private(set) var organization: Organization
  public private(set) var added: [Officer] = []
  /// Rows that say nothing new are not among them.
  public private(set) var updated: [Change] = []
  public private(set) var unchanged = 0
  public private(set) var refused: [RefusedRow]
  private let file: String

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
    var seen: Set<String> = []
    for row in table.rows {
      do throws(Refusal) {
        guard seen.insert(row["badge"]).inserted else {
          throw Refusal("badge", "在本文件中重复。可以删去一行。", "twice in this file. Maybe drop one row.")
        }
        try take(row, isOwn)
      } catch {
        refused.append(
          row.place.refused(error.field, value: row[error.field], error.explanation))
      }
    }
  }

  /// What it would change, to be kept.
  public var intake: StaffIntake {
    let people = added + updated.map(\.after)
    let units = Set(people.map(\.unit))
    return StaffIntake(
      people: people, units: organization.units.filter { units.contains($0.id) }, files: [file])
  }

  private struct Refusal: Error {
    var field: String
    var explanation: LocalizedName

    init(_ field: String, _ zh: String, _ en: String) {
      self.field = field
      explanation = LocalizedName(chinese: zh, english: en)
    }

    static let notOwn = Refusal(
      "unit", "不是您管理的单位。可以请支队规划员导入。",
      "a unit that is not yours to plan. Maybe ask the detachment's planner.")
  }

  private mutating func take(
    _ row: NamedRows.Row, _ isOwn: (ID<Unit>) -> Bool
  ) throws(Refusal) {
    guard let status = Officer.Status(rawValue: row["status"]) else {
      throw Refusal("status", "应为 sworn 或 auxiliary。", "expected sworn or auxiliary.")
    }
    let badge = row["badge"]
    let isSixDigits = badge.utf8.count == 6 && badge.utf8.allSatisfy { (48...57).contains($0) }
    guard !badge.isEmpty, status == .auxiliary || isSixDigits else {
      throw Refusal(
        "badge", "民警警号为六位数字。可以补足前导零。", "sworn officers have six digits. Maybe add leading zeros.")
    }
    guard !row["name"].isEmpty else {
      throw Refusal("name", "姓名为空。", "the name is empty.")
    }
    guard
      let unit = organization.units.first(where: {
        "\($0.id)" == row["unit"] || $0.name.chinese == row["unit"]
      })
    else {
      throw Refusal(
        "unit", "没有这个单位。可以填单位编号或全称。", "no such unit. Maybe give its number or full name.")
    }
    guard isOwn(unit.id) else { throw .notOwn }
    let skills: Set<Skill> = try Self.keys(row, "skills")
    let exemptions: Set<DutyExemption> = try Self.keys(row, "exemptions")
    let name = LocalizedName(
      chinese: row["name"], english: row["name_en"].isEmpty ? row["name"] : row["name_en"])
    if let place = organization.officers.firstIndex(where: { $0.badgeNumber == badge }) {
      let before = organization.officers[place]
      guard isOwn(before.unit) else { throw .notOwn }
      var after = before
      after.name = name
      after.status = status
      after.unit = unit.id
      after.skills = skills
      after.exemptions = exemptions
      if after == before {
        unchanged += 1
      } else {
        organization.officers[place] = after
        updated.append(Change(before: before, after: after))
      }
    } else {
      let next = (organization.officers.map(\.id.rawValue).max() ?? 0) + 1
      let officer = Officer(
        id: ID(rawValue: next), badgeNumber: badge, name: name, status: status, unit: unit.id,
        skills: skills, exemptions: exemptions)
      organization.officers.append(officer)
      added.append(officer)
    }
  }

  private static func keys<Key: RawRepresentable & CaseIterable & Hashable>(
    _ row: NamedRows.Row, _ field: String
  ) throws(Refusal) -> Set<Key> where Key.RawValue == String {
    var keys: Set<Key> = []
    for word in row[field].split(separator: " ") {
      guard let key = Key(rawValue: String(word)) else {
        let all = Key.allCases.map(\.rawValue).joined(separator: " ")
        throw Refusal(field, "应为：\(all)", "expected some of: \(all)")
      }
      keys.insert(key)
    }
    return keys
  }
}

// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Takes people from a CSV file or a workbook with the columns `badge`, `name`, `name_en`, `status`,
/// `unit`, `skills` and `exemptions`; the last two hold keys apart by blanks. A badge number that is there
/// already is brought up to date; leave stays.
public struct StaffImport: Sendable {
  static let columns = ["badge", "name", "name_en", "status", "unit", "skills", "exemptions"]

  public private(set) var organization: Organization
  public private(set) var added = 0
  public private(set) var updated = 0
  public private(set) var refused: [RefusedRow]

  /// - Parameter sheet: of a workbook; the first if `nil`.
  public init(
    _ bytes: [UInt8], file: String, sheet: String? = nil, into organization: Organization
  ) throws(StaffFileError) {
    let table = try NamedRows(bytes, file: file, sheet: sheet, columns: Self.columns)
    self.organization = organization
    refused = table.refused
    var seen: Set<String> = []
    for row in table.rows {
      do throws(Refusal) {
        guard seen.insert(row["badge"]).inserted else {
          throw Refusal("badge", "在本文件中重复。可以删去一行。", "twice in this file. Maybe drop one row.")
        }
        try take(row)
      } catch {
        refused.append(
          row.place.refused(error.field, value: row[error.field], error.explanation))
      }
    }
  }

  private struct Refusal: Error {
    var field: String
    var explanation: LocalizedName

    init(_ field: String, _ zh: String, _ en: String) {
      self.field = field
      explanation = LocalizedName(chinese: zh, english: en)
    }
  }

  private mutating func take(_ row: NamedRows.Row) throws(Refusal) {
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
    let skills: Set<Skill> = try Self.keys(row, "skills")
    let exemptions: Set<DutyExemption> = try Self.keys(row, "exemptions")
    let name = LocalizedName(
      chinese: row["name"], english: row["name_en"].isEmpty ? row["name"] : row["name_en"])
    if let place = organization.officers.firstIndex(where: { $0.badgeNumber == badge }) {
      organization.officers[place].name = name
      organization.officers[place].status = status
      organization.officers[place].unit = unit.id
      organization.officers[place].skills = skills
      organization.officers[place].exemptions = exemptions
      updated += 1
    } else {
      let next = (organization.officers.map(\.id.rawValue).max() ?? 0) + 1
      organization.officers.append(
        Officer(
          id: ID(rawValue: next), badgeNumber: badge, name: name, status: status, unit: unit.id,
          skills: skills, exemptions: exemptions))
      added += 1
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

// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Foundation

/// What a team looks at in one duty mode. Data: an office replaces it by a file of its own.
public struct InspectionChecklist: Hashable, Codable, Sendable {
  public struct Item: Hashable, Codable, Sendable {
    public var key: String
    public var category: InspectionFinding.Category
    public var question: LocalizedName
  }

  public var mode: DutyMode
  public var version: Int
  public var items: [Item]

  /// `peak-1`
  public var name: String { "\(mode.rawValue)-\(version)" }

  /// The checklists that come with the program, one a mode.
  public static func standard() throws -> [InspectionChecklist] {
    try read(Data(PackageResources.checklists_json))
  }

  /// - Throws: `DecodingError` for what is no list of checklists, `ChecklistError` for one that
  ///   cannot be used.
  public static func read(_ data: Data) throws -> [InspectionChecklist] {
    let lists = try JSONDecoder().decode([InspectionChecklist].self, from: data)
    for list in lists {
      guard !list.items.isEmpty else { throw ChecklistError.empty(list.name) }
      var keys: Set<String> = []
      for item in list.items where !keys.insert(item.key).inserted {
        throw ChecklistError.repeatedKey(item.key, list: list.name)
      }
    }
    guard
      let missing = DutyMode.allCases.first(where: { mode in !lists.contains { $0.mode == mode } })
    else { return lists }
    throw ChecklistError.missing(missing)
  }

  /// - Returns: the items without an answer and the answers without an item; both empty for a
  ///   visit that is filled in.
  public func gaps(in visit: InspectionVisit) -> (unanswered: [String], unknown: [String]) {
    let answered = Set(visit.answers.map(\.item))
    let known = Set(items.map(\.key))
    return (
      items.map(\.key).filter { !answered.contains($0) },
      visit.answers.map(\.item).filter { !known.contains($0) }
    )
  }
}

/// Why a file of checklists cannot be used.
public enum ChecklistError: ExplainedError, Hashable {
  case empty(String)
  case repeatedKey(String, list: String)
  case missing(DutyMode)

  public var explanation: LocalizedName {
    switch self {
    case .empty(let list):
      LocalizedName(
        chinese: "检查表 \(list) 没有检查项。可以补充，或删去该表。",
        english: "The checklist \(list) has no item. Maybe add some, or remove the list.")
    case .repeatedKey(let key, let list):
      LocalizedName(
        chinese: "检查表 \(list) 中“\(key)”出现两次。可以改名。",
        english: "The key \(key) appears twice in the checklist \(list). Maybe rename one.")
    case .missing(let mode):
      LocalizedName(
        chinese: "缺少 \(mode.rawValue) 的检查表。四种勤务方式各要一张。",
        english:
          "There is no checklist for the mode \(mode.rawValue). Maybe add one: each mode needs it.")
    }
  }
}

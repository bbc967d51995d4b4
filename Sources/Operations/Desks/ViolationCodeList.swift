// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Foundation

/// The codes that officers choose from, as data with a version: a new edition is a new file.
public struct ViolationCodeList: Hashable, Codable, Sendable {
  public struct Entry: Hashable, Codable, Sendable {
    public var code: ViolationCode
    public var roadUser: ViolationCase.RoadUser
    /// Whether the law allows it to end with a word 口头警告后放行. One that does not, and ends so,
    /// is flagged for review.
    public var settlesOnTheSpot: Bool
    public var name: LocalizedName
  }

  public var version: Int
  /// Where the list was taken from.
  public var source: String
  public var codes: [Entry]

  /// The list that comes with the program.
  public static func standard() throws -> ViolationCodeList {
    try read(Data(PackageResources.violation_codes_json))
  }

  /// - Throws: `DecodingError` for what is no list, `CodeListError` for one that cannot be used.
  public static func read(_ data: Data) throws -> ViolationCodeList {
    let list = try JSONDecoder().decode(ViolationCodeList.self, from: data)
    guard !list.codes.isEmpty else { throw CodeListError.empty }
    var seen: Set<ViolationCode> = []
    for entry in list.codes where !seen.insert(entry.code).inserted {
      throw CodeListError.repeated(entry.code)
    }
    return list
  }

  public subscript(code: ViolationCode) -> Entry? { codes.first { $0.code == code } }
}

/// Why a file of codes cannot be used.
public enum CodeListError: ExplainedError, Hashable {
  case empty
  case repeated(ViolationCode)

  public var explanation: LocalizedName {
    switch self {
    case .empty:
      LocalizedName(
        chinese: "代码表没有代码。可以补充。", english: "The code list is empty. Maybe add some codes.")
    case .repeated(let code):
      LocalizedName(
        chinese: "代码 \(code.text) 出现两次。可以删去一个。",
        english: "The code \(code.text) appears twice. Maybe remove one.")
    }
  }
}

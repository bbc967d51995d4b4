// SPDX-License-Identifier: Apache-2.0

/// What a font is for in an official document, and which families may do it, the best first.
public enum FontRole: String, CaseIterable, Codable, Sendable {
  /// 小标宋, for the red head and titles
  case title
  /// 仿宋, for the text
  case body
  /// 楷体, for 一是
  case lead
  /// 黑体, for 一、, tables' heads and drawings
  case heading
  /// 宋体, for page numbers
  case number

  /// The family that GB/T 9704-2012 means, as DOCX files name it.
  public var officeFamily: String {
    switch self {
    case .title: "方正小标宋简体"
    case .body: "仿宋_GB2312"
    case .lead: "楷体_GB2312"
    case .heading: "黑体"
    case .number: "宋体"
    }
  }

  /// The office's family under all the names its files carry.
  var officeFamilies: [String] {
    switch self {
    case .title: [officeFamily, "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05"]
    case .body: [officeFamily, "FangSong_GB2312", "仿宋", "FangSong"]
    case .lead: [officeFamily, "KaiTi_GB2312", "楷体", "KaiTi"]
    case .heading: [officeFamily, "SimHei"]
    case .number: [officeFamily, "SimSun"]
    }
  }

  /// Free families that come near, the nearest first.
  var substitutes: [String] {
    switch self {
    case .title: ["Noto Serif CJK SC", "Source Han Serif SC", "FandolSong"]
    case .body: ["FandolFang R", "FandolFang", "Noto Serif CJK SC"]
    case .lead: ["FandolKai", "LXGW WenKai", "AR PL UKai CN", "Noto Serif CJK SC"]
    case .heading: ["Noto Sans CJK SC", "Source Han Sans SC", "FandolHei"]
    case .number: ["FandolSong", "Noto Serif CJK SC"]
    }
  }

  /// Follow in every role: they have the rare characters of names (赟, 喆, 㐂).
  static let widest = ["Noto Serif CJK SC", "Noto Sans CJK SC"]
}

/// A free font in the place of the office's own.
public struct FontSubstitution: Hashable, Codable, Sendable {
  public var role: FontRole
  public var wanted: String
  public var used: String

  public init(role: FontRole, wanted: String, used: String) {
    self.role = role
    self.wanted = wanted
    self.used = used
  }
}

/// For each role the families that are there, in the order in which they are tried for a character.
struct ResolvedFonts: Sendable {
  let families: [String: [String]]
  let substitutions: [FontSubstitution]

  init(available: [String], folders: [String]) throws(RenderingError) {
    let available = Set(available)
    var families: [String: [String]] = [:]
    var substitutions: [FontSubstitution] = []
    for role in FontRole.allCases {
      let wishes = role.officeFamilies + role.substitutes
      guard let used = wishes.first(where: available.contains) else {
        throw .fontMissing(role: role, wanted: wishes, folders: folders)
      }
      var seen: Set<String> = []
      families[role.rawValue] = (wishes + FontRole.widest).filter {
        available.contains($0) && seen.insert($0).inserted
      }
      if !role.officeFamilies.contains(used) {
        substitutions.append(FontSubstitution(role: role, wanted: role.officeFamily, used: used))
      }
    }
    self.families = families
    self.substitutions = substitutions
  }
}

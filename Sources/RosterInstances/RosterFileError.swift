// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Why a file of a roster problem cannot be used: where, what stands there, what was expected.
public struct RosterFileError: ExplainedError, Hashable {
  public enum Problem: Hashable, Sendable {
    case missingFile
    case unreadable(reason: String)
    case unknownSection(found: String)
    case outsideSections
    case missingSection(name: String)
    case tooFewFields(found: Int, expected: Int)
    case notANumber(found: String)
    case outOfRange(found: Int, least: Int, most: Int)
    case unknown(found: String, known: String)
    case duplicate(found: String)
    /// A lower limit stands above its upper limit.
    case crossed(lower: Int, upper: Int)
  }

  /// The file's last path component.
  public var file: String
  /// From 1; 0 where the trouble is not in one line.
  public var line: Int
  /// What the format calls the field.
  public var field: String
  public var problem: Problem

  public init(file: String, line: Int = 0, field: String, _ problem: Problem) {
    self.file = file
    self.line = line
    self.field = field
    self.problem = problem
  }

  public var explanation: LocalizedName {
    let (chinese, english) = problem.sentences
    let lineChinese = line > 0 ? "第 \(line) 行，" : ""
    let lineEnglish = line > 0 ? "line \(line), " : ""
    return LocalizedName(
      chinese: "\(file)，\(lineChinese)\(field)：\(chinese)",
      english: "\(file), \(lineEnglish)\(field): \(english)")
  }
}

extension RosterFileError.Problem {
  fileprivate var sentences: (chinese: String, english: String) {
    switch self {
    case .missingFile: ("没有这个文件。请检查路径。", "there is no such file. Maybe check the path.")
    case .unreadable(let reason):
      ("读不出来（\(reason)）。应为 UTF-8 文本。", "cannot be read (\(reason)). Maybe save it as UTF-8 text.")
    case .unknownSection(let found):
      (
        "不认识的段 \(found)。应为 SECTION_HORIZON 等七段之一。",
        "the section \(found) is not known. Maybe it is misspelt; the format has seven sections."
      )
    case .outsideSections:
      (
        "这一行不属于任何段。应先写 SECTION_… 行。",
        "the line stands before any section. Maybe its SECTION_… line is missing."
      )
    case .missingSection(let name):
      ("缺少 \(name) 段，或者它是空的。", "the section \(name) is missing or empty. Maybe the file was cut.")
    case .tooFewFields(let found, let expected):
      (
        "有 \(found) 栏，应有 \(expected) 栏，以逗号分隔。",
        "has \(found) fields, expected \(expected), separated by commas. Maybe a comma is missing."
      )
    case .notANumber(let found):
      ("“\(found)”不是整数。", "“\(found)” is not a whole number. Maybe a field was left out before it.")
    case .outOfRange(let found, let least, let most):
      (
        "是 \(found)，应在 \(least) 到 \(most) 之间。",
        "is \(found), expected \(least) to \(most). Maybe days are counted from 1 instead of 0."
      )
    case .unknown(let found, let known):
      ("“\(found)”没有定义。已定义：\(known)。", "“\(found)” is not defined. Maybe one of: \(known).")
    case .duplicate(let found):
      ("“\(found)”出现了两次。", "“\(found)” stands there twice. Maybe remove one.")
    case .crossed(let lower, let upper):
      (
        "下限 \(lower) 大于上限 \(upper)。",
        "the least, \(lower), is above the most, \(upper). Maybe swap them."
      )
    }
  }
}

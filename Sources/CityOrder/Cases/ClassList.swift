// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// The code of a class of components 部件 or events 事件 in some list, such as `E0102` 暴露垃圾.
///
/// The list decides which codes there are; a code alone is only a text of the right form.
public struct ClassCode: Hashable, Comparable, Sendable {
  public let text: String

  /// - Returns: `nil` unless `text` has 2 to 32 ASCII letters, digits and hyphens.
  public init?(_ text: String) {
    guard (2...32).contains(text.count),
      text.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") })
    else { return nil }
    self.text = text
  }

  public static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}

extension ClassCode: LosslessStringConvertible {
  public var description: String { text }
}

extension ClassCode: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let code = Self(text) else {
      throw DecodingError.dataCorruptedError(
        in: container,
        debugDescription: "\"\(text)\" is no class code of 2 to 32 letters, digits and hyphens.")
    }
    self = code
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

/// One class with its conditions: 立案标准, 结案标准.
public struct CaseClass: Hashable, Codable, Sendable {
  public enum Kind: String, CaseIterable, Codable, Sendable {
    /// 部件: a thing that is there, such as a manhole cover.
    case component
    /// 事件: something that happens, such as a heap of waste.
    case event
  }

  public var code: ClassCode
  public var kind: Kind
  /// 大类
  public var major: LocalizedName
  /// 小类
  public var name: LocalizedName
  /// On the carriageway it is a violation and goes to the traffic brigade 道路三乱.
  public var isTrafficMatter: Bool
  /// Whether people may report it themselves (Open311).
  public var isPublic: Bool

  /// What a reporter is asked beside place and description; `nil` for nothing.
  public var attributes: [CaseAttribute]?

  public init(
    code: ClassCode, kind: Kind, major: LocalizedName, name: LocalizedName,
    isTrafficMatter: Bool = false, isPublic: Bool = true, attributes: [CaseAttribute]? = nil
  ) {
    self.code = code
    self.kind = kind
    self.major = major
    self.name = name
    self.isTrafficMatter = isTrafficMatter
    self.isPublic = isPublic
    self.attributes = attributes
  }
}

/// One question of a class's form, as Open311 describes it.
public struct CaseAttribute: Hashable, Codable, Sendable {
  public enum Datatype: String, CaseIterable, Codable, Sendable {
    case string, number, datetime, text, singlevaluelist, multivaluelist
  }

  public struct Choice: Hashable, Codable, Sendable {
    public var key: String
    public var name: LocalizedName
  }

  public var code: String
  public var datatype: Datatype
  public var isRequired: Bool
  public var question: LocalizedName
  /// Of the two list types; empty for the others.
  public var choices: [Choice]

  /// Whether an answer has the form that is asked for.
  public func accepts(_ answer: String) -> Bool {
    switch datatype {
    case .string, .text: answer.count <= 4000
    case .number: Double(answer)?.isFinite == true
    case .datetime: CivilTime(String(answer.prefix(16))) != nil
    case .singlevaluelist, .multivaluelist: choices.contains { $0.key == answer }
    }
  }
}

/// All classes of one city at one time. A change is a new list with a new version; cases keep the
/// code they were opened with.
public struct ClassList: Hashable, Sendable {
  public var version: String
  public var source: String
  /// In the order of the file.
  public let classes: [CaseClass]
  private let positions: [ClassCode: Int]

  /// - Throws: `ClassListError.twice` for a code that stands there twice.
  public init(version: String, source: String, classes: [CaseClass]) throws(ClassListError) {
    var positions: [ClassCode: Int] = [:]
    for (position, one) in classes.enumerated() {
      guard positions.updateValue(position, forKey: one.code) == nil else {
        throw .twice(one.code, version: version)
      }
    }
    self.version = version
    self.source = source
    self.classes = classes
    self.positions = positions
  }

  public subscript(code: ClassCode) -> CaseClass? { positions[code].map { classes[$0] } }

  /// - Throws: `ClassListError.unknown` for a code that this list does not have.
  public func require(_ code: ClassCode) throws(ClassListError) -> CaseClass {
    guard let found = self[code] else { throw .unknown(code, version: version) }
    return found
  }
}

public enum ClassListError: ExplainedError, Hashable {
  case unknown(ClassCode, version: String)
  case twice(ClassCode, version: String)

  public var explanation: LocalizedName {
    switch self {
    case .unknown(let code, let version):
      LocalizedName(
        chinese: "类别表 \(version) 中没有 \(code)。可以核对代码，或换用包含它的类别表。",
        english: "The list of classes \(version) has no \(code). Maybe check the code, or use the "
          + "list that has it.")
    case .twice(let code, let version):
      LocalizedName(
        chinese: "类别表 \(version) 中 \(code) 出现了两次。可以删去其中一行。",
        english: "The list of classes \(version) has \(code) twice. Maybe delete one of the rows.")
    }
  }
}

extension ClassList: Codable {
  private enum CodingKeys: String, CodingKey { case version, source, classes }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      version: values.decode(String.self, forKey: .version),
      source: values.decode(String.self, forKey: .source),
      classes: values.decode([CaseClass].self, forKey: .classes))
  }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(version, forKey: .version)
    try values.encode(source, forKey: .source)
    try values.encode(classes, forKey: .classes)
  }
}

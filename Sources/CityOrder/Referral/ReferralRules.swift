// SPDX-License-Identifier: Apache-2.0

import DutyModel
public import Foundation
public import Geography
public import Operations

/// 道路三乱: which classes of disorder are violations on the carriageway, and how wide that is. Data with a
/// version: a city's own list is a new file.
public struct ReferralRules: Hashable, Sendable {
  /// Whose disorder a class is, and the violation that it is.
  public struct Rule: Hashable, Sendable {
    public let code: ClassCode
    public let roadUser: ViolationCase.RoadUser
    public let violation: ViolationCode
  }

  public let version: Int
  /// Where the list was taken from.
  public let source: String
  /// From the middle of a street to the edge of its carriageway, in metres.
  public let halfWidthMetres: [RoadClass: Double]
  /// How far the place of a report may be off, in metres.
  public let placeToleranceMetres: Double
  private let rules: [ClassCode: Rule]

  public subscript(code: ClassCode) -> Rule? { rules[code] }

  public var classes: Set<ClassCode> { Set(rules.keys) }

  /// A place at most this far from the middle of such a street lies on its carriageway.
  public func reachMetres(on roadClass: RoadClass) -> Double {
    (halfWidthMetres[roadClass] ?? 0) + placeToleranceMetres
  }

  /// The farthest of these.
  public var mostReachMetres: Double { RoadClass.allCases.map(reachMetres).max() ?? 0 }

  /// The list that comes with the program.
  public static func standard(_ codes: ViolationCodeList) throws -> ReferralRules {
    try ReferralRules(
      Data(PackageResources.referral_rules_json), file: "referral-rules.json", codes: codes)
  }

  /// - Parameters:
  ///   - codes: What the rules' violations must be among, with the road user that they are of.
  ///   - classes: What the rules' classes must be among; `nil` where any city's may stand there.
  /// - Throws: `ReferralRulesError`, which names line and field.
  public init(
    _ data: Data, file: String, codes: ViolationCodeList, classes: ClassList? = nil
  ) throws(ReferralRulesError) {
    let text = ReferralText(data, file: file)
    let raw = try text.decode()
    version = raw.version
    source = raw.source
    placeToleranceMetres = raw.placeToleranceMetres
    guard (0...20).contains(raw.placeToleranceMetres) else {
      throw text.error("placeToleranceMetres", .width(raw.placeToleranceMetres))
    }
    var widths: [RoadClass: Double] = [:]
    for (name, width) in raw.halfWidthMetres.sorted(by: { $0.key < $1.key }) {
      guard let roadClass = RoadClass(rawValue: name) else {
        throw text.error(name, .unknownRoadClass)
      }
      guard width > 0, width <= 60 else { throw text.error(name, .width(width)) }
      widths[roadClass] = width
    }
    for roadClass in RoadClass.allCases where widths[roadClass] == nil {
      throw text.error("halfWidthMetres", .noWidth(roadClass))
    }
    halfWidthMetres = widths
    var rules: [ClassCode: Rule] = [:]
    for (position, row) in raw.rules.enumerated() {
      let rule = try text.rule(row, at: position, codes: codes, classes: classes)
      guard rules.updateValue(rule, forKey: rule.code) == nil else {
        throw text.error("class", .twice(row.class), rule: position)
      }
    }
    guard !rules.isEmpty else { throw text.error("rules", .empty) }
    self.rules = rules
  }
}

/// The file as it is written, which knows the line of each rule.
private struct ReferralText {
  struct Raw: Decodable {
    struct Row: Decodable {
      var `class`: String
      var roadUser: String
      var violation: String
    }

    var version: Int
    var source: String
    var halfWidthMetres: [String: Double]
    var placeToleranceMetres: Double
    var rules: [Row]
  }

  private let data: Data
  private let file: String
  private let lines: [Substring]

  init(_ data: Data, file: String) {
    self.data = data
    self.file = file
    lines = String(decoding: data, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
  }

  func decode() throws(ReferralRulesError) -> Raw {
    do {
      return try JSONDecoder().decode(Raw.self, from: data)
    } catch let error as DecodingError {
      let path = error.path
      throw self.error(
        path.last { $0.intValue == nil }?.stringValue ?? "rules", .unreadable,
        rule: path.lazy.compactMap(\.intValue).first)
    } catch {
      throw self.error("rules", .unreadable)
    }
  }

  func rule(
    _ row: Raw.Row, at position: Int, codes: ViolationCodeList, classes: ClassList?
  ) throws(ReferralRulesError) -> ReferralRules.Rule {
    guard let code = ClassCode(row.class), classes == nil || classes?[code] != nil else {
      throw error("class", .unknownClass(row.class), rule: position)
    }
    guard let roadUser = ViolationCase.RoadUser(rawValue: row.roadUser) else {
      throw error("roadUser", .unknownRoadUser(row.roadUser), rule: position)
    }
    guard let violation = ViolationCode(row.violation), let entry = codes[violation] else {
      throw error("violation", .unknownViolation(row.violation), rule: position)
    }
    guard entry.roadUser == roadUser else {
      throw error("roadUser", .otherRoadUser(row.violation, entry.roadUser), rule: position)
    }
    return ReferralRules.Rule(code: code, roadUser: roadUser, violation: violation)
  }

  func error(
    _ field: String, _ problem: ReferralRulesError.Problem, rule: Int? = nil
  ) -> ReferralRulesError {
    ReferralRulesError(
      file: file, line: line(of: rule == nil ? field : "class", occurrence: rule ?? 0),
      field: field, problem: problem)
  }

  /// The line where a key stands for the n-th time, from 1. Each rule has one `class`; where a key is
  /// missing, the line of the last one before.
  private func line(of key: String, occurrence: Int) -> Int {
    var (found, last) = (0, 1)
    for (number, line) in lines.enumerated() {
      let times = line.ranges(of: "\"\(key)\"").count
      if times > 0 { last = number + 1 }
      found += times
      if found > occurrence { return number + 1 }
    }
    return last
  }
}

extension DecodingError {
  fileprivate var path: [any CodingKey] {
    switch self {
    case .keyNotFound(let key, let context): context.codingPath + [key]
    case .typeMismatch(_, let context), .valueNotFound(_, let context),
      .dataCorrupted(let context):
      context.codingPath
    @unknown default: []
    }
  }
}

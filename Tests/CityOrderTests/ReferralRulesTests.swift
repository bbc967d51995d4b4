// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation
import Geography
import Operations
import Testing

@testable import CityOrder

@Suite("Referral rules 道路三乱")
struct ReferralRulesTests {
  private static let good = """
    {
      "version": 3, "source": "test",
      "halfWidthMetres": {"expressway": 15, "arterial": 14, "collector": 10, "local": 6},
      "placeToleranceMetres": 5,
      "rules": [
        {"class": "E0505", "roadUser": "motor", "violation": "1039"},
        {"class": "E0506", "roadUser": "nonMotor", "violation": "2009"}
      ]
    }
    """

  private static func read(_ text: String, classes: ClassList? = nil) throws -> ReferralRules {
    try ReferralRules(
      Data(text.utf8), file: "rules.json", codes: .standard(), classes: classes)
  }

  @Test("of the program cover pedestrians, cycles and vehicles")
  func standard() throws {
    let rules = try ReferralRules.standard(.standard())
    let users = Set(rules.classes.compactMap { rules[$0]?.roadUser })
    #expect(users == Set(ViolationCase.RoadUser.allCases))
    #expect(rules.version > 0 && !rules.source.isEmpty)
    #expect(rules.reachMetres(on: .local) < rules.reachMetres(on: .expressway))
    #expect(rules.mostReachMetres == rules.reachMetres(on: .expressway))
    let parked = try #require(rules[SampleDesk.code("E0505")])
    #expect(parked.violation.text == "1039" && parked.roadUser == .motor)
    #expect(rules[try SampleDesk.code("E0102")] == nil)
  }

  @Test(
    "name file, line and field of what is wrong",
    arguments: [
      (#""class": "E0506""#, #""class": "E0505""#, 7, "class", .twice("E0505")),
      (#""1039""#, #""9999""#, 6, "violation", .unknownViolation("9999")),
      (#""1039""#, #""x""#, 6, "violation", .unknownViolation("x")),
      (#""nonMotor""#, #""bicycle""#, 7, "roadUser", .unknownRoadUser("bicycle")),
      (#""2009""#, #""1039""#, 7, "roadUser", .otherRoadUser("1039", .motor)),
      (#""class": "E0506", "#, "", 6, "class", .unreadable),
      (#""local": 6"#, #""lane": 6"#, 3, "lane", .unknownRoadClass),
      (#", "local": 6"#, "", 3, "halfWidthMetres", .noWidth(.local)),
      (#""local": 6"#, #""local": 600"#, 3, "local", .width(600)),
      (
        #""placeToleranceMetres": 5"#, #""placeToleranceMetres": -1"#, 4, "placeToleranceMetres",
        .width(-1)
      ),
      (#""version": 3"#, #""version": "a""#, 2, "version", .unreadable),
    ] as [(String, String, Int, String, ReferralRulesError.Problem)])
  func refused(
    text: String, wrong: String, line: Int, field: String, problem: ReferralRulesError.Problem
  ) throws {
    _ = try Self.read(Self.good)
    let expected = ReferralRulesError(
      file: "rules.json", line: line, field: field, problem: problem)
    #expect(throws: expected) { try Self.read(Self.good.replacing(text, with: wrong)) }
    #expect(expected.explanation.english.hasPrefix("rules.json, line \(line), field \(field): "))
  }

  @Test("refuse a class that the city's list does not have, and a list of none")
  func classes() throws {
    let name = LocalizedName(chinese: "一", english: "one")
    let classes = try ClassList(
      version: "1", source: "test",
      classes: [
        CaseClass(code: try SampleDesk.code("E0505"), kind: .event, major: name, name: name)
      ])
    #expect(
      throws: ReferralRulesError(
        file: "rules.json", line: 7, field: "class", problem: .unknownClass("E0506"))
    ) { try Self.read(Self.good, classes: classes) }
    let none = Self.good.replacing(/\{"class".*\}\n/, with: "\n")
      .replacing(/\{"class".*\},/, with: "")
    #expect(throws: ReferralRulesError.self) { try Self.read(none) }
    #expect(throws: ReferralRulesError.self) { try Self.read("[]") }
    #expect(throws: ReferralRulesError.self) { try Self.read("") }
  }
}

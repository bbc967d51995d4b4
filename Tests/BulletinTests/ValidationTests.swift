// SPDX-License-Identifier: Apache-2.0

import Bulletin
import DutyModel
import Testing

@Suite("A document with a hole in it")
struct ValidationTests {
  /// Damages a good document in one way, and what must be said of it.
  struct Damage: Sendable, CustomTestStringConvertible {
    var error: LayoutError
    var apply: @Sendable (inout BulletinDocument) -> Void
    var testDescription: String { "\(error)" }
  }

  static func blocks(_ blocks: [Block]) -> @Sendable (inout BulletinDocument) -> Void {
    { $0.sections[0].articles[0].blocks = blocks }
  }

  static let damages: [Damage] = [
    Damage(error: .blank(part: .at("机关", "organisation"))) { $0.masthead.organization = "" },
    Damage(error: .blank(part: .at("编印单位", "office"))) { $0.masthead.office = "　 " },
    Damage(error: .issueNumber(year: 2017, issue: 0)) { $0.masthead.issue = 0 },
    Damage(error: .issueNumber(year: 17, issue: 7)) { $0.masthead.year = 17 },
    Damage(error: .empty(part: .at("栏目", "list of sections"))) { $0.sections = [] },
    Damage(error: .empty(part: .at("栏目【工作动态】", "section 【工作动态】"))) { $0.sections[0].articles = [] },
    Damage(error: .repeatedSection("工作动态")) { $0.sections.append($0.sections[0]) },
    Damage(error: .blank(part: .at("【工作动态】第1篇的标题", "title of article 1 of 【工作动态】"))) {
      $0.sections[0].articles[0].titleLines = [" "]
    },
    Damage(error: .blank(part: .at("【工作动态】第1篇的标题", "title of article 1 of 【工作动态】"))) {
      $0.sections[0].articles[0].titleLines = []
    },
    Damage(error: .empty(part: .at("【工作动态】第1篇", "article 1 of 【工作动态】")), apply: blocks([])),
    Damage(
      error: .blank(part: .at("【工作动态】第1篇第1段", "paragraph 1 of article 1 of 【工作动态】")),
      apply: blocks([.paragraph([])])),
    Damage(
      error: .unresolvedField(
        "{{visibility}}", part: .at("【工作动态】第1篇第1段", "paragraph 1 of article 1 of 【工作动态】")),
      apply: blocks([.paragraph([Run(.body, "见警率{{visibility}}。")])])),
    Damage(
      error: .unwritten("经验做法", part: .at("【工作动态】第1篇第1段", "paragraph 1 of article 1 of 【工作动态】")),
      apply: blocks([.paragraph([Run(.body, "{{请写：经验做法}}")])])),
    Damage(
      error: .controlCharacter(
        code: 7, part: .at("【工作动态】第1篇第1段", "paragraph 1 of article 1 of 【工作动态】")),
      apply: blocks([.paragraph([Run(.body, "响\u{7}铃")])])),
    Damage(
      error: .controlCharacter(
        code: 10, part: .at("【工作动态】第1篇第1段", "paragraph 1 of article 1 of 【工作动态】")),
      apply: blocks([.paragraph([Run(.body, "两\n行")])])),
    Damage(
      error: .raggedRow(table: "表1", row: 2, expected: 2, found: 1),
      apply: blocks([
        .table(
          Table(caption: "表1", columns: [.init("甲"), .init("乙")], rows: [["1", "2"], ["3"]]))
      ])),
    Damage(
      error: .empty(part: .at("表“表1”", "table “表1”")),
      apply: blocks([.table(Table(caption: "表1", columns: [.init("甲")], rows: []))])),
    Damage(
      error: .blank(part: .at("表“表1”第1行", "row 1 of the table “表1”")),
      apply: blocks([.table(Table(caption: "表1", columns: [.init("甲")], rows: [[""]]))])),
    Damage(
      error: .columnShare(table: "表1", column: "甲", share: 0),
      apply: blocks([.table(Table(caption: "表1", columns: [.init("甲", share: 0)], rows: [["1"]]))])),
    Damage(
      error: .missingAlternativeText(figure: "图1"),
      apply: blocks([.figure(Figure(caption: "图1", svg: "<svg ></svg>", alternativeText: " "))])),
    Damage(
      error: .notADrawing(figure: "图1"),
      apply: blocks([.figure(Figure(caption: "图1", svg: "", alternativeText: "三根柱"))])),
    Damage(error: .empty(part: .at("“报”名单", "list “报”"))) { $0.distribution[0].recipients = [] },
    Damage(error: .repeatedDistribution("报")) { $0.distribution.append($0.distribution[0]) },
    Damage(error: .blank(part: .at("印发机关", "issuing office"))) { $0.colophon.issuingOffice = "" },
    Damage(error: .copies(0)) { $0.colophon.copies = 0 },
    Damage(error: .blank(part: .at("演示数据标识", "demo data label"))) { $0.demoDataLabel = "" },
    Damage(error: .blank(part: .at("scorecard的版本", "version of scorecard"))) {
      $0.madeFrom = [Version(stage: "scorecard", digest: "")]
    },
  ]

  @Test("is refused with the place of the hole", arguments: damages)
  func refused(_ damage: Damage) throws {
    var document = try Sample.document([Sample.paragraph])
    try document.validate()
    damage.apply(&document)
    #expect(throws: damage.error) { try document.validate() }
    let chinese = damage.error.explanation.chinese
    #expect(!chinese.contains("article") && !chinese.contains("table"), "\(chinese)")
    #expect(damage.error.explanation.english.contains("Maybe"))
    #expect(
      damage.error.explanation.chinese.contains("可以")
        || damage.error.explanation.chinese.contains("可能"))
  }
}

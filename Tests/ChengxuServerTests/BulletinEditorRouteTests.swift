// SPDX-License-Identifier: Apache-2.0

import AccessControl
import Bulletin
import DocumentRendering
import DutyModel
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Supervision
import Testing

@testable import ChengxuServer

@Suite("Bulletins over HTTP: nothing is issued with a hole in it")
struct BulletinEditorRouteTests {
  /// A draft with one paragraph, and a figure where asked.
  private static func draft(_ text: String, figure: Figure? = nil) -> BulletinDocument {
    BulletinDocument(
      masthead: Masthead(
        organization: "示例支队", name: "工作专报", year: 2018, issue: 1, office: "办公室",
        date: SampleContents.day),
      sections: [
        BulletinSection(
          kind: .notice,
          articles: [
            Article(
              titleLines: ["通报"],
              blocks: [.paragraph([Run(.body, text)])] + (figure.map { [.figure($0)] } ?? []))
          ])
      ],
      distribution: [DistributionList(kind: .reportTo, recipients: ["支队领导"])],
      colophon: Colophon(issuingOffice: "办公室", printDate: SampleContents.day))
  }

  /// One rate of the detachment.
  private static func scorecard(_ numerator: Double, of denominator: Double) throws -> Scorecard {
    let kpi = try #require(KPIRegistry.all.first { $0.definition.id == "on-post-rate" })
    var card = SampleContents.make().scorecard
    card.results = [
      KPIResult(
        definition: kpi.definition, scope: .detachment, numerator: numerator,
        denominator: denominator, cases: Int(denominator), excluded: 0, interval: nil)
    ]
    return card
  }

  private func served(
    _ draft: BulletinDocument, _ scorecard: Scorecard, trouble: RenderingError? = nil,
    _ body: @Sendable (ServedPerson) async throws -> Void
  ) async throws {
    let desk = SampleBulletinDesk(draft, scorecard, trouble: trouble)
    try await ServedDoor.test(preparing: { _, contents in contents.bulletinDesk = desk }) {
      try await body(try await ServedPerson($0, [.bulletinWriter]))
    }
  }

  private func opened(_ person: ServedPerson) async throws -> BulletinBody {
    let answer = try await person.answer("/api/bulletins", #"{"template": "sample"}"#)
    #expect(answer.status == .created)
    return try answer.decoded(BulletinBody.self)
  }

  private func submission(_ issue: BulletinBody) -> String {
    #"{"step": "submit", "revision": \#(issue.revision)}"#
  }

  @Test(
    "A figure without denominator, on too few cases, or that nobody knows is named, and the draft is not submitted",
    arguments: [
      ("{{on-post-rate}}", 0.0, 0.0), ("{{on-post-rate}}", 5, 9), ("{{on-post-rates}}", 50, 60),
      ("{{on-post-rate@area9}}", 50, 60), ("{{on-post-rate", 50, 60),
    ] as [(String, Double, Double)])
  func holes(field: String, numerator: Double, denominator: Double) async throws {
    let card = try Self.scorecard(numerator, of: denominator)
    try await served(Self.draft("在岗率\(field)"), card) { person in
      let issue = try await opened(person)
      let hole = try #require(issue.hole)
      #expect(hole.chinese.contains(field) && hole.chinese.contains("可以"))
      #expect(hole.english.contains(field) && hole.english.contains("Maybe"))
      let refused = try await person.answer("/api/bulletins/1/steps", submission(issue))
      #expect(refused.status == .conflict)
      #expect(String(buffer: refused.body).contains(field))
      let after = try await person.answer("/api/bulletins/1").decoded(BulletinBody.self)
      #expect(after.state == "drafted")
      #expect(try await person.answer("/api/bulletins/1/paper.pdf").status == .conflict)
    }
  }

  @Test("A drawing that the template names and nobody can make is a hole too")
  func drawing() async throws {
    let figure = Figure(caption: "图1", svg: "{{chart.rates}}", alternativeText: "图。")
    try await served(Self.draft("文。", figure: figure), Self.scorecard(50, of: 60)) { person in
      let issue = try await opened(person)
      #expect(try #require(issue.hole).chinese.contains("{{chart.rates}}"))
      let refused = try await person.answer("/api/bulletins/1/steps", submission(issue))
      #expect(refused.status == .conflict)
    }
  }

  @Test("A template that there is not, and one whose file is damaged, are told apart")
  func templates() async throws {
    try await served(Self.draft("文。"), Self.scorecard(50, of: 60)) { person in
      let missing = try await person.answer("/api/bulletins", #"{"template": "nowhere"}"#)
      #expect(missing.status == .notFound)
      #expect(String(buffer: missing.body).contains("sample, damaged"))
      let damaged = try await person.answer("/api/bulletins", #"{"template": "damaged"}"#)
      #expect(damaged.status == .conflict)
      #expect(String(buffer: damaged.body).contains("缺少字段 masthead"))
      let list = try await person.answer("/api/bulletins").decoded(BulletinListBody.self)
      #expect(list.issues.isEmpty, "nothing was opened")
    }
  }

  @Test("Rare characters and text that tries to be markup come back and go to paper as they are")
  func hostile() async throws {
    let text = "姓名赟、喆、㐂，<script>alert(1)</script> & #import \"x\" $x$ <w:t> ]]> 😀"
    try await served(Self.draft("文。"), Self.scorecard(50, of: 60)) { person in
      var issue = try await opened(person)
      issue = try await revised(issue, text, by: person)
      #expect(issue.hole == nil)
      #expect(issue.document.sections[0].articles[0].blocks == [.paragraph([Run(.body, text)])])
      let paper = try await person.answer("/api/bulletins/1/paper.docx")
      #expect(paper.status == .ok)
      #expect(String(buffer: paper.body).contains(text))
      #expect(try await person.answer("/api/bulletins/1/steps", submission(issue)).status == .ok)
    }
  }

  @Test("A character that no paper can show is named by its number")
  func controlCharacter() async throws {
    try await served(Self.draft("文。"), Self.scorecard(50, of: 60)) { person in
      let issue = try await revised(try await opened(person), "响\u{07}铃", by: person)
      #expect(try #require(issue.hole).chinese.contains("U+0007"))
      let refused = try await person.answer("/api/bulletins/1/steps", submission(issue))
      #expect(refused.status == .conflict)
    }
  }

  @Test("A font that is missing is said, with no file in its place")
  func missingFont() async throws {
    let trouble = RenderingError.fontMissing(
      role: .title, wanted: ["方正小标宋简体"], folders: ["/fonts"])
    try await served(Self.draft("文。"), Self.scorecard(50, of: 60), trouble: trouble) { person in
      _ = try await opened(person)
      let answer = try await person.answer("/api/bulletins/1/paper.pdf")
      #expect(answer.status == .serviceUnavailable)
      #expect(answer.headers[.contentType]?.hasPrefix("application/problem+json") == true)
      let words = String(buffer: answer.body)
      #expect(words.contains("方正小标宋简体") && words.contains("/fonts"))
    }
  }

  /// The draft with its paragraph replaced.
  private func revised(
    _ issue: BulletinBody, _ text: String, by person: ServedPerson
  ) async throws -> BulletinBody {
    let document = issue.document
    let edit: [String: Any] = [
      "organization": document.masthead.organization, "name": document.masthead.name,
      "office": document.masthead.office, "date": document.masthead.date.description,
      "sections": [
        [
          "kind": "notice",
          "articles": [
            ["titleLines": ["通报"], "blocks": [["paragraph": [["style": "body", "text": text]]]]]
          ],
        ]
      ],
      "distribution": [["kind": "reportTo", "recipients": ["支队领导"], "ending": "。"]],
      "issuingOffice": document.colophon.issuingOffice,
    ]
    let body: [String: Any] = ["revision": issue.revision, "edit": edit]
    let json = String(decoding: try JSONSerialization.data(withJSONObject: body), as: UTF8.self)
    let answer = try await person.answer("/api/bulletins/1", json, method: .put)
    #expect(answer.status == .ok)
    return try answer.decoded(BulletinBody.self)
  }
}

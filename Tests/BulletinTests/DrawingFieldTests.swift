// SPDX-License-Identifier: Apache-2.0

import Bulletin
import DutyModel
import Foundation
import Supervision
import Testing

@Suite("Drawings that a template names")
struct DrawingFieldTests {
  private let day = SampleDay()

  private static func template(_ svg: String, words: String = "") -> BulletinDocument {
    var document = IssuingTests.draft("文。")
    document.sections[0].articles[0].blocks.append(
      .figure(Figure(caption: "图1　{{period.first}}", svg: svg, alternativeText: words)))
    return document
  }

  private func drawn(_ template: BulletinDocument, weeks: [Scorecard] = []) throws -> Figure {
    let document = try template.drawn(with: DrawingFields(try day.bulletin(), weeks: weeks))
    guard case .figure(let figure)? = document.sections[0].articles[0].blocks.last else {
      throw CocoaError(.coderReadCorrupt)
    }
    return figure
  }

  @Test("stand in its figures with their own words, from the values published now")
  func filled() throws {
    let map = try drawn(Self.template("{{map}}", words: "{{map}}"))
    #expect(map.svg.hasPrefix("<svg ") && map.svg.contains("健康街与第1路路口"))
    #expect(map.alternativeText.contains("高峰岗位"))
    let areas = try drawn(Self.template("{{chart.areas}}", words: "三个片区。"))
    #expect(areas.svg.contains("奎文+坊子"))
    #expect(areas.alternativeText == "三个片区。", "what somebody wrote stays")
    var card = day.scorecard
    let rate = try #require(card.results.firstIndex { $0.definition.measure == .proportion })
    card.results[rate].definition = try #require(
      KPIRegistry.all.first { $0.definition.id == "on-post-rate" }
    ).definition
    var before = card
    before.period = CivilInterval(
      start: card.period.start.adding(minutes: -7 * 1440),
      end: card.period.end.adding(minutes: -7 * 1440))
    #expect(
      try drawn(Self.template("{{chart.rates}}"), weeks: [before, card]).svg.hasPrefix("<svg "))
  }

  @Test("make a whole issue, with what they were drawn from and the label of made-up places")
  func whole() throws {
    let document = try Self.template("{{map}}").drawn(
      with: DrawingFields(try day.bulletin(), weeks: []))
    let filled = document.filled(with: FigureFields(day.scorecard))
    try filled.validate()
    #expect(filled.demoDataLabel != nil)
    #expect(Set(filled.madeFrom.map(\.stage)).isSuperset(of: ["city", "risk", "plan"]))
    #expect(filled == filled.filled(with: FigureFields(day.scorecard)))
  }

  @Test(
    "that nobody knows, or that have nothing to show, are a hole with a name",
    arguments: ["{{map@dawn}}", "{{chart.rates}}", "{{map"], [1, 2])
  func hole(field: String, weeks: Int) throws {
    // The sample's scorecards have none of the rates, however many there are.
    let document = try Self.template(field, words: "图。").drawn(
      with: DrawingFields(
        try day.bulletin(), weeks: Array(repeating: day.scorecard, count: weeks))
    ).filled(with: FigureFields(day.scorecard))
    let caption = "图1　\(ChineseDate.plain(SampleDay.day))"
    #expect(
      throws: LayoutError.unresolvedField(
        field, part: .at("图“\(caption)”", "drawing of the figure “\(caption)”"))
    ) { try document.validate() }
  }

  @Test("are no way for a drawing to be typed in: markup beside the field stays a hole")
  func markup() throws {
    let figure = try drawn(Self.template("<b>{{map}}</b>", words: "图。"))
    #expect(figure.svg == "<b>{{map}}</b>")
  }

  @Test("of the templates that come with the program are all known")
  func bundled() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Data/bulletin-templates").standardizedFileURL
    let files = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    #expect(!files.isEmpty)
    for file in files {
      let template = try JSONDecoder().decode(
        BulletinDocument.self, from: Data(contentsOf: file))
      #expect(template.namesDrawings, "\(file.lastPathComponent)")
      let document = try template.drawn(with: DrawingFields(try day.bulletin(), weeks: []))
      #expect(!document.namesDrawings, "\(file.lastPathComponent)")
    }
  }
}

// SPDX-License-Identifier: Apache-2.0

import Bulletin
import DutyModel
import Foundation
import Supervision
import Testing

/// The first two days of the campaign, from the plan to the signed bulletin.
@Suite("A campaign is played day by day and accounted for in a signed bulletin")
struct CampaignJourneyTests {
  private static let days = ["--from", "2017-05-02", "--to", "2017-05-03"]

  @Test("Its figures are those of the stored events, and the bulletin says them")
  func twoDays() throws {
    let folder = try Scratch.folder()
    defer { Scratch.remove(folder) }
    let outcome = try Program.run([
      "demo", "--scenario", "weifang-2017", "--scenario-days", "2", "--once", "--out",
      folder.path(), "--seed", "3",
    ])
    #expect(outcome.status == 0, "\(outcome.complaint)")
    let written = Scratch.contents(of: folder)
    for file in ["bulletin-6.pdf", "bulletin-6.docx", "report.json", "scorecard-weeks.json"] {
      #expect(written.contains(file), "\(file) is missing among \(written).")
    }
    func read<Value: Decodable>(_ type: Value.Type, _ name: String) throws -> Value {
      try JSONDecoder().decode(type, from: Data(contentsOf: folder.appending(path: name)))
    }
    let card = try read(Scorecard.self, "scorecard.json")
    #expect(card.isDemoData)
    let issue = try read(BulletinDocument.self, "bulletin-6.json")
    #expect(issue.madeFrom.contains(card.version))
    let counts = ["person-times@peak.rounded", "vehicle-times.rounded", "interventions.rounded"]
    let fields = FigureFields(card)
    for count in counts {
      let figure = try #require(fields.texts[count])
      #expect(issue.plainText.contains(figure), "\(count) is \(figure)")
    }
    #expect(!issue.plainText.contains("{{"))
    // Two days of one week have no trend: the figures are numbered without it, and what a sentence
    // refers to is there.
    let text = issue.plainText
    for reference in text.matches(of: /[图表]\d/).map({ String($0.0) }) {
      #expect(text.contains("\n\(reference)　"), "\(reference) is not in the issue")
    }
    #expect(text.contains("\n图2　高峰岗位") && !text.contains("各周变化"))

    // A period in which nothing happened is no period of zeros.
    let empty = try Program.run(
      ["supervise", "--data", folder.path(), "--from", "2017-08-01", "--to", "2017-08-07"])
    #expect(empty.status == 45 && empty.complaint.contains("2017-08-01"), "\(empty.complaint)")
    #expect(try read(Scorecard.self, "scorecard.json").version == card.version)

    // Read again from the store by another command: to the last figure the same.
    let again = try Program.run(
      ["supervise", "--data", folder.path(), "--format", "json"] + Self.days)
    #expect(again.status == 0, "\(again.complaint)")
    #expect(try read(Scorecard.self, "scorecard.json").results == card.results)
  }

  @Test(
    "What a campaign brings itself or does not have is refused before any work",
    arguments: [
      ["--scenario", "weifang-2017", "--day", "2017-05-03"],
      ["--scenario", "weifang-2017", "--scenario-days", "59"], ["--scenario-days", "3"],
      ["--scenario", "weifang-2016"],
    ])
  func refused(arguments: [String]) throws {
    let folder = try Scratch.folder()
    defer { Scratch.remove(folder) }
    let outcome = try Program.run(["demo", "--once", "--out", folder.path()] + arguments)
    #expect(outcome.status == 64, "\(outcome.complaint)")
    #expect(Scratch.contents(of: folder).isEmpty)
  }
}

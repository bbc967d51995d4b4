// SPDX-License-Identifier: Apache-2.0

import Bulletin
import DutyModel
import Foundation
import Supervision
import TestSupport
import Testing

/// What writers get wrong and what a machine lacks, at the command line: one clear message, and no file.
@Suite("No bulletin is printed with a hole in it, whatever the document holds")
struct BulletinBadInputJourneyTests {
  private static let sample = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../BulletinTests/Resources/weifang-2017-06.json").standardizedFileURL

  private static func document() throws -> BulletinDocument {
    try JSONDecoder().decode(BulletinDocument.self, from: Data(contentsOf: sample))
  }

  /// Renders a document in a folder of its own, and looks at what is there then.
  private func render(
    _ document: BulletinDocument, environment: [String: String] = [:],
    _ check: (Program.Outcome, _ folder: URL) throws -> Void
  ) throws {
    let folder = try Scratch.folder()
    defer { Scratch.remove(folder) }
    let file = folder.appending(path: "document.json")
    try JSONEncoder().encode(document).write(to: file)
    let outcome = try Program.run(
      [
        "bulletin", "render", file.path(), "--pdf", folder.appending(path: "issue.pdf").path(),
        "--docx", folder.appending(path: "issue.docx").path(), "--format", "json",
      ], environment: environment)
    try check(outcome, folder)
  }

  @Test(
    "A hole is named with its place and the remedy",
    arguments: [
      ("到岗率{{on-time-arrivals}}。", ["{{on-time-arrivals}}", "没有数值"]),
      ("出动{{person-times", ["{{person-times", "没有数值"]),
      ("{{请写：经验做法}}", ["还没有写“经验做法”"]), ("　 ", ["空白"]), ("响\u{07}铃", ["U+0007"]),
    ] as [(String, [String])])
  func holes(text: String, words: [String]) throws {
    var document = try Self.document()
    document.sections[0].articles[0].blocks[1] = .paragraph([Run(.body, text)])
    try render(document) { outcome, folder in
      #expect(outcome.status == 46, "\(outcome.complaint)")
      for word in words + ["【经验交流】第1篇第2段", "可", "Maybe"] {
        #expect(outcome.complaint.contains(word), "\(word) is not in: \(outcome.complaint)")
      }
      #expect(Scratch.contents(of: folder) == ["document.json"])
    }
  }

  @Test("A document without a field that it needs names the field")
  func damaged() throws {
    let folder = try Scratch.folder()
    defer { Scratch.remove(folder) }
    let text = try String(contentsOf: Self.sample, encoding: .utf8)
      .replacing("\"issuingOffice\"", with: "\"issuingOfice\"")
    let file = folder.appending(path: "document.json")
    try Data(text.utf8).write(to: file)
    let outcome = try Program.run([
      "bulletin", "render", file.path(), "--pdf", folder.appending(path: "issue.pdf").path(),
    ])
    #expect(outcome.status == 11, "\(outcome.complaint)")
    for word in ["colophon.issuingOffice", "缺少这一字段", "可以", "Maybe"] {
      #expect(outcome.complaint.contains(word), "\(word) is not in: \(outcome.complaint)")
    }
    #expect(Scratch.contents(of: folder) == ["document.json"])
  }

  @Test("Rare characters in names and text that tries to be markup are printed as they are")
  func hostile() throws {
    let text = "赟、喆、㐂到岗。<script>alert(1)</script> #import \"x\" $x$ <w:t> ]]>"
    var document = try Self.document()
    document.masthead.signer = "李赟喆㐂"
    document.sections[0].articles[0].blocks[1] = .paragraph([Run(.body, text)])
    try render(document) { outcome, folder in
      #expect(outcome.status == 0, "\(outcome.complaint)")
      let pages = try Self.text(ofPDF: folder.appending(path: "issue.pdf"))
      for part in [text, "签发：李赟喆㐂"] {
        #expect(pages.contains(part.filter { !$0.isWhitespace }), "\(part)")
      }
    }
  }

  @Test("A folder of fonts that is not there, and a character that no font has, leave no file")
  func fonts() throws {
    var document = try Self.document()
    try render(document, environment: ["CHENGXU_FONTS": "/nowhere/fonts"]) { outcome, folder in
      #expect(outcome.status == 50, "\(outcome.complaint)")
      #expect(outcome.complaint.contains("/nowhere/fonts"))
      #expect(Scratch.contents(of: folder) == ["document.json"])
    }
    document.sections[0].articles[0].blocks[1] = .paragraph([Run(.body, "字\u{F0000}")])
    try render(document) { outcome, folder in
      #expect(outcome.status != 0 && outcome.complaint.contains("U+F0000"), "\(outcome.complaint)")
      #expect(Scratch.contents(of: folder) == ["document.json"])
    }
  }

  private static func text(ofPDF file: URL) throws -> String {
    let text = try TestTools.output(of: "pdftotext", [file.path(), "-"])
    return text.filter { !$0.isWhitespace }
  }
}

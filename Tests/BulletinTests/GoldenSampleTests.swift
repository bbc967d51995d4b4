// SPDX-License-Identifier: Apache-2.0

import Bulletin
import DocumentRendering
import Foundation
import TestSupport
import Testing

@Suite("The Weifang bulletin no. 6 of 2017, rebuilt")
struct GoldenSampleTests {
  let document: BulletinDocument
  /// The original's text as it was published.
  let original: String

  init() throws {
    document = try JSONDecoder().decode(
      BulletinDocument.self, from: try Tools.resource("weifang-2017-06.json"))
    original = Tools.compact(
      String(decoding: try Tools.resource("weifang-2017-06.txt"), as: UTF8.self))
  }

  @Test("The document says what the original says, and survives JSON")
  func text() throws {
    try document.validate()
    #expect(Tools.compact(document.plainText) == original)
    let copy = try JSONDecoder().decode(
      BulletinDocument.self, from: try JSONEncoder().encode(document))
    #expect(copy == document)
  }

  @Test("The PDF has five pages, the original's text in full, and the same bytes twice")
  func pdf() async throws {
    try await Tools.withFolder { folder in
      let file = folder.appending(path: "golden.pdf")
      let again = folder.appending(path: "golden-again.pdf")
      let report = try await Tools.renderer().pdf(document, to: file)
      let second = try await Tools.renderer().pdf(document, to: again)
      #expect(report.pages == 5)
      #expect(report.warnings.isEmpty)
      #expect(report == second)
      let data = try Data(contentsOf: file)
      #expect(report.bytes == data.count)
      #expect(data == (try Data(contentsOf: again)))
      #expect(try Tools.text(ofPDF: file) == original)
      let facts = try TestTools.output(of: "pdfinfo", [file.path()])
      #expect(facts.contains("Pages:           5"))
      #expect(facts.contains("Tagged:          yes"))
      #expect(facts.contains("210 x 297") || facts.contains("A4"))
    }
  }

  @Test("No line of the PDF begins or ends with punctuation that may not stand there")
  func punctuation() async throws {
    try await Tools.withFolder { folder in
      let file = folder.appending(path: "golden-lines.pdf")
      _ = try await Tools.renderer().pdf(document, to: file)
      let lines = try Tools.lines(ofPDF: file).filter { !$0.hasPrefix("—") }
      #expect(lines.count > 80)
      for line in lines {
        let first = try #require(line.first)
        let last = try #require(line.last)
        #expect(!"，。、；：？！）》】”’』」〉…%℃".contains(first), "\(line)")
        #expect(!"（《【“‘『「〈".contains(last), "\(line)")
      }
    }
  }

  @Test("The DOCX has the original's text in full, and the same bytes twice")
  func docx() async throws {
    try await Tools.withFolder { folder in
      let file = folder.appending(path: "golden.docx")
      let again = folder.appending(path: "golden-again.docx")
      let report = try await Tools.renderer().docx(document, to: file)
      _ = try await Tools.renderer().docx(document, to: again)
      let data = try Data(contentsOf: file)
      #expect(report.bytes == data.count)
      #expect(data == (try Data(contentsOf: again)))
      #expect(try Tools.text(ofDOCX: file) == original)
    }
  }
}

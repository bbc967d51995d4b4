// SPDX-License-Identifier: Apache-2.0

import Bulletin
import DocumentRendering
import Foundation
import Testing

@Suite("A bulletin with tables and figures")
struct IllustratedDocumentTests {
  @Test("PDF and DOCX show table, charts and map, the same bytes twice, with the demo label")
  func illustrated() async throws {
    try await Tools.withFolder { folder in
      let document = try Sample.illustrated()
      let renderer = try await Tools.renderer()
      let pdf = folder.appending(path: "illustrated.pdf")
      let docx = folder.appending(path: "illustrated.docx")
      let report = try await renderer.pdf(document, to: pdf)
      #expect(report.warnings.isEmpty)
      #expect((report.pages ?? 0) > 1)
      let pdfData = try Data(contentsOf: pdf)
      _ = try await renderer.docx(document, to: docx)
      let docxData = try Data(contentsOf: docx)
      let fresh = try await Tools.renderer()
      _ = try await fresh.pdf(document, to: pdf)
      _ = try await fresh.docx(document, to: docx)
      #expect(pdfData == (try Data(contentsOf: pdf)))
      #expect(docxData == (try Data(contentsOf: docx)))
      let text = try Tools.text(ofPDF: pdf)
      for part in ["演示数据非真实勤务", "表1当日勤务指标", "图2高峰岗位分布", "奎文+坊子", "共印30份", "本期数据版本"] {
        #expect(text.contains(part), "\(part)")
      }
      let body = Tools.compact(document.plainText).replacing("演示数据非真实勤务", with: "")
      #expect(try Tools.text(ofDOCX: docx) == body)
      #expect(docxData.count > 60_000, "the figures are in it as pictures")
    }
  }
}

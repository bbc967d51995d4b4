// SPDX-License-Identifier: Apache-2.0

import Bulletin
import DocumentRendering
import DutyModel
import Foundation
import TestSupport
import Testing

@Suite("A record on paper")
struct RecordSheetTests {
  private static func sheet(rows: Int, note: String = "护栏损坏，已报修。") -> RecordSheet {
    var sheet = RecordSheet(
      title: "交接班记录", number: "第7号", organization: "方格支队", unit: "一大队",
      pages: "第 {page} 页，共 {pages} 页", date: CivilDate(day: 17_653))
    sheet.labels = ["演示数据", "演练"]
    sheet.facts = [.init("交班人", "甲（警号100001）"), .init("交班班次", "5月2日 07:00–09:00\n一号岗")]
    let columns = [Table.Column("序号", alignment: .center), Table.Column("事项", share: 5)]
    sheet.parts = [
      .init("一、交代事项", paragraphs: [note]),
      .init(
        "二、未办结事项",
        table: rows == 0
          ? nil
          : Table(
            caption: "", columns: columns,
            rows: (1...rows).map { ["\($0)", "警情第\(100 + $0)号"] })),
    ]
    sheet.signatures = [
      .init("交班人（签名）", said: "5月2日 08:55系统交班"), .init("接班人（签名）", said: "　年　月　日"),
    ]
    sheet.notes = [String(repeating: "9f86d081", count: 8)]
    return sheet
  }

  private func render(
    _ sheet: RecordSheet, _ body: (URL, RenderingReport) throws -> Void
  ) async throws {
    try await Tools.withFolder(of: "record") { folder in
      let file = folder.appending(path: "record.pdf")
      let renderer = try await Tools.renderer()
      let report = try await renderer.pdf(sheet, to: file)
      await renderer.close()
      try body(file, report)
    }
  }

  private static func text(_ file: URL, page: Int) throws -> String {
    Tools.compact(
      try TestTools.output(
        of: "pdftotext", ["-f", "\(page)", "-l", "\(page)", file.path(), "-"]))
  }

  @Test("holds one page with everything on it, and is the same file twice")
  func whole() async throws {
    var first = Data()
    for _ in 0..<2 {
      try await render(Self.sheet(rows: 3)) { file, report in
        #expect(report.pages == 1 && report.warnings.isEmpty)
        let text = try Self.text(file, page: 1)
        for words in [
          "演示数据", "演练", "方格支队", "交接班记录", "第7号", "甲（警号100001）", "5月2日07:00–09:00",
          "一号岗", "护栏损坏", "警情第103号", "交班人（签名）", "5月2日08:55系统交班", "9f86d0819f86d081",
          "第1页，共1页",
        ] { #expect(text.contains(words), "\(words)") }
        let bytes = try Data(contentsOf: file)
        if first.isEmpty { first = bytes }
        #expect(bytes == first)
      }
    }
    try await render(Self.sheet(rows: 0)) { _, report in #expect(report.pages == 1) }
  }

  @Test(
    "of many rows runs on, with its number on each page and a last page that is not signatures alone"
  )
  func long() async throws {
    for rows in [6, 24, 60] {
      // Words that push the short table to where the signatures no longer fit beside it.
      let note = String(repeating: "东口围挡影响右转车道，早晚高峰需一人疏导。", count: rows == 6 ? 44 : 1)
      try await render(Self.sheet(rows: rows, note: note)) { file, report in
        let pages = try #require(report.pages)
        #expect(pages > 1)
        for page in 1...pages {
          let text = try Self.text(file, page: page)
          #expect(text.contains("交接班记录第7号") && text.contains("第\(page)页，共\(pages)页"))
          #expect(text.contains("演练"))
        }
        let last = try Self.text(file, page: pages)
        #expect(last.contains("接班人（签名）") && last.contains("警情第"), "\(rows)")
      }
    }
  }

  @Test("keeps what was written, with a box for what no font has")
  func unprintable() async throws {
    let note = "收到👍🏽\u{7}\t完\r\n第二行\u{F0000}。"
    try await render(Self.sheet(rows: 1, note: note)) { file, _ in
      let text = try Self.text(file, page: 1)
      #expect(text.contains("收到□完第二行□。"), "\(text)")
    }
  }
}

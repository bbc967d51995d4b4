// SPDX-License-Identifier: Apache-2.0

import Bulletin
import DocumentRendering
import Foundation
import TestSupport
import Testing

@Suite("Documents and surroundings that are hard to print")
struct HardDocumentTests {
  @Test("Rare characters and texts that look like markup are printed as they are")
  func rareAndHostile() async throws {
    try await Tools.withFolder { folder in
      let text =
        "姓名赟、喆、㐂、祎、堃。#import \"x\"; #read(\"/etc/hostname\") <b>粗</b> $x^2$ *重* _斜_ \\ @引用 <w:t>"
      var document = try Sample.document([.paragraph([Run(.body, text), Run(.lead, text)])])
      document.sections[0].articles[0].titleLines = ["赟喆㐂 #import <b>"]
      document.sections[0].articles[0].blocks.append(
        .table(Table(caption: "#表", columns: [.init("<i>"), .init("$y$")], rows: [["赟", "#let"]])))
      let renderer = try await Tools.renderer()
      let pdf = folder.appending(path: "hard.pdf")
      let docx = folder.appending(path: "hard.docx")
      let report = try await renderer.pdf(document, to: pdf)
      #expect(report.warnings.isEmpty)
      _ = try await renderer.docx(document, to: docx)
      let expected = Tools.compact(document.plainText)
      #expect(try Tools.text(ofDOCX: docx) == expected)
      let printed = try Tools.text(ofPDF: pdf)
      for part in [Tools.compact(text), "赟喆㐂#import<b>", "#表<i>$y$赟#let"] {
        #expect(printed.contains(part), "\(part)")
      }
    }
  }

  @Test("A table of 200 rows breaks over pages, repeats its head and loses no row")
  func longTable() async throws {
    try await Tools.withFolder { folder in
      let document = try Sample.document([.table(Sample.table(rows: 200)), Sample.paragraph])
      let file = folder.appending(path: "long.pdf")
      let report = try await Tools.renderer().pdf(document, to: file)
      #expect((report.pages ?? 0) >= 7)
      let text = try Tools.text(ofPDF: file)
      for row in 1...200 { #expect(text.contains("到岗率（第\(row)片）"), "row \(row)") }
      #expect(text.components(separatedBy: "指标分子分母数值").count > 6)
    }
  }

  @Test(
    "The foot stands at the bottom of the last page, also where that page has nothing else",
    arguments: [1, 13, 14, 15, 16, 17])
  func foot(lines: Int) async throws {
    try await Tools.withFolder(of: "foot\(String(repeating: "x", count: lines))") { folder in
      let blocks = (1...lines).map { _ in Block.paragraph([Run(.body, "一行正文。")]) }
      let file = folder.appending(path: "foot.pdf")
      _ = try await Tools.renderer().pdf(try Sample.document(blocks), to: file)
      let words = try TestTools.output(of: "pdftotext", ["-bbox", file.path(), "-"])
      let last = try #require(words.components(separatedBy: "<page ").last)
      let foot = try #require(last.firstMatch(of: /yMax="([\d.]+)">共印30份/))
      let bottom = try #require(Double(foot.1))
      // The type area ends 35 mm above the sheet's edge, at 742.7 points.
      #expect((725...743).contains(bottom), "the foot ends at \(bottom)")
    }
  }

  @Test("A character that no font has is an error, and leaves no file")
  func unprintable() async throws {
    try await Tools.withFolder { folder in
      let file = folder.appending(path: "tofu.pdf")
      let document = try Sample.document([.paragraph([Run(.body, "字\u{F0000}")])])
      let renderer = try await Tools.renderer()
      await #expect { _ = try await renderer.pdf(document, to: file) } throws: { error in
        guard case RenderingError.unprintable = error else { return false }
        return "\(error)".contains("font folder") && "\(error)".contains("document: U+F0000.")
      }
      #expect(!FileManager.default.fileExists(atPath: file.path()))
      // The same process goes on with the next document.
      _ = try await renderer.pdf(try Sample.document([Sample.paragraph]), to: file)
      #expect(FileManager.default.fileExists(atPath: file.path()))
    }
  }

  @Test("A document with a hole is refused before anything is written")
  func hole() async throws {
    try await Tools.withFolder { folder in
      let file = folder.appending(path: "hole.pdf")
      let document = try Sample.document([])
      let renderer = try await Tools.renderer()
      await #expect(
        throws: RenderingError.layout(.empty(part: .at("【工作动态】第1篇", "article 1 of 【工作动态】")))
      ) {
        _ = try await renderer.pdf(document, to: file)
      }
      #expect(!FileManager.default.fileExists(atPath: file.path()))
    }
  }

  @Test("A folder that is missing or cannot be written to is named, and nothing is left in it")
  func unwritable() async throws {
    try await Tools.withFolder { folder in
      let document = try Sample.document([Sample.paragraph])
      let renderer = try await Tools.renderer()
      let missing = folder.appending(path: "nowhere/a.pdf")
      await #expect(throws: RenderingError.folderMissing(file: missing.path())) {
        _ = try await renderer.pdf(document, to: missing)
      }
      let blocked = folder.appending(path: "folder.docx")
      try FileManager.default.createDirectory(at: blocked, withIntermediateDirectories: true)
      await #expect {
        _ = try await renderer.docx(document, to: blocked)
      } throws: { error in
        guard case RenderingError.notWritable = error else { return false }
        return true
      }
      let left = try FileManager.default.contentsOfDirectory(atPath: folder.path())
      #expect(!left.contains { $0.hasPrefix(".folder.docx") })
    }
  }

  @Test("Missing Python, library, font folder or font each have their own message")
  func missingTools() async throws {
    let nowhere = URL(filePath: "/nowhere/python3")
    await #expect(throws: RenderingError.pythonMissing("/nowhere/python3")) {
      _ = try await DocumentRenderer(python: nowhere, fonts: Tools.fonts)
    }
    let plain = URL(filePath: "/usr/bin/python3")
    if FileManager.default.isExecutableFile(atPath: plain.path()) {
      await #expect(
        throws: RenderingError.pythonModuleMissing(module: "typst", python: "/usr/bin/python3")
      ) { _ = try await DocumentRenderer(python: plain, fonts: Tools.fonts) }
    }
    let absent = FontFolders(office: URL(filePath: "/nowhere/fonts"), bundled: nil)
    await #expect(throws: RenderingError.fontFolderMissing("/nowhere/fonts")) {
      _ = try await DocumentRenderer(python: Tools.python, fonts: absent)
    }
    try await Tools.withFolder { folder in
      let empty = FontFolders(bundled: folder, system: [])
      await #expect {
        _ = try await DocumentRenderer(python: Tools.python, fonts: empty)
      } throws: { error in
        guard case RenderingError.fontMissing(let role, _, _) = error else { return false }
        return role == .title && "\(error)".contains("fonts-noto-cjk")
      }
    }
  }

  @Test("A process that breaks off gives an error, and the next document a new process")
  func brokenProcess() async throws {
    try await Tools.withFolder { folder in
      // Answers the start, then ends on the first document with words on its error output.
      let script = folder.appending(path: "breaks-off")
      let text = """
        #!/bin/sh
        read line
        echo '{"ok":true,"families":["FandolFang R","FandolKai","FandolSong","Noto Sans CJK SC"]}'
        read line
        echo 'out of memory' >&2
        """
      try Data(text.utf8).write(to: script)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: script.path())
      let renderer = try await DocumentRenderer(python: script, fonts: FontFolders(bundled: nil))
      let document = try Sample.document([Sample.paragraph])
      for _ in 1...2 {
        await #expect(throws: RenderingError.workerFailed("out of memory")) {
          _ = try await renderer.pdf(document, to: folder.appending(path: "a.pdf"))
        }
      }
    }
  }

  @Test("A process that does not answer is given up after the time limit")
  func silence() async throws {
    try await Tools.withFolder { folder in
      let script = folder.appending(path: "stays-silent")
      try Data("#!/bin/sh\nexec sleep 30\n".utf8).write(to: script)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: script.path())
      await #expect(throws: RenderingError.workerTimedOut(.milliseconds(200))) {
        _ = try await DocumentRenderer(
          python: script, fonts: FontFolders(bundled: nil), timeout: .milliseconds(200))
      }
    }
  }

  @Test("Fonts that stand in for the office's own are reported")
  func substitutions() async throws {
    try await Tools.withFolder { folder in
      let report = try await Tools.renderer().pdf(
        try Sample.document([Sample.paragraph]), to: folder.appending(path: "fonts.pdf"))
      let body = report.substitutedFonts.first { $0.role == .body }
      #expect(body == FontSubstitution(role: .body, wanted: "仿宋_GB2312", used: "FandolFang R"))
      let fonts = try TestTools.output(of: "pdffonts", [folder.appending(path: "fonts.pdf").path()])
      #expect(fonts.contains("FandolFang"))
      #expect(!fonts.contains(" no "), "every font is embedded")
    }
  }
}

// SPDX-License-Identifier: Apache-2.0

import Bulletin
import DocumentRendering
import DutyModel
import Foundation
import TestSupport
import Testing

/// What the rendering tests need from outside: the tools that `Scripts/setup` fetched.
enum Tools {
  /// The folder that CHENGXU_TOOLS names, or `.tools` in the package.
  static let folder: URL = {
    if let named = ProcessInfo.processInfo.environment["CHENGXU_TOOLS"], !named.isEmpty {
      return URL(filePath: named, directoryHint: .isDirectory)
    }
    return URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: ".tools", directoryHint: .isDirectory)
  }()

  static let python = folder.appending(path: "venv/bin/python3")
  static let fonts = FontFolders(bundled: folder.appending(path: "fonts"))

  static func renderer() async throws -> DocumentRenderer {
    try await DocumentRenderer(python: python, fonts: fonts)
  }

  /// The text of a PDF file without page numbers and blanks.
  static func text(ofPDF file: URL) throws -> String {
    let text = try TestTools.output(of: "pdftotext", [file.path(), "-"])
    return compact(text.replacing(/—\s*\d+\s*—/, with: ""))
  }

  /// The lines of a PDF file as the eye sees them: words of about the same height on one page.
  static func lines(ofPDF file: URL) throws -> [String] {
    let text = try TestTools.output(of: "pdftotext", ["-bbox", file.path(), "-"])
    var lines: [[Int]: [(x: Double, text: String)]] = [:]
    var page = 0
    for line in text.split(separator: "\n") {
      if line.contains("<page ") { page += 1 }
      guard let word = line.firstMatch(of: Self.word),
        let x = Double(word.1), let top = Double(word.2), let bottom = Double(word.3)
      else { continue }
      lines[[page, Int((top + bottom) / 2 / 8)], default: []].append((x, String(word.4)))
    }
    return lines.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { _, words in
      words.sorted { $0.x < $1.x }.map(\.text).joined()
    }
  }

  private nonisolated(unsafe) static let word =
    /<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">(.*)<\/word>/

  /// The text of a DOCX file's body, tables included, in the order of the file.
  static func text(ofDOCX file: URL) throws -> String {
    let script = """
      import sys, docx
      from docx.oxml.ns import qn
      body = docx.Document(sys.argv[1]).element.body
      print("".join(t.text or "" for t in body.iter(qn("w:t"))))
      """
    return compact(
      try TestTools.output(of: python.path(), ["-I", "-X", "utf8", "-c", script, file.path()]))
  }

  static func compact(_ text: String) -> String { text.filter { !$0.isWhitespace } }

  static func resource(_ name: String) throws -> Data {
    try Data(contentsOf: Bundle.module.bundleURL.appending(path: "Resources/\(name)"))
  }

  /// Gives `body` a folder that is gone afterwards. With CHENGXU_KEEP_OUTPUT naming a folder, the
  /// files stay there in a folder named after the test, to be looked at.
  static func withFolder<Result>(
    of test: String = #function, _ body: (URL) async throws -> Result
  ) async throws -> Result {
    let files = FileManager.default
    let kept = ProcessInfo.processInfo.environment["CHENGXU_KEEP_OUTPUT"].map {
      URL(filePath: $0, directoryHint: .isDirectory).appending(path: test.filter(\.isLetter))
    }
    let folder = kept ?? files.temporaryDirectory.appending(path: "bulletin-\(UUID().uuidString)")
    try? files.removeItem(at: folder)
    try files.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { if kept == nil { try? files.removeItem(at: folder) } }
    return try await body(folder)
  }
}

extension LocalizedName {
  /// A place in a document.
  static func at(_ chinese: String, _ english: String) -> Self {
    Self(chinese: chinese, english: english)
  }
}

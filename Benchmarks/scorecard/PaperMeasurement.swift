// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Bulletin
import DocumentRendering
import Foundation

/// A bulletin as PDF, the first one and many more from the same process.
struct PaperMeasurement: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "paper")

  @Option(help: "A bulletin as JSON.") var document: String
  @Option(help: "How many after the first.") var copies = 100
  @Option(help: "The Python with the typesetter.") var python = ".tools/venv/bin/python3"
  @Option(help: "The folder of fonts.") var fonts = ".tools/fonts"

  func run() async throws {
    let bulletin = try JSONDecoder().decode(
      BulletinDocument.self, from: Data(contentsOf: URL(filePath: document)))
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "paper-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let start = Stopwatch()
    let renderer = try await DocumentRenderer(
      python: URL(filePath: python), fonts: FontFolders(bundled: URL(filePath: fonts)))
    let started = start.wallSeconds
    let first = Stopwatch()
    let report = try await renderer.pdf(bulletin, to: folder.appending(path: "first.pdf"))
    let firstSeconds = first.wallSeconds
    let many = Stopwatch()
    for number in 0..<max(0, copies) {
      // Another number each time: a typesetter may remember a page that it has set before.
      var next = bulletin
      next.masthead.issue = number + 1
      _ = try await renderer.pdf(next, to: folder.appending(path: "\(number).pdf"))
    }
    let manySeconds = many.wallSeconds
    await renderer.close()
    try printJSON([
      "pages": Double(report.pages ?? 0), "bytes": Double(report.bytes), "startSeconds": started,
      "firstSeconds": firstSeconds, "copies": Double(copies), "copiesSeconds": manySeconds,
    ])
  }
}

// SPDX-License-Identifier: Apache-2.0

import Bulletin
import DocumentRendering
import Foundation
import Gzip
import Testing

/// The reference is `Resources/weifang-2017-06-pages.pgm.gz`: the five pages as they were looked at
/// and found good. After a wanted change of the layout, look at the new pages and run this suite
/// with CHENGXU_WRITE_REFERENCES=1.
@Suite("The pages of the Weifang bulletin no. 6 of 2017")
struct GoldenPagesTests {
  /// At most this share of a page's printed cells may look different.
  static let tolerance = 0.02

  @Test("look as they did when they were approved")
  func pictures() async throws {
    let pages = try await Self.rendered()
    if ProcessInfo.processInfo.environment["CHENGXU_WRITE_REFERENCES"] == "1" {
      try Data(try GzipCompressor.pack(PagePicture.pgm(pages))).write(to: Self.sourceFile)
    }
    let approved = try Self.approved()
    #expect(pages.count == 5)
    #expect(approved.count == 5)
    for (number, (page, reference)) in zip(pages, approved).enumerated() {
      let difference = page.difference(from: reference)
      #expect(
        difference <= Self.tolerance, "page \(number + 1) differs in \(difference) of its cells")
    }
  }

  @Test("are told from each other, and from themselves a third of a line lower")
  func tolerance() throws {
    let pages = try Self.approved()
    for (number, page) in pages.enumerated() {
      #expect(page.difference(from: page) == 0)
      // A third of a line of 10.2 mm is 5 dots.
      #expect(page.movedDown(by: 5).difference(from: page) > 5 * Self.tolerance)
      let other = pages[(number + 1) % pages.count]
      #expect(page.difference(from: other) > 5 * Self.tolerance)
    }
  }

  private static func rendered() async throws -> [PagePicture] {
    let document = try JSONDecoder().decode(
      BulletinDocument.self, from: try Tools.resource("weifang-2017-06.json"))
    return try await Tools.withFolder { folder in
      let file = folder.appending(path: "golden-pages.pdf")
      _ = try await Tools.renderer().pdf(document, to: file)
      return try PagePicture.pages(ofPDF: file, in: folder)
    }
  }

  private static let sourceFile = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Resources/weifang-2017-06-pages.pgm.gz")

  private static func approved() throws -> [PagePicture] {
    let packed = [UInt8](try Data(contentsOf: sourceFile))
    return try PagePicture.pages(inPGM: try GzipDecompressor.unpack(packed))
  }
}

// SPDX-License-Identifier: Apache-2.0

import Bulletin
import DocumentRendering
import Foundation

/// One document in its three forms.
enum DocumentFiles {
  /// - Returns: how the PDF was set.
  static func write(
    _ document: BulletinDocument, json: URL, pdf: URL, docx: URL, _ tools: ToolLocations
  ) async throws -> RenderingReport {
    let renderer = try await DocumentRenderer(
      python: tools.python, fonts: FontFolders(office: tools.officeFonts, bundled: tools.fonts))
    try StageFile.write(document, to: json)
    let report = try await renderer.pdf(document, to: pdf)
    _ = try await renderer.docx(document, to: docx)
    await renderer.close()
    return report
  }
}

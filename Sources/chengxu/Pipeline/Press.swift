// SPDX-License-Identifier: Apache-2.0

import DocumentRendering
import Foundation

/// Sets one document for paper and gives its bytes.
struct Press {
  let tools: ToolLocations

  /// - Parameter render: writes the file.
  func data(
    _ render: (DocumentRenderer, URL) async throws -> RenderingReport
  ) async throws -> Data {
    let scratch = FileManager.default.temporaryDirectory.appending(path: "paper-\(UUID())")
    defer { try? FileManager.default.removeItem(at: scratch) }
    let renderer = try await DocumentRenderer(
      python: tools.python, fonts: FontFolders(office: tools.officeFonts, bundled: tools.fonts))
    _ = try await render(renderer, scratch)
    await renderer.close()
    return try Data(contentsOf: scratch)
  }
}

// SPDX-License-Identifier: Apache-2.0

import Foundation
import Hummingbird

/// The pages, scripts and styles of one folder, read once at start.
///
/// Addresses are looked up among the names found then, so no address can reach another file,
/// however it is written.
struct StaticRoutes<Context: RequestContext>: Sendable {
  private let files: [String: PreparedBody]

  /// File endings that are pages, and how they are announced.
  private static var mediaTypes: [String: String] {
    [
      "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8",
      "js": "text/javascript; charset=utf-8", "json": "application/json; charset=utf-8",
      "svg": "image/svg+xml", "png": "image/png", "txt": "text/plain; charset=utf-8",
      "webmanifest": "application/manifest+json",
    ]
  }

  init(folder: URL) throws(ServerError) {
    var files: [String: PreparedBody] = [:]
    do {
      for file in try FileManager.default.contentsOfDirectory(
        at: folder, includingPropertiesForKeys: nil)
      {
        guard let mediaType = Self.mediaTypes[file.pathExtension] else { continue }
        files[file.lastPathComponent] = try PreparedBody(
          [UInt8](Data(contentsOf: file)), mediaType: mediaType,
          compresses: file.pathExtension != "png")
      }
    } catch {
      throw ServerError.webFolderUnreadable(
        path: folder.path, reason: (error as NSError).localizedDescription)
    }
    guard files["index.html"] != nil else {
      throw ServerError.webFolderIncomplete(path: folder.path, missing: "index.html")
    }
    self.files = files
  }

  /// Every path that answers with a file.
  var paths: Set<String> { Set(files.keys.map { "/" + $0 } + ["/"]) }

  func add(to router: Router<Context>) {
    router.get("/") { request, _ in try answer(request, name: "index.html") }
    for name in files.keys.sorted() {
      router.get(RouterPath("/" + name)) { request, _ in try answer(request, name: name) }
    }
  }

  private func answer(_ request: Request, name: String) throws -> Response {
    guard let file = files[name] else { throw Problem.notFound(path: "/" + name) }
    return file.response(to: request)
  }
}

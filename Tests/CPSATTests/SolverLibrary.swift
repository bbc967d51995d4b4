// SPDX-License-Identifier: Apache-2.0

import CPSAT
import Foundation

/// Where the tests find what `Scripts/setup` fetched: the folder that CHENGXU_TOOLS names, or
/// `.tools` beside Package.swift.
enum Tools {
  static let folder: URL = {
    if let named = ProcessInfo.processInfo.environment["CHENGXU_TOOLS"], !named.isEmpty {
      return URL(filePath: named)
    }
    var folder = URL(filePath: #filePath).deletingLastPathComponent()
    while folder.path != "/" {
      let manifest = folder.appending(path: "Package.swift").path
      if FileManager.default.fileExists(atPath: manifest) { break }
      folder.deleteLastPathComponent()
    }
    return folder.appending(path: ".tools")
  }()

  static var python: String { folder.appending(path: "venv/bin/python3").path }
}

/// The library is opened once for all tests; each test reports it if that fails.
func makeSolver() throws -> CPSolver {
  CPSolver(library: try opened.get())
}

private let opened = Result {
  try CPSATLibrary(path: Tools.folder.appending(path: "lib/libortools.so.9").path)
}

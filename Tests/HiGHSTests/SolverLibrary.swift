// SPDX-License-Identifier: Apache-2.0

import Foundation
import HiGHS

/// Where the tests find what `Scripts/setup` fetched: the folder that CHENGXU_TOOLS names, or
/// `.tools` beside Package.swift.
private let toolsFolder: URL = {
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

/// The library is opened once for all tests; each test reports it if that fails.
func makeSolver() throws -> HiGHSSolver {
  HiGHSSolver(library: try opened.get())
}

private let opened = Result {
  try HiGHSLibrary(path: toolsFolder.appending(path: "lib/libhighs.so").path)
}

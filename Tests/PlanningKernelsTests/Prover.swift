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

/// HiGHS, opened once for all tests; each test reports it if that fails.
func makeProver() throws -> HiGHSSolver {
  HiGHSSolver(library: try opened.get())
}

private let opened = Result {
  try HiGHSLibrary(path: toolsFolder.appending(path: "lib/libhighs.so").path)
}

/// SplitMix64 (Steele, Lea and Flood 2014): small, and the same everywhere.
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }
}

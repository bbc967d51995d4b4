// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport

extension Program {
  /// One run of the whole thread on the small city, shared by the tests that look at its files.
  static let demo = Result {
    let folder = try Scratch.folder()
    let outcome = try run(
      ["demo", "--once", "--city", SampleCity.folder.path(), "--out", folder.path(), "--seed", "7"])
    return (folder, outcome)
  }
}

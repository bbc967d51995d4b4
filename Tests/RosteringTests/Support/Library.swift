// SPDX-License-Identifier: Apache-2.0

import CPSAT
import Foundation
import HiGHS
import Rostering
import TestSupport

/// The real CP-SAT library that `Scripts/setup` installed.
enum Library {
  static func cpsat() throws -> CPSATLibrary {
    try CPSATLibrary(path: TestTools.file("lib/libortools.so.9").path)
  }

  static func solvers() throws -> RosterSolvers {
    RosterSolvers(
      cpsat: try cpsat(),
      highs: try HiGHSLibrary(path: TestTools.file("lib/libhighs.so").path))
  }
}

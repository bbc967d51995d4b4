// SPDX-License-Identifier: Apache-2.0

import CPSAT
import DutyModel
import DutyPlanning
import Foundation
import HiGHS

/// The two solver libraries, opened once for a run.
struct Solvers {
  var highs: HiGHSLibrary
  var cpsat: CPSATLibrary

  init(_ tools: ToolLocations) throws(SolverMissing) {
    do {
      highs = try HiGHSLibrary(path: tools.highsLibrary.path(percentEncoded: false))
    } catch {
      throw SolverMissing(detail: error.description)
    }
    do {
      cpsat = try CPSATLibrary(path: tools.cpsatLibrary.path(percentEncoded: false))
    } catch {
      throw SolverMissing(detail: error.description)
    }
  }

  var planning: PlanningSolvers {
    PlanningSolvers(highs: HiGHSSolver(library: highs))
  }
}

/// A solver library could not be opened.
struct SolverMissing: ExplainedError {
  /// The library's path and what the system said.
  var detail: String

  var explanation: LocalizedName {
    LocalizedName(
      chinese: "打不开求解器程序库：\(detail) 可以运行 Scripts/setup 安装。",
      english:
        "A solver library could not be opened: \(detail) Maybe run Scripts/setup to install it.")
  }
}

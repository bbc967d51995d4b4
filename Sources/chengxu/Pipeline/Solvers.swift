// SPDX-License-Identifier: Apache-2.0

import CPSAT
import DutyModel
import DutyPlanning
import Foundation
import HiGHS
import Rostering

/// The two solver libraries, opened once for a run.
struct Solvers {
  var highs: HiGHSLibrary
  var cpsat: CPSATLibrary

  init(_ tools: ToolLocations) throws(SolverMissing) {
    highs = try Self.openHiGHS(tools)
    cpsat = try Self.openCPSAT(tools)
  }

  static func openCPSAT(_ tools: ToolLocations) throws(SolverMissing) -> CPSATLibrary {
    do {
      return try CPSATLibrary(path: tools.cpsatLibrary.path(percentEncoded: false))
    } catch {
      throw SolverMissing(path: error.path, reason: error.reason)
    }
  }

  /// HiGHS alone, for commands that need no other solver.
  static func prover() throws -> HiGHSSolver {
    HiGHSSolver(library: try openHiGHS(ToolLocations.find()))
  }

  static func openHiGHS(_ tools: ToolLocations) throws(SolverMissing) -> HiGHSLibrary {
    do {
      return try HiGHSLibrary(path: tools.highsLibrary.path(percentEncoded: false))
    } catch {
      throw SolverMissing(path: error.path, reason: error.reason)
    }
  }

  var rostering: RosterSolvers { RosterSolvers(cpsat: cpsat, highs: highs) }

  var planning: PlanningSolvers {
    PlanningSolvers(highs: HiGHSSolver(library: highs))
  }
}

/// A solver library could not be opened.
struct SolverMissing: ExplainedError {
  var path: String
  /// What the system said, in English.
  var reason: String

  var explanation: LocalizedName {
    LocalizedName(
      chinese: "打不开求解器程序库 \(path)：\(reason)。可以运行 Scripts/setup 安装，或用环境变量 CHENGXU_TOOLS 指定目录。",
      english: "The solver library \(path) could not be opened: \(reason). "
        + "Maybe run Scripts/setup, which installs it, or name the folder in CHENGXU_TOOLS.")
  }
}

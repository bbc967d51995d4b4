// SPDX-License-Identifier: Apache-2.0

import ChengxuServer
import DutyPlanning
import Foundation

/// Decisions by hand on a data folder: tried with the solvers, kept in the file that `chengxu plan --edits` reads.
enum PlanDeskWiring {
  /// - Returns: `nil` without the solvers; plans are then only shown.
  static func open(_ folder: StageFolder, _ values: PublishedValues) -> PlanDesk? {
    guard let solvers = try? Solvers(ToolLocations.find()).planning else { return nil }
    let file = folder.planEdits
    return PlanDesk(
      solve: { edits, change, watch throws(PlanningError) in
        try DutyPlanner.trial(
          holding: edits, change: change, on: values.plans, values.snapshot, risk: values.risk,
          solvers: solvers, watch: watch)
      },
      readHeld: {
        // Until somebody decides, what the plans in force obey is what shall hold.
        guard FileManager.default.fileExists(atPath: file.path(percentEncoded: false)) else {
          return PlanEdits(edits: values.plans.editsInForce)
        }
        return try StageFile.read(PlanEdits.self, from: file)
      },
      writeHeld: { try StageFile.write($0, to: file) })
  }
}

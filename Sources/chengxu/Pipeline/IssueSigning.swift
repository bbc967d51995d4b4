// SPDX-License-Identifier: Apache-2.0

import Bulletin
import ChengxuServer
import DutyModel
import Foundation

/// Signs an approved issue: refused before anything is set, and set before it is signed, so that
/// what no font has is not issued.
struct IssueSigning {
  let folder: StageFolder
  let tools: ToolLocations

  func sign(
    _ issue: DutyModel.ID<BulletinIssue>, on date: CivilDate?, by hand: BulletinHand,
    in file: inout BulletinRegisterFile
  ) async throws {
    let register = file.ledger.register
    let day = try date ?? register.issue(issue).draft.masthead.date
    let step = try register.signing(issue, on: day, by: hand)
    let event = BulletinEvent(at: .now, by: hand, content: .step(issue: issue, step))
    var trial = register
    try trial.apply(event)
    guard case .sign(let document, _) = step else { return }
    var held = file
    try await Workbench.fill(folder.url) { bench in
      let (year, number) = (document.masthead.year, document.masthead.issue)
      _ = try await DocumentFiles.write(
        document, json: bench.issued(year, number, "json"), pdf: bench.issued(year, number, "pdf"),
        docx: bench.issued(year, number, "docx"), tools)
      try held.append(event)
    }
    file = held
  }
}

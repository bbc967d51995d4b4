// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Bulletin
import ChengxuServer
import DocumentRendering
import DutyModel
import Foundation

/// Signs an approved bulletin: it gets its number, and its files are written and never changed.
struct SignBulletinCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sign", abstract: Texts.text("command.bulletin.sign"))

  @Argument(help: ArgumentHelp(Texts.text("argument.draft"), valueName: "N"))
  var number: Int64

  @Option(help: ArgumentHelp(Texts.text("option.sign-date"), valueName: "DATE"))
  var date: DateArgument?

  @OptionGroup var options: BulletinStepOptions

  func run() async throws {
    try await ErrorReport.reporting {
      let folder = options.folder
      let hand = try await options.signatory.hand(in: folder)
      var file = try BulletinRegisterFile(folder.bulletinRegister)
      let register = file.ledger.register
      let id = ID<BulletinIssue>(rawValue: number)
      let day = try date?.date ?? register.issue(id).draft.masthead.date
      let step = try register.signing(id, on: day)
      let event = BulletinEvent(at: .now, by: hand, content: .step(issue: id, step))
      // Refused before anything is set; set before it is signed: what no font has is not issued.
      var trial = register
      try trial.apply(event)
      guard case .sign(let document, _) = step else { return }
      let bench = try await Workbench.fill(folder.url) { bench in
        try await write(document, to: bench)
        try file.append(event)
        return file.ledger.register
      }
      print(try BulletinIssuesSummary(bench).rendered(as: options.shared.format))
    }
  }

  private func write(_ document: BulletinDocument, to bench: StageFolder) async throws {
    let (year, issue) = (document.masthead.year, document.masthead.issue)
    let tools = try ToolLocations.find()
    let renderer = try await DocumentRenderer(
      python: tools.python, fonts: FontFolders(office: tools.officeFonts, bundled: tools.fonts))
    try StageFile.write(document, to: bench.issued(year, issue, "json"))
    _ = try await renderer.pdf(document, to: bench.issued(year, issue, "pdf"))
    _ = try await renderer.docx(document, to: bench.issued(year, issue, "docx"))
    await renderer.close()
  }
}

// SPDX-License-Identifier: Apache-2.0

import Bulletin
import ChengxuServer
import CityData
import DocumentRendering
import DutyModel
import Foundation
import Supervision

/// The register of bulletins in a data folder, for the editor's page: the file that the command line
/// works on too, opened anew for each step and held against others meanwhile.
///
/// One step at a time: the file's lock blocks whoever waits for it, so waiting is done here instead.
actor FolderBulletinDesk: BulletinDesk {
  private let folder: StageFolder
  private let values: PublishedValues
  private let weeks: [Scorecard]
  private let tools: ToolLocations
  private var last: Task<Void, Never>?

  init(_ folder: StageFolder, _ values: PublishedValues, weeks: [Scorecard]) throws {
    self.folder = folder
    self.values = values
    self.weeks = weeks
    tools = try ToolLocations.find()
  }

  private func alone<Answer: Sendable>(
    _ body: @escaping @Sendable () async throws -> Answer
  ) async throws -> Answer {
    let before = last
    let task = Task {
      await before?.value
      return try await body()
    }
    last = Task { _ = await task.result }
    return try await task.value
  }

  func ledger() async throws -> BulletinLedger {
    let file = folder.bulletinRegister
    return try await alone { try BulletinRegisterFile(file).ledger }
  }

  func figures() -> FigureFields { FigureFields(values.scorecard) }

  func record(
    by hand: BulletinHand,
    _ content: @escaping @Sendable (BulletinLedger) throws -> BulletinEvent.Content
  ) async throws -> BulletinLedger {
    let url = folder.bulletinRegister
    return try await alone {
      var file = try BulletinRegisterFile(url)
      try file.append(BulletinEvent(at: .now, by: hand, content: try content(file.ledger)))
      return file.ledger
    }
  }

  func sign(
    _ issue: DutyModel.ID<BulletinIssue>, by hand: BulletinHand,
    _ check: @escaping @Sendable (BulletinLedger) throws -> Void
  ) async throws -> BulletinLedger {
    let (folder, tools) = (folder, tools)
    return try await alone {
      var file = try BulletinRegisterFile(folder.bulletinRegister)
      try check(file.ledger)
      try await IssueSigning(folder: folder, tools: tools).sign(
        issue, on: nil, by: hand, in: &file)
      return file.ledger
    }
  }

  func file(of document: BulletinDocument, as form: BulletinForm) async throws -> Data {
    try await Press(tools: tools).data { renderer, file in
      switch form {
      case .pdf: try await renderer.pdf(document, to: file)
      case .docx: try await renderer.docx(document, to: file)
      }
    }
  }
}

/// Drafts to start from: the account of the whole period, and files of the folder or the program.
extension FolderBulletinDesk {
  /// Written from plan, roster and scorecard.
  private static let composed = "campaign"

  func templates() -> [String] { [Self.composed] + files.keys.sorted() }

  func template(_ name: String) throws -> BulletinDocument {
    do {
      return name == Self.composed ? try composed() : try read(name)
    } catch let error as any ExplainedError where !(error is BulletinDeskError) {
      throw BulletinDeskError.unusableTemplate(name, why: error.explanation)
    }
  }

  private func read(_ name: String) throws -> BulletinDocument {
    guard let file = files[name] else {
      throw BulletinDeskError.unknownTemplate(name, known: templates())
    }
    var draft = try StageFile.read(BulletinDocument.self, from: file)
    if draft.namesDrawings { draft = try draft.drawn(with: values.drawings(weeks: weeks)) }
    let imprint = values.imprint(issue: 1)
    draft.masthead.date = imprint.masthead.date
    draft.masthead.year = imprint.masthead.year
    draft.colophon.printDate = imprint.masthead.date
    return draft
  }

  private func composed() throws -> BulletinDocument {
    try CampaignBulletin(
      city: values.snapshot, risk: values.risk, plans: values.plans, roster: values.roster,
      scorecard: values.scorecard, weeks: weeks, interventionsByHour: [],
      titleLines: ["警情引导警力　精准安排勤务", "\(values.snapshot.organization.name.chinese)勤务情况"]
    ).draft(values.imprint(issue: 1))
  }

  /// A folder's own templates take the place of the program's of the same name.
  private var files: [String: URL] {
    let folders = [ProjectLocations.bundled("Data/bulletin-templates"), folder.bulletinTemplates]
    return folders.compactMap { $0 }.reduce(into: [:]) { found, folder in
      let inside = try? FileManager.default.contentsOfDirectory(
        at: folder, includingPropertiesForKeys: nil)
      for file in inside ?? [] where file.pathExtension == "json" {
        found[file.deletingPathExtension().lastPathComponent] = file
      }
    }
  }
}

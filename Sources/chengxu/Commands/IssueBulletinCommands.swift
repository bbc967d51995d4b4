// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Bulletin
import ChengxuServer
import DutyModel
import Foundation
import Supervision

/// What every step on a bulletin needs: the folder and who does it.
struct BulletinStepOptions: ParsableArguments {
  @OptionGroup var signatory: SignatoryOptions
  @OptionGroup var shared: SharedOptions

  var folder: StageFolder { StageFolder(url: shared.folder) }

  /// A document that somebody wrote, with the folder's drawings where it names some.
  func document(_ path: String) throws -> BulletinDocument {
    let draft = try StageFile.read(BulletinDocument.self, from: URL(filePath: path))
    guard draft.namesDrawings else { return draft }
    let values = try PublishedValues(reading: folder)
    let weeks =
      FileManager.default.fileExists(atPath: folder.weeks.path(percentEncoded: false))
      ? try StageFile.read([Scorecard].self, from: folder.weeks) : []
    return try draft.drawn(with: values.drawings(weeks: weeks))
  }

  /// Adds one event and prints how the register stands then.
  func record(_ content: (BulletinRegister) throws -> BulletinEvent.Content) async throws {
    let hand = try await signatory.hand(in: folder)
    try StageFile.makeFolder(folder.url)
    var file = try BulletinRegisterFile(folder.bulletinRegister)
    try file.append(
      BulletinEvent(at: .now, by: hand, content: try content(file.ledger.register)))
    print(try BulletinIssuesSummary(file.ledger.register).rendered(as: shared.format))
  }
}

struct DraftBulletinCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draft", abstract: Texts.text("command.bulletin.draft"))

  @Argument(help: ArgumentHelp(Texts.text("option.document"), valueName: "DOCUMENT.json"))
  var document: String

  @OptionGroup var options: BulletinStepOptions

  func run() async throws {
    try await ErrorReport.reporting {
      let draft = try options.document(document)
      try await options.record { .open(issue: $0.nextIssue, draft: draft) }
    }
  }
}

struct ReviseBulletinCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "revise", abstract: Texts.text("command.bulletin.revise"))

  @Argument(help: ArgumentHelp(Texts.text("argument.draft"), valueName: "N"))
  var number: Int64

  @Argument(help: ArgumentHelp(Texts.text("option.document"), valueName: "DOCUMENT.json"))
  var document: String

  @OptionGroup var options: BulletinStepOptions

  func run() async throws {
    try await ErrorReport.reporting {
      let draft = try options.document(document)
      try await options.record { _ in .step(issue: ID(rawValue: number), .revise(draft)) }
    }
  }
}

struct UpdateFiguresCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "figures", abstract: Texts.text("command.bulletin.figures"))

  @Argument(help: ArgumentHelp(Texts.text("argument.draft"), valueName: "N"))
  var number: Int64

  @OptionGroup var options: BulletinStepOptions

  func run() async throws {
    try await ErrorReport.reporting {
      let scorecard = try StageFile.read(Scorecard.self, from: options.folder.scorecard)
      try await options.record { _ in
        .step(issue: ID(rawValue: number), .updateFigures(FigureFields(scorecard)))
      }
    }
  }
}

/// The steps that carry nothing but a reason.
enum PlainBulletinStep: String, CaseIterable, ExpressibleByArgument {
  case submit, review, approve
  case sendBack = "send-back"
  case withdraw

  func step(reason: String) -> BulletinStep {
    switch self {
    case .submit: .submit
    case .review: .review
    case .approve: .approve
    case .sendBack: .sendBack(reason: reason)
    case .withdraw: .withdraw(reason: reason)
    }
  }
}

struct MoveBulletinCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "move", abstract: Texts.text("command.bulletin.move"))

  @Argument(help: ArgumentHelp(Texts.text("argument.draft"), valueName: "N"))
  var number: Int64

  @Argument(help: ArgumentHelp(Texts.text("argument.bulletin-step"), valueName: "STEP"))
  var step: PlainBulletinStep

  @Option(help: ArgumentHelp(Texts.text("option.reason"), valueName: "TEXT"))
  var reason = ""

  @OptionGroup var options: BulletinStepOptions

  func run() async throws {
    try await ErrorReport.reporting {
      try await options.record { _ in .step(issue: ID(rawValue: number), step.step(reason: reason))
      }
    }
  }
}

struct StartNumberingCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "numbering", abstract: Texts.text("command.bulletin.numbering"))

  @Argument(help: ArgumentHelp(Texts.text("argument.year"), valueName: "YEAR"))
  var year: Int

  @Option(help: ArgumentHelp(Texts.text("option.after"), valueName: "N"))
  var after: Int

  @Option(help: ArgumentHelp(Texts.text("option.reason"), valueName: "TEXT"))
  var reason: String

  @OptionGroup var options: BulletinStepOptions

  func run() async throws {
    try await ErrorReport.reporting {
      try await options.record { _ in .startNumbering(year: year, last: after, reason: reason) }
    }
  }
}

struct BulletinIssuesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "issues", abstract: Texts.text("command.bulletin.issues"))

  @OptionGroup var shared: SharedOptions

  func run() async throws {
    try await ErrorReport.reporting {
      let folder = StageFolder(url: shared.folder)
      let text = try StageFile.bytes(of: folder.bulletinRegister)
      let ledger = try BulletinLedger(text: String(decoding: text, as: UTF8.self))
      print(try BulletinIssuesSummary(ledger.register).rendered(as: shared.format))
    }
  }
}

/// Every draft and issue: its state, its number once it has one, who signed it and its seal.
struct BulletinIssuesSummary: Summary {
  struct Line: Encodable {
    var draft: Int64
    var state: String
    var title: String
    var year: Int?
    var number: Int?
    var signedBy: String?
    var signedAt: Instant?
    var seal: String?
  }

  var issues: [Line]

  init(_ register: BulletinRegister) {
    issues = register.issues.values.sorted { $0.id < $1.id }.map { issue in
      let titles = issue.document.sections.flatMap { $0.articles.map(\.title) }
      var line = Line(
        draft: issue.id.rawValue, state: issue.state.key, title: titles.first ?? "–")
      if case .issued(let signature) = issue.state {
        line.year = signature.document.masthead.year
        line.number = signature.document.masthead.issue
        line.signedBy = signature.by.name
        line.signedAt = signature.at
        line.seal = signature.seal.digest
      }
      return line
    }
  }

  var table: TextTable {
    TextTable(
      header: ["draft", "state", "title", "issue", "signed-by", "seal"].map {
        Texts.text("table.\($0)")
      },
      rows: issues.map { line in
        [
          "\(line.draft)", Texts.text("bulletin-state.\(line.state)"), line.title,
          line.number.map { "\(line.year ?? 0)-\($0)" } ?? "–", line.signedBy ?? "–",
          line.seal.map { String($0.prefix(12)) } ?? "–",
        ]
      }, numeric: [0])
  }
}

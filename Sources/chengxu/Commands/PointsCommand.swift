// SPDX-License-Identifier: Apache-2.0

import AccessControl
import ArgumentParser
import ChengxuServer
import CityData
import DutyModel
import Foundation
import Geography
import IncidentAnalysis

/// Congestion points 堵点 and disorder points 乱点: found, and followed until they are signed off.
struct PointsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "points", abstract: Texts.text("command.points"),
    subcommands: [
      PointsDetectCommand.self, PointsListCommand.self, PointsApplyCommand.self,
      PointsDemoCommand.self,
    ])
}

struct PointsDetectCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "detect", abstract: Texts.text("command.points.detect"))

  @Option(help: ArgumentHelp(Texts.text("option.speeds"), valueName: "FILE"))
  var speeds: String?

  @Option(help: ArgumentHelp(Texts.text("option.violations"), valueName: "FILE"))
  var violations: String?

  @Option(help: ArgumentHelp(Texts.text("option.reports"), valueName: "FILE"))
  var reports: String?

  @Option(help: ArgumentHelp(Texts.text("option.as-of"), valueName: "YYYY-MM-DD"))
  var asOf: DateArgument

  @Option(help: ArgumentHelp(Texts.text("option.holiday"), valueName: "YYYY-MM-DD"))
  var holiday: [DateArgument] = []

  @Flag(help: ArgumentHelp(Texts.text("option.skip-bad-rows")))
  var skipBadRows = false

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var shared: SharedOptions

  func validate() throws {
    guard speeds != nil || violations != nil || reports != nil else {
      throw ValidationError(Texts.text("error.no-series"))
    }
  }

  func run() async throws {
    try await ErrorReport.reporting {
      let series = try PointSeries(
        speeds: speeds, violations: violations, reports: reports,
        badRows: skipBadRows ? .leaveOut : .refuse)
      let holidays = Set(holiday.map(\.date))
      let detection = PointDetection(
        traffic: series.traffic.rows, observed: series.observed.rows,
        reports: series.reports.rows,
        congestion: CongestionDetector { !$0.weekday.isWeekend && !holidays.contains($0) },
        upTo: asOf.date)
      let update = try await PointDeskWiring.work(
        in: StageFolder(url: shared.folder), database
      ) { desk in
        try await desk.take(
          detection, upTo: asOf.date, isDemoData: series.isDemoData, at: .now)
      }
      print(
        try DetectionSummary(
          findings: detection.findings, update: update, omissions: series.omissions,
          isDemoData: series.isDemoData
        ).rendered(as: shared.format))
    }
  }
}

/// The series of one run; what is not given is empty.
private struct PointSeries {
  var traffic = Series<TrafficReading>(rows: [])
  var observed = Series<ObservedViolations>(rows: [])
  var reports = Series<StreetReport>(rows: [])

  init(
    speeds: String?, violations: String?, reports: String?, badRows: ImportOptions.BadRows
  ) throws {
    if let speeds { traffic = try .read(URL(filePath: speeds), badRows: badRows) }
    if let violations { observed = try .read(URL(filePath: violations), badRows: badRows) }
    if let reports { self.reports = try .read(URL(filePath: reports), badRows: badRows) }
  }

  var isDemoData: Bool { traffic.isDemoData || observed.isDemoData || reports.isDemoData }
  var omissions: [ImportReport.Omission] {
    traffic.omissions + observed.omissions + reports.omissions
  }
}

struct PointsListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: Texts.text("command.points.list"))

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var shared: SharedOptions

  func run() async throws {
    try await ErrorReport.reporting {
      let ledger = try await PointDeskWiring.work(
        in: StageFolder(url: shared.folder), database
      ) { try await $0.ledger() }
      print(try LedgerSummary(ledger).rendered(as: shared.format))
    }
  }
}

struct PointsApplyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply", abstract: Texts.text("command.points.apply"))

  @Argument(help: ArgumentHelp(Texts.text("argument.point"), valueName: "ID"))
  var point: Int64

  @Argument(help: ArgumentHelp(Texts.text("argument.step")))
  var step: ChoiceArgument<PointWork>

  @Option(help: ArgumentHelp(Texts.text("option.reason")))
  var reason: String

  @Option(help: ArgumentHelp(Texts.text("option.owner"), valueName: "OFFICER"))
  var owner: Int64?

  @Option(help: ArgumentHelp(Texts.text("option.measure")))
  var measure: String?

  @Option(help: ArgumentHelp(Texts.text("option.deadline"), valueName: "YYYY-MM-DD"))
  var deadline: DateArgument?

  @OptionGroup var signatory: SignatoryOptions
  @OptionGroup var shared: SharedOptions

  func run() async throws {
    let event = try event()
    try await ErrorReport.reporting {
      let folder = StageFolder(url: shared.folder)
      let account = try await signatory.account(in: folder)
      guard let officer = account.officer else { throw SignatoryRefused.nobody }
      try Visitor(account).require(.followPoints, in: TerritoryIndex(units: []))
      guard let signature = PointCase.Signature(officer: officer, reason: reason) else {
        throw ValidationError(Texts.text("error.blank-reason"))
      }
      let ledger = try await PointDeskWiring.work(in: folder, signatory.database) { desk in
        try await desk.take(
          event, on: ID(rawValue: point), by: signature, account: account.name.text, seen: nil,
          at: .now)
      }
      print(try LedgerSummary(ledger).rendered(as: shared.format))
    }
  }

  private func event() throws -> PointCase.Event {
    let details = PointWork.Details(
      owner: owner.map { ID(rawValue: $0) }, measure: measure, deadline: deadline?.date)
    let work = step.choice
    guard let event = work.event(details) else {
      throw ValidationError(
        Texts.text(work == .reject ? "error.deadline" : "error.commitment"))
    }
    return event
  }
}

struct PointsDemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo-series", abstract: Texts.text("command.points.demo"))

  @Option(help: ArgumentHelp(Texts.text("option.out"), valueName: "DIR"))
  var out: String

  @Option(help: ArgumentHelp(Texts.text("option.as-of"), valueName: "YYYY-MM-DD"))
  var asOf: DateArgument

  @OptionGroup var shared: SharedOptions
  @OptionGroup var seed: SeedOptions

  func run() async throws {
    try await ErrorReport.reporting {
      let snapshot = try StageFile.read(
        CitySnapshot.self, from: StageFolder(url: shared.folder).snapshot)
      let series = DemoPointSeries(roads: snapshot.roads, upTo: asOf.date, seed: seed.seed)
      let folder = URL(filePath: out, directoryHint: .isDirectory)
      _ = try DemoPointFiles(series, in: folder)
      print(Texts.text("points.demo", ["folder": out]))
    }
  }
}

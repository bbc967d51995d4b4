// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
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

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    guard speeds != nil || violations != nil || reports != nil else {
      throw ValidationError(Texts.text("error.no-series"))
    }
  }

  func run() async throws {
    try await ErrorReport.reporting {
      let folder = StageFolder(url: shared.folder)
      let series = try PointSeries(
        speeds: speeds, violations: violations, reports: reports,
        badRows: skipBadRows ? .leaveOut : .refuse)
      let holidays = Set(holiday.map(\.date))
      let detection = PointDetection(
        traffic: series.traffic.rows, observed: series.observed.rows,
        reports: series.reports.rows,
        congestion: CongestionDetector { !$0.weekday.isWeekend && !holidays.contains($0) },
        upTo: asOf.date)
      let findings = detection.findings
      var ledger = try PointLedger.load(from: folder)
      ledger.isDemoData = ledger.isDemoData || series.isDemoData
      let update = try ledger.take(
        findings, at: CivilTime(date: asOf.date, minuteOfDay: 1439), value: detection.value)
      try StageFile.makeFolder(folder.url)
      try StageFile.write(ledger, to: folder.points)
      print(
        try DetectionSummary(
          findings: findings, update: update, omissions: series.omissions,
          isDemoData: ledger.isDemoData
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

  @OptionGroup var shared: SharedOptions

  func run() async throws {
    try await ErrorReport.reporting {
      let ledger = try StageFile.read(
        PointLedger.self, from: StageFolder(url: shared.folder).points)
      print(try LedgerSummary(ledger).rendered(as: shared.format))
    }
  }
}

struct PointsApplyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply", abstract: Texts.text("command.points.apply"))

  /// The steps that people take; the others are the program's.
  enum Step: String, CaseIterable, ExpressibleByArgument {
    case verify, dismiss, list, treat, recheck, reject, signOff = "sign-off"
  }

  @Argument(help: ArgumentHelp(Texts.text("argument.point"), valueName: "ID"))
  var point: Int64

  @Argument(help: ArgumentHelp(Texts.text("argument.step")))
  var step: Step

  @Option(help: ArgumentHelp(Texts.text("option.signed-by"), valueName: "OFFICER"))
  var by: Int64

  @Option(help: ArgumentHelp(Texts.text("option.point-time"), valueName: "YYYY-MM-DDTHH:MM"))
  var at: CivilTimeArgument

  @Option(help: ArgumentHelp(Texts.text("option.reason")))
  var reason: String

  @Option(help: ArgumentHelp(Texts.text("option.owner"), valueName: "OFFICER"))
  var owner: Int64?

  @Option(help: ArgumentHelp(Texts.text("option.measure")))
  var measure: String?

  @Option(help: ArgumentHelp(Texts.text("option.deadline"), valueName: "YYYY-MM-DD"))
  var deadline: DateArgument?

  @OptionGroup var shared: SharedOptions

  func run() async throws {
    guard let signature = PointCase.Signature(officer: ID(rawValue: by), reason: reason) else {
      throw ValidationError(Texts.text("error.blank-reason"))
    }
    let event = try event()
    try await ErrorReport.reporting {
      let folder = StageFolder(url: shared.folder)
      var ledger = try StageFile.read(PointLedger.self, from: folder.points)
      try ledger.apply(event, to: ID(rawValue: point), by: signature, at: at.time)
      try StageFile.write(ledger, to: folder.points)
      print(try LedgerSummary(ledger).rendered(as: shared.format))
    }
  }

  private func event() throws -> PointCase.Event {
    switch step {
    case .verify: return .verify
    case .dismiss: return .dismiss
    case .treat: return .treat
    case .recheck: return .recheck(.passed)
    case .signOff: return .signOff
    case .reject:
      guard let deadline else { throw ValidationError(Texts.text("error.deadline")) }
      return .recheck(.failed(newDeadline: deadline.date))
    case .list:
      guard let owner, let measure, let deadline else {
        throw ValidationError(Texts.text("error.commitment"))
      }
      return .list(
        PointCase.Commitment(
          owner: ID(rawValue: owner), measure: measure, deadline: deadline.date))
    }
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
      try StageFile.makeFolder(folder)
      for (name, text) in [
        ("demo-speeds.csv", series.speeds), ("demo-violations.csv", series.violations),
        ("demo-reports.csv", series.reports),
      ] {
        try StageFile.write(text: text, to: folder.appending(path: name))
      }
      print(Texts.text("points.demo", ["folder": out]))
    }
  }
}

extension PointLedger {
  /// The folder's ledger, or an empty one.
  fileprivate static func load(from folder: StageFolder) throws(StageFileError) -> PointLedger {
    do {
      return try StageFile.read(PointLedger.self, from: folder.points)
    } catch {
      guard error.reason == .missing else { throw error }
      return PointLedger()
    }
  }
}
